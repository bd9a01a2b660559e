import type { Overflow, PlainTextOption } from '@slack/types';
import type { FindingKind } from '../../finding/finding.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { CaseAct, CaseActs } from './case-acts.ts';

type Words = Catalogue['card'];

/** What is done less often than the buttons beside it, and the way to what is done least. */
export function caseMenu(caseId: number, { menu, more }: CaseActs, words: Words): Overflow {
  const entry = (action: string, label: string): PlainTextOption => ({
    text: { type: 'plain_text', text: label, emoji: false },
    value: `${action}:${caseId}`,
  });
  const options = menu.map((act) => entry(act, labelOfAct(act, words)));
  return {
    type: 'overflow',
    action_id: 'menu',
    options: more.length === 0 ? options : [...options, entry('more', words.acts.more)],
  };
}

/** Somebody is called to an alert; work that waits is taken on. */
export function labelOfAct(act: CaseAct, { acts, investigation, lease }: Words, kind?: FindingKind): string {
  const labels: Readonly<Record<CaseAct, string>> = {
    ack: kind === 'control' ? acts.takeOn : acts.acknowledge,
    release: acts.release,
    assign: acts.assign,
    suppress: acts.suppress,
    done: acts.done,
    reopen: acts.reopen,
    due: acts.due,
    note: acts.note,
    exception: acts.exception,
    end_exception: acts.endException,
    investigate: investigation.button,
    respond: lease.acts.respond,
    mark_sample: acts.markSample,
    unmark_sample: acts.unmarkSample,
    copy_ids: acts.copyIds,
    raw_event: acts.rawEvent,
  };
  return labels[act];
}
