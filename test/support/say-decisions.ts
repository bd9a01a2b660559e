import type { CheckResult, CheckTrouble } from '../../src/finding/check.ts';
import type { RequestStatus } from '../../src/finding/request.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import { actions } from '../../src/slack/actions/registry.ts';
import { formValuesOf } from '../../src/slack/receive/form-values.ts';
import {
  caseOf,
  findingView,
  inputOf,
  now,
  readerOf,
  requestOf,
  suppressionOf,
  toolsOf,
  viewOf,
  type WorldSeed,
} from './tools.ts';

type Answers = NonNullable<WorldSeed['answers']>;
const hour = 3_600_000;
const open = caseOf(7);
const closed = caseOf(7, { state: 'resolved', resolution: 'benign', closedAt: now, closedBy: 'U0CAROL' });
const gone = { ...closed, closedBy: null };
const verifying = caseOf(7, {
  state: 'verifying',
  verifying: { since: now - hour, until: now + 24 * hour, by: 'U0CAROL' },
});

const facts = {
  ...{
    status: 'Active',
    gone: true,
    asked: ['22', 'high risk', 'all but 80, 443'],
    open: ['22'],
    blocked: false,
    byPolicy: true,
    byList: false,
    byAccount: true,
  },
  ...{ trusts: ['*'], public: ['snap-1'], count: 1, accounts: ['444455556666'], devices: 0, password: true },
  ...{ trails: 1, logging: [], byDefault: false, encrypted: false, attached: true },
};
const checkNames = [
  ...(['open-port', 'public-bucket', 'access-key', 'user-mfa', 'trail-logging'] as const),
  ...(['shared-snapshot', 'role-trust', 'volume-encryption'] as const),
];
const troubles: CheckTrouble[] = ['denied', 'throttled', 'away', 'late', 'no-way-in'];

function looked(holds: boolean | null): CheckResult {
  const subject = { account: '111122223333', region: 'ap-northeast-1', id: 'sg-1', detail: '22' };
  const readings = checkNames.map((check) => ({ check, subject, holds, facts }));
  const troubled = troubles.map((trouble) => ({
    check: 'open-port' as const,
    subject,
    holds: null,
    facts: {},
    trouble,
  }));
  return { at: now, holds, readings: holds === null ? troubled : readings, unasked: 0 };
}

const done: NonNullable<Answers['done']>[] = [
  { kind: 'resolved', case: closed },
  { kind: 'verifying', case: verifying, until: now + 25 * hour },
  { kind: 'still-there', case: open, check: looked(false) },
  { kind: 'needs-disposition', case: open },
  ...[closed, gone, verifying].map((one) => ({ kind: 'already', case: one }) as const),
];
const noReason = { kind: 'no-reason', most: 500 } as const;
const past = { kind: 'in-the-past' } as const;
const answered: readonly (readonly [action: string, answers: readonly Answers[]])[] = [
  ['done', done.map((one) => ({ done: one, resolve: { kind: 'no-other', caseId: 7 } }))],
  [
    'reopen',
    (
      [
        { kind: 'reopened', case: open },
        { kind: 'already', case: open },
        { kind: 'not-closed', caseId: 7, state: 'excepted' },
        { kind: 'folded', caseId: 7 },
      ] satisfies NonNullable<Answers['reopen']>[]
    ).map((reopen) => ({ reopen })),
  ],
  [
    'note',
    (
      [
        { kind: 'noted', case: open },
        { kind: 'no-text', most: 2_000 },
        { kind: 'no-thread', caseId: 7 },
      ] satisfies NonNullable<Answers['note']>[]
    ).map((note) => ({ note })),
  ],
  [
    'due',
    (
      [
        { kind: 'set', case: { ...open, dueAt: now + hour }, before: null },
        { kind: 'set', case: open, before: now },
        { kind: 'already', case: open },
        past,
        noReason,
      ] satisfies NonNullable<Answers['setDue']>[]
    ).map((setDue) => ({ setDue })),
  ],
  [
    'mark_sample',
    (
      [
        { kind: 'marked', case: open },
        { kind: 'already', case: open },
        { kind: 'too-severe', caseId: 7, needs: 'approver' },
      ] satisfies NonNullable<Answers['markSample']>[]
    ).map((markSample) => ({ markSample })),
  ],
  [
    'unmark_sample',
    (['unmarked', 'not-marked'] as const).map((kind) => ({ unmarkSample: { kind, case: open } })),
  ],
  [
    'exception',
    (
      [
        { kind: 'asked', request: requestOf(1), case: open },
        { kind: 'asked-before', request: requestOf(1), case: open },
        { kind: 'too-long', most: 24 * hour },
        past,
        noReason,
      ] satisfies NonNullable<Answers['askException']>[]
    ).map((askException) => ({ askException })),
  ],
  [
    'end_exception',
    (
      [
        { kind: 'ended', case: open },
        { kind: 'not-excepted', caseId: 7, state: 'open' },
      ] satisfies NonNullable<Answers['endException']>[]
    ).map((endException) => ({ endException })),
  ],
];

