import { caseLabel, type DecisionKind } from '../../finding/case.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { NoticeValues } from './notice-values.ts';

/** What a line of a thread says about something that a person decided, or that came of it. */
export function decisionOf(kind: DecisionKind, values: NoticeValues, words: Catalogue['card']): string {
  const { notice } = words.decisions;
  const by = values.person('by') ?? words.notice.somebody;
  const reason = values.text('reason', 500);
  switch (kind) {
    case 'settled':
      return settledOf(by, values, words);
    case 'reopened-by-hand':
      return notice['reopened-by-hand'](by, reason);
    case 'verifying':
      return notice.verifying(by, values.time('until'));
    case 'check-failed':
      return notice['check-failed'](by, values.text('seen', 500));
    case 'unconfirmed':
      return notice.unconfirmed(by);
    case 'excepted': {
      const approver = values.person('approver') ?? words.notice.somebody;
      return notice.excepted(by, approver, values.date('until'), reason);
    }
    case 'exception-over':
      return notice['exception-over'](by, reason);
    case 'exception-outgrown':
      return notice['exception-outgrown'];
    case 'exception-ended':
      return notice['exception-ended'](by);
    case 'noted':
      return notice.noted(by, values.text('text', 2_000));
    case 'due-set':
      return notice.due(by, values.date('due'), reason);
    case 'sample-marked':
      return notice['sample-marked'](by);
    case 'sample-unmarked':
      return notice['sample-unmarked'](by);
  }
}

function settledOf(by: string, values: NoticeValues, words: Catalogue['card']): string {
  const { settled, duplicateOf } = words.decisions.notice;
  const said = values.text('resolution', 20);
  const sentence = Object.hasOwn(settled, said)
    ? settled[said as keyof typeof settled](by)
    : settled.handled(by);
  const into = values.count('into');
  return words.notice.because(
    into === null ? sentence : duplicateOf(sentence, caseLabel(into)),
    values.text('note', 500),
  );
}
