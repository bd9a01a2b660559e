import type { Policy } from '../../src/finding/policy.ts';
import { policyActions } from '../../src/finding/policy.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import type { SuppressionPreview } from '../../src/operations/preview-suppression.ts';
import type { Scope } from '../../src/operations/suppression-scopes.ts';
import { actions } from '../../src/slack/actions/registry.ts';
import { commands } from '../../src/slack/commands/registry.ts';
import { formOf } from '../../src/slack/receive/answer.ts';
import { formValuesOf } from '../../src/slack/receive/form-values.ts';
import { sayDecisions } from './say-decisions.ts';
import {
  caseOf,
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
const mine = caseOf(7, {
  ...{ state: 'acknowledged', assignee: 'U0DAVE', acknowledgedAt: now - hour, acknowledgedUntil: now + hour },
});
const carols = { ...mine, assignee: 'U0CAROL' };
const closed = (['open', 'acknowledged', 'suppressed', 'resolved', 'external'] as const).map(
  (state) => ({ kind: 'not-open', caseId: 7, state }) as const,
);
const noCase = { kind: 'no-case', caseId: 7 } as const;

const acknowledged: NonNullable<Answers['acknowledge']>[] = [
  noCase,
  ...closed,
  { kind: 'not-yours', caseId: 7, needs: 'responder' },
  ...[hour / 2, hour, 24 * hour, 48 * hour].map((most) => ({ kind: 'too-long', most }) as const),
  { kind: 'acknowledged', case: mine },
  { kind: 'extended', case: mine },
  { kind: 'already', case: mine },
  { kind: 'already', case: carols },
];
const released: NonNullable<Answers['release']>[] = [
  { kind: 'released', case: open },
  { kind: 'nobody-has-it', case: open },
  { kind: 'anothers', case: carols },
];
const assigned: NonNullable<Answers['assign']>[] = [
  { kind: 'assigned', case: carols, before: null },
  { kind: 'assigned', case: { ...carols, assignee: 'U0ERIN' }, before: null },
  { kind: 'taken', case: mine, before: null },
  { kind: 'taken', case: mine, before: 'U0CAROL' },
  { kind: 'already', case: mine },
  { kind: 'already', case: carols },
];
const unassigned: NonNullable<Answers['unassign']>[] = [
  { kind: 'unassigned', case: open, before: 'U0CAROL' },
  { kind: 'nobody-has-it', case: open },
];
const suppressed: NonNullable<Answers['suppress']>[] = [
  { kind: 'suppressed', suppression: suppressionOf(4), hidden: true },
  { kind: 'suppressed', suppression: suppressionOf(4, { match: { identity: ['f1'] } }), hidden: true },
  { kind: 'suppressed', suppression: suppressionOf(4), hidden: false },
  { kind: 'already', suppression: suppressionOf(4) },
  { kind: 'too-long', most: 7 * 24 * hour },
  { kind: 'in-the-past' },
  { kind: 'no-reason', most: 500 },
  { kind: 'asked', request: requestOf(7) },
  { kind: 'asked-before', request: requestOf(7) },
  { kind: 'no-scope', caseId: 7 },
];
const noText = { kind: 'no-text', most: 2_000 } as const;
const lifted: NonNullable<Answers['lift']>[] = [
  { kind: 'no-suppression', suppressionId: 4 },
  { kind: 'lifted', suppression: suppressionOf(4) },
  { kind: 'not-yours', suppressionId: 4, needs: 'responder' },
  ...(['expired', 'idle', 'lifted'] as const).map(
    (how) =>
      ({
        kind: 'already',
        suppression: suppressionOf(4, { ended: { how, at: now, by: 'U0CAROL' } }),
      }) as const,
  ),
];
const override = { from: now, until: now + hour, userId: 'U0ERIN', by: 'U0DAVE' };
const swapped: NonNullable<Answers['swapOnCall']>[] = [
  { kind: 'swapped', override },
  { kind: 'already', override },
  { kind: 'no-plan' },
  { kind: 'no-end' },
  { kind: 'in-the-past' },
  { kind: 'too-long', most: 28 * 24 * hour },
];
const undone: NonNullable<Answers['undoSwap']>[] = [
  { kind: 'undone', swap: override, first: 'U0BOB' },
  { kind: 'nothing-to-undo' },
];

const acted: readonly (readonly [line: string, answers: readonly Answers[]])[] = [
  ['/secack Y7', acknowledged.map((acknowledge) => ({ acknowledge }))],
  ['/secack Y7 release', released.map((release) => ({ release }))],
  ['/secassign Y7 me', assigned.map((assign) => ({ assign }))],
  ['/secassign Y7 nobody', unassigned.map((unassign) => ({ unassign }))],
  ['/sec lift S4', lifted.map((lift) => ({ lift }))],
  ['/sec oncall swap me', swapped.map((swapOnCall) => ({ swapOnCall }))],
  ['/sec oncall undo', undone.map((undoSwap) => ({ undoSwap }))],
];

const mistaken = [
  ...['/secack', '/secack help', '/secack web', '/secack for', '/secack Y7 ever', '/secack Y7 4h more'],
  ...['/secassign help', '/secassign Y7', '/secassign Y7 S0OPS', '/secsuppress', '/secsuppress Y7 more'],
  ...['/sec lift', '/sec lift Y7', '/sec oncall', '/sec oncall x', '/sec oncall swap', '/sec policy'],
  ...['/sec oncall swap me x', '/sec suppressions', '/sec policy disabled'],
];

const policies = Array.from(
  { length: 30 },
  (_, at): Policy => ({
    ...{ name: `p${at}`, place: 'policies.1', match: {}, then: policyActions[at % 4] ?? 'track', due: hour },
    ...{ escalate: true, groupBy: ['account'], channel: null, owner: null, mention: null },
  }),
);
const quiet = Array.from({ length: 30 }, () => ({
  ...{ policy: 'p3', action: 'disable', type: 'EC2.19', cases: 2, accounts: 1 },
}));
const lists: WorldSeed = {
  ...{ quiet, overrides: [override] },
  suppressions: Array.from({ length: 20 }, (_, at) => suppressionOf(at + 1, { idle: hour, hits: at })),
  settings: {
    policies,
    onCall: {
      ...{ kind: 'rotation', people: ['U0CAROL', 'U0BOB'], start: '2026-11-16', timeZone: 'Asia/Tokyo' },
      handover: { day: 'mon', time: '10:00' },
    },
  },
};

const kinds = ['finding', 'resource', 'account', 'tag', 'principal', 'address'] as const;
const scopes = kinds.map((kind): Scope => ({ key: kind, kind, match: {}, type: 'Recon', about: '1' }));

function previewOf({ caseId }: Pick<SuppressionPreview, 'caseId'>, scope: Scope): SuppressionPreview {
  const counts = { Critical: 1, High: 2, Medium: 0, Low: 0, Informational: 0 };
  const worst = [{ caseId: 7, severity: 'High' as const, title: 'It', account: 'prod', lastSeen: now }];
  return {
    ...{
      kind: 'preview',
      caseId,
      role: 'responder',
      severity: 'High',
      scopes,
      scope,
      now: counts,
      month: counts,
    },
    ...{ worst, spared: 1, truths: 1, complete: false },
  };
}

async function sayForms(language: Language): Promise<void> {
  const input = { ...inputOf(language), value: '7', channelId: null };
  const filled = formValuesOf({
    values: {
      assign_person: { a: { selected_user: 'U0BOT' } },
      suppress_scope: { a: { selected_option: { value: 'finding' } } },
      suppress_how_long: { a: { selected_option: { value: String(hour) } } },
    },
  });
  for (const action of actions) {
    // Those of leases are said in say-leases.ts.
    if (action.kind !== 'form' || /^lease_|^respond$/.test(action.name)) continue;
    const { words } = input.reader;
    formOf({ title: action.title(words), callbackId: action.name, value: '7', submit: 'x' }, words, []);
    for (const date of [null, '2020-01-01'])
      for (const why of [null, 'x'.repeat(501)]) {
        const values = {
          suppress_until: { a: { selected_date: date } },
          suppress_why: { a: { value: why } },
        };
        action.check(formValuesOf({ values }), readerOf(language), now, '7');
      }
    for (const scope of scopes) {
      const preview = previewOf({ caseId: 7 }, scope);
      await action.open(input, toolsOf({ preview, views: [viewOf(open)] }));
    }
    for (const suppress of suppressed)
      await action.submit({ ...input, values: filled }, toolsOf({ answers: { suppress, note: noText } }));
  }
  for (const why of ['unknown', 'deactivated', 'guest', 'stranger', 'bot'] as const) {
    const tools = { ...toolsOf({}), unfitnessOf: async () => why };
    const assign = commands.find((one) => one.name === '/secassign');
    await assign?.run({ ...inputOf(language), text: 'Y7 <@U0CAROL>' }, tools, commands);
  }
}

async function say(line: string, seed: WorldSeed, language: Language): Promise<void> {
  const [name, ...words] = line.split(' ');
  const command = commands.find((one) => one.name === name);
  await command?.run({ ...inputOf(language), text: words.join(' ') }, toolsOf(seed), commands);
}

/** Every answer to whatever people do, in one language. */
export async function sayActs(language: Language): Promise<void> {
  for (const [line, all] of acted) for (const answers of all) await say(line, { answers }, language);
  for (const line of mistaken) for (const seed of [{}, lists]) await say(line, seed, language);
  await sayForms(language);
  await sayDecisions(language);
}
