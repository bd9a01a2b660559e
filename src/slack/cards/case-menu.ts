import type { Overflow, PlainTextOption } from '@slack/types';
import type { Case } from '../../finding/case.ts';
import { isClosed, isVisible } from '../../finding/case.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

type Words = Catalogue['card']['acts'];
type Entry = readonly [action: string, label: string];

/** What is done less often than the buttons beside it. Slack takes five entries, each the name of an action. */
export function caseMenu(one: Case, { acts }: Catalogue['card']): Overflow {
  const options = entriesOf(one, acts).map(
    ([action, label]): PlainTextOption => ({
      text: { type: 'plain_text', text: label, emoji: false },
      value: `${action}:${one.id}`,
    }),
  );
  return { type: 'overflow', action_id: 'menu', options };
}

function entriesOf(one: Case, words: Words): Entry[] {
  const behind: Entry = ['raw_event', words.rawEvent];
  const note: Entry = ['note', words.note];
  if (isVisible(one.state)) {
    const sample: Entry =
      one.sampleBy === null ? ['mark_sample', words.markSample] : ['unmark_sample', words.unmarkSample];
    return [['exception', words.exception], ['due', words.due], note, sample, behind];
  }
  if (one.exception !== null) return [['end_exception', words.endException], note, behind];
  const mayReopen = isClosed(one.state) && one.resolution !== 'folded';
  return [...(mayReopen ? [['reopen', words.reopen] as const] : []), note, behind];
}
