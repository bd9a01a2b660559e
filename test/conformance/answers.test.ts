import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateMessage } from '../../sim/slack/validate/message.ts';
import { validateView } from '../../sim/slack/validate/view.ts';
import { reasonCodes } from '../../src/finding/ledger.ts';
import { languages } from '../../src/i18n/catalogue.ts';
import { rawEvent } from '../../src/slack/actions/raw-event/action.ts';
import { roles } from '../../src/slack/authorise.ts';
import { commands } from '../../src/slack/commands/registry.ts';
import { secfind } from '../../src/slack/commands/secfind/command.ts';
import type { Answer } from '../../src/slack/receive/answer.ts';
import { drawRefusal } from '../../src/slack/receive/refusal.ts';
import { cardRow, caseOf, findingView, ledgerRow, readerOf, toolsOf } from '../support/tools.ts';

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
const rows = reasonCodes
  .slice(0, 20)
  .map((code) => ledgerRow({ reason: { code, detail: hostile }, queue: hostile, source: hostile }));
const world = toolsOf({
  views: Array.from({ length: 12 }, (_, at) => ({
    case: caseOf(999_999_999 + at, { assignee: 'U0CAROL', reopened: 9, unverifiable: true }),
    findings: [long],
  })),
  why: Array.from({ length: 5 }, () => ({
    view: long,
    case: caseOf(1),
    card: cardRow(),
    rows,
    rowCount: 9_999,
  })),
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
    const input = { text, userId: 'U0DAVE', channelId: 'C0ALERTS', reader: readerOf(language) };
    for (const tools of [world, toolsOf({})])
      for (const command of commands)
        expect(problemsOf(await command.run(input, tools, commands))).toEqual([]);
  },
);

test.each(languages)('the raw event of the worst case is inside every limit (%s)', async (language) => {
  const view = await rawEvent.run(
    { value: '1', userId: 'U0DAVE', channelId: null, reader: readerOf(language) },
    world,
  );
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
      const input = { text, userId: 'U0DAVE', channelId: 'C0ALERTS', reader: readerOf('en') };
      expect(problemsOf(await secfind.run(input, world, commands))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