const ends: RequestStatus[] = ['granted', 'refused', 'withdrawn', 'expired', 'superseded'];
const over = ends.map(
  (status) =>
    ({ kind: 'decided', request: requestOf(1, { status, decidedBy: 'U0BOB', decidedAt: now }) }) as const,
);
const decided: readonly (readonly [action: string, answers: readonly Answers[]])[] = [
  [
    'grant',
    (
      [
        ...over,
        { kind: 'no-request', requestId: 1 },
        { kind: 'not-yours', caseId: 7, needs: 'approver' },
        { kind: 'granted', request: requestOf(1), case: open, suppression: null },
        { kind: 'granted', request: requestOf(1), case: open, suppression: suppressionOf(4) },
        { kind: 'own-request', request: requestOf(1) },
        { kind: 'too-long', request: requestOf(1), most: 24 * hour },
        { kind: 'superseded', request: requestOf(1) },
      ] satisfies NonNullable<Answers['grantRequest']>[]
    ).map((grantRequest) => ({ grantRequest })),
  ],
  ['refuse', [{ refuseRequest: { kind: 'refused', request: requestOf(1) } }]],
  [
    'withdraw',
    (['withdrawn', 'not-asked-by-you'] as const).map((kind) => ({
      withdrawRequest: { kind, request: requestOf(1) },
    })),
  ],
];

const filledIn = {
  note_text: { a: { value: 'It' } },
  due_day: { a: { selected_date: '2026-12-24' } },
  due_why: { a: { value: 'It' } },
  exception_until: { a: { selected_date: '2026-12-24' } },
  exception_why: { a: { value: 'It' } },
  done_which: { a: { value: 'Y8' } },
};
const wrong = {
  due_day: { a: { selected_date: '2020-01-01' } },
  exception_until: { a: { selected_date: '2020-01-01' } },
};

/** Every window and every answer about what people decide, in one language. */
export async function sayDecisions(language: Language): Promise<void> {
  const input = { ...inputOf(language), value: '7', channelId: null };
  for (const [name, all] of [...answered, ...decided])
    for (const answers of all) {
      const action = actions.find((one) => one.name === name);
      const tools = toolsOf({ answers, views: [viewOf(open)] });
      if (action?.kind === 'answer') await action.run(input, tools);
      if (action?.kind !== 'form') continue;
      for (const what of ['fixed', 'duplicate', 'benign']) {
        const values = formValuesOf({
          values: { ...filledIn, done_what: { a: { selected_option: { value: what } } } },
        });
        await action.submit({ ...input, values }, tools);
      }
    }
  await sayWindows(language);
}

async function sayWindows(language: Language): Promise<void> {
  const input = { ...inputOf(language), value: '7', channelId: null };
  const duplicate = { done_what: { a: { selected_option: { value: 'duplicate' } } } };
  const control = findingView({ kind: 'control' });
  for (const action of actions) {
    if (action.kind !== 'form' || !['done', 'due', 'note', 'exception'].includes(action.name)) continue;
    for (const values of [{}, wrong, duplicate])
      action.check(formValuesOf({ values }), readerOf(language), now, '7');
    for (const holds of [true, false, null])
      await action.open(input, toolsOf({ checked: looked(holds), views: [viewOf(open, [control])] }));
    for (const acknowledgedAt of [now - 2 * hour, now])
      await action.open(input, toolsOf({ views: [viewOf({ ...open, acknowledgedAt })] }));
  }
}
