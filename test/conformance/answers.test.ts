import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateMessage } from '../../sim/slack/validate/message.ts';
import { validateView } from '../../sim/slack/validate/view.ts';
import { reasonCodes, stageNames, stageWords } from '../../src/finding/ledger.ts';
import type { Policy } from '../../src/finding/policy.ts';
import { roles } from '../../src/finding/role.ts';
import { languages } from '../../src/i18n/catalogue.ts';
import { scopesOf } from '../../src/operations/suppression-scopes.ts';
import { assign } from '../../src/slack/actions/assign/action.ts';
import { rawEvent } from '../../src/slack/actions/raw-event/action.ts';
import { suppress } from '../../src/slack/actions/suppress/action.ts';
import { commands } from '../../src/slack/commands/registry.ts';
import { sec } from '../../src/slack/commands/sec/command.ts';
import { secfind } from '../../src/slack/commands/secfind/command.ts';
import { type Answer, formOf } from '../../src/slack/receive/answer.ts';
import { drawRefusal } from '../../src/slack/receive/refusal.ts';
import {
  cardRow,
  caseOf,
  findingView,
  inputOf,
  ledgerRow,
  readerOf,
  suppressionOf,
  toolsOf,
  viewOf,
} from '../support/tools.ts';

const hostile = '<!channel> <@U123> <http://x|y> @here *b* `c` \u202e\u0000 👩‍👩‍👧 '.repeat(300);

function problemsOf({ text, blocks, attachments }: Answer): string[] {
  const payload = { text, blocks: [...blocks], attachments: [...(attachments ?? [])] };
  return validateMessage(JSON.parse(JSON.stringify(payload)));
}

const long = findingView({
  title: hostile,
  type: hostile,
  identity: hostile,
  product: hostile,
  region: hostile,
  account: { id: '111122223333', name: hostile },
  resources: Array.from({ length: 50 }, (_, at) => ({
    type: hostile,
    id: `${at} ${hostile}`,
    name: hostile,
  })),
});
const trace = stageNames.map((stage, at) => ({
  stage,
  answer: stageWords[at] ?? 'known',
  detail: hostile.slice(0, 300),
  rule: hostile.slice(0, 300),
}));
const rows = reasonCodes
  .slice(0, 20)
  .map((code) =>
    ledgerRow({ reason: { code, detail: hostile, rule: hostile }, trace, queue: hostile, source: hostile }),
  );
const worstMatch = { type: Array.from({ length: 50 }, () => hostile), account: [hostile] };
const worstSuppression = suppressionOf(999_999_999, {
  match: worstMatch,
  reason: hostile.slice(0, 500),
  hits: 1e9,
});
const worstPolicies = Array.from(
  { length: 60 },
  (_, at): Policy => ({
    ...{
      name: `${hostile.slice(0, 50)}${at}`,
      place: hostile.slice(0, 300),
      match: worstMatch,
      then: 'track',
    },
    ...{
      due: 86_400_000,
      escalate: true,
      groupBy: ['account', 'type'],
      channel: null,
      owner: null,
      mention: null,
    },
  }),
);
const world = toolsOf({
  views: Array.from({ length: 12 }, (_, at) =>
    viewOf(caseOf(999_999_999 + at, { assignee: 'U0CAROL', reopened: 9, unverifiable: true, dueAt: 1 }), [
      long,
    ]),
  ),
  why: Array.from({ length: 5 }, () => ({
    ...{ view: long, case: caseOf(1), card: cardRow(), rows, rowCount: 9_999, unsaid: 9_999 },
    suppression: worstSuppression,
    told: (['guardduty', 'securityhub', 'securityhub-v2'] as const).map((source) => ({
      source,
      copies: 9_999,
      wanted: null,
      isSaid: false,
    })),
  })),
  suppressions: Array.from({ length: 40 }, () => worstSuppression),
  quiet: Array.from({ length: 60 }, (_, at) => ({
    ...{
      policy: `${hostile.slice(0, 60)}${at}`,
      action: 'disable',
      type: hostile,
      cases: 1e9,
      accounts: 1e9,
    },
  })),
  answers: {
    acknowledge: { kind: 'already', case: caseOf(1e9, { assignee: 'U0CAROL' }) },
    assign: { kind: 'taken', case: caseOf(1e9), before: 'U0CAROL' },
    lift: { kind: 'already', suppression: worstSuppression },
  },
  settings: { policies: worstPolicies, onCall: { kind: 'group', group: 'S0OPS' } },
  raw: { text: hostile, list: Array.from({ length: 5_000 }, (_, at) => `${at} ${hostile.slice(0, 40)}`) },
  counts: { posted: 1e9, quarantined: 1e9, duplicate: 1e9 },
});

