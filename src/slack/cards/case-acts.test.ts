import { expect, test } from 'vitest';
import type { CaseView } from '../../finding/view.ts';
import { type CaseActs, caseActs } from './case-acts.ts';
import { drawCase } from './case-card.ts';
import { caseOf, findings, start } from './testing/views.ts';

const { mining, publicBucket, doorEntry } = findings;
const taken = { state: 'acknowledged', assignee: 'U0CAROL' } as const;
const verifying = {
  state: 'verifying',
  verifying: { since: start, until: start + 1, by: 'U0CAROL' },
} as const;
const closed = { state: 'resolved', resolution: 'fixed', closedAt: start } as const;
const accepted = { by: 'U0CAROL', approver: 'U0BOB', reason: 'meant' } as const;
const exception = { since: start, until: start + 1, severity: 'High', ...accepted } as const;

const rows: readonly (readonly [name: string, view: CaseView, responds: boolean, CaseActs])[] = [
  [
    'a threat',
    caseOf(mining),
    true,
    {
      buttons: ['ack', 'assign', 'investigate', 'respond'],
      menu: ['done', 'suppress', 'note', 'copy_ids'],
      more: ['exception', 'due', 'mark_sample', 'raw_event'],
    },
  ],
  [
    'a threat that somebody has',
    caseOf(mining, taken),
    true,
    {
      buttons: ['done', 'assign', 'investigate', 'respond'],
      menu: ['release', 'suppress', 'note', 'copy_ids'],
      more: ['exception', 'due', 'mark_sample', 'raw_event'],
    },
  ],
  [
    'a control',
    caseOf(publicBucket),
    false,
    {
      buttons: ['ack', 'done', 'exception'],
      menu: ['assign', 'suppress', 'note', 'copy_ids'],
      more: ['investigate', 'due', 'mark_sample', 'raw_event'],
    },
  ],
  [
    'a control that somebody has',
    caseOf(publicBucket, taken),
    true,
    {
      buttons: ['done', 'assign', 'exception'],
      menu: ['release', 'suppress', 'note', 'copy_ids'],
      more: ['investigate', 'respond', 'due', 'mark_sample', 'raw_event'],
    },
  ],
  [
    'a control that is being verified',
    caseOf(publicBucket, verifying),
    false,
    {
      buttons: ['reopen', 'assign', 'exception'],
      menu: ['suppress', 'note', 'copy_ids', 'investigate'],
      more: ['due', 'mark_sample', 'raw_event'],
    },
  ],
  [
    'something outside AWS',
    caseOf(doorEntry, { sampleBy: 'U0CAROL' }),
    false,
    {
      buttons: ['ack', 'assign', 'done'],
      menu: ['suppress', 'note', 'copy_ids', 'exception'],
      more: ['due', 'unmark_sample', 'raw_event'],
    },
  ],
  [
    'what is over',
    caseOf(mining, closed),
    true,
    { buttons: ['reopen'], menu: ['note', 'copy_ids', 'raw_event'], more: [] },
  ],
  [
    'what went into another case',
    caseOf(mining, { ...closed, resolution: 'folded' }),
    false,
    { buttons: [], menu: ['note', 'copy_ids', 'raw_event'], more: [] },
  ],
  [
    'what is accepted',
    caseOf(publicBucket, { state: 'excepted', exception }),
    false,
    { buttons: ['end_exception'], menu: ['note', 'copy_ids', 'raw_event'], more: [] },
  ],
];

test.each(rows)('what can be done about %s', (_, view, responds, acts) => {
  expect(caseActs(view, responds)).toEqual(acts);
});

test('at most four buttons and a menu of five, each with the number of its case', () => {
  const card = drawCase(caseOf(mining), { language: 'en', timeZone: 'UTC', now: start }, { responds: true });
  const buttons = ['ack', 'assign', 'investigate', 'respond'].map((action_id) => ({
    ...{ type: 'button', action_id, value: '1042' },
  }));
  const entries = ['done', 'suppress', 'note', 'copy_ids', 'more'];
  const options = entries.map((action) => ({ value: `${action}:1042` }));
  expect(card.attachments[0]?.blocks.at(-1)).toMatchObject({
    elements: [...buttons, { type: 'overflow', options }],
  });
});