const questions = [
  '',
  'help',
  'Y999999999',
  'Y5',
  'why',
  'why x',
  'severity:x',
  `${'x'.repeat(100)}:${'y'.repeat(300)}`,
  `account:"${'"'.repeat(480)}`,
  `resource:${'\\'.repeat(480)}`,
  hostile.slice(0, 480),
  hostile,
];

test.each(languages.flatMap((language) => questions.map((text) => ({ language, text }))))(
  'the answer to /secfind $text in $language is inside every limit',
  async ({ language, text }) => {
    const input = { ...inputOf(language), text };
    const nothing = toolsOf({ answers: { acknowledge: { kind: 'no-case', caseId: 1e9 } } });
    for (const tools of [world, nothing])
      for (const command of commands)
        expect(problemsOf(await command.run(input, tools, commands))).toEqual([]);
  },
);

const secQuestions = ['oncall', 'oncall swap', 'suppressions', 'lift', 'policy', 'policy disabled', hostile];

test.each(languages.flatMap((language) => secQuestions.map((text) => ({ language, text }))))(
  'the answer to /sec $text in $language is inside every limit',
  async ({ language, text }) => {
    for (const tools of [world, toolsOf({})])
      expect(problemsOf(await sec.run({ ...inputOf(language), text }, tools, commands))).toEqual([]);
  },
);

const scopes = scopesOf([
  {
    ...long,
    principal: hostile,
    remoteAddress: hostile,
    resources: [{ type: 'i', id: hostile, tags: { [hostile]: hostile } }],
  },
]);

test.each(languages)('the windows of the worst case are inside every limit (%s)', async (language) => {
  const [scope] = scopes;
  if (!scope) throw new Error('every finding has a scope');
  const counts = { Critical: 1e9, High: 1e9, Medium: 1e9, Low: 1e9, Informational: 1e9 };
  const example = {
    caseId: 1e9,
    severity: 'Critical' as const,
    title: hostile,
    account: hostile,
    lastSeen: 1,
  };
  const preview = {
    ...{
      kind: 'preview' as const,
      role: 'responder' as const,
      caseId: 7,
      severity: 'High' as const,
      scopes,
      scope,
      now: counts,
      month: counts,
    },
    ...{ worst: Array.from({ length: 5 }, () => example), spared: 1e9, truths: 1, complete: false },
  };
  const tools = toolsOf({ views: [viewOf(caseOf(7), [long])], preview });
  for (const action of [suppress, assign]) {
    const reader = readerOf(language);
    const form = await action.open({ ...inputOf(language), value: '7', channelId: null }, tools);
    if (!('kind' in form)) throw new Error('it asks for something');
    const about = {
      title: action.title(reader.words),
      callbackId: action.name,
      value: '7',
      submit: form.submit,
    };
    const view = formOf(about, reader.words, form.blocks);
    expect(validateView(JSON.parse(JSON.stringify(view)), 'modal')).toEqual([]);
  }
});

test.each(languages)('the raw event of the worst case is inside every limit (%s)', async (language) => {
  const view = await rawEvent.run({ ...inputOf(language), value: '1', channelId: null }, world);
  expect(validateView(JSON.parse(JSON.stringify(view)), 'modal')).toEqual([]);
});

test.each(languages.flatMap((language) => roles.map((needs) => ({ language, needs }))))(
  'a refusal of $needs in $language is inside every limit, with and without holders',
  ({ language, needs }) => {
    for (const holders of [[], Array.from({ length: 100 }, (_, at) => `${at % 2 ? 'U' : 'S'}0${at}`)])
      expect(
        problemsOf(drawRefusal({ allowed: false, needs, holders, why: 'no-role' }, readerOf(language))),
      ).toEqual([]);
  },
);

test('whatever is typed is answered inside every limit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      const input = { ...inputOf(), text };
      expect(problemsOf(await secfind.run(input, world, commands))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
