import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { gallery } from '../../src/cli/demo/gallery/gallery.ts';
import { caseStates } from '../../src/finding/case.ts';
import { controlClasses } from '../../src/finding/control-class.ts';
import { sourceNames } from '../../src/finding/finding.ts';
import { type Outcome, outcomes, reasonCodes, stageWords } from '../../src/finding/ledger.ts';
import type { Match } from '../../src/finding/match.ts';
import type { Policy } from '../../src/finding/policy.ts';
import { severities } from '../../src/finding/severity.ts';
import { catalogues, type Language, languages } from '../../src/i18n/catalogue.ts';
import { actions } from '../../src/slack/actions/registry.ts';
import { drawCase } from '../../src/slack/cards/case-card.ts';
import { describeMatch } from '../../src/slack/cards/match-words.ts';
import { commands } from '../../src/slack/commands/registry.ts';
import { manifest } from '../../src/slack/manifest.ts';
import { drawRefusal } from '../../src/slack/receive/refusal.ts';
import type { WhyAnswer } from '../../src/store/ports/cases.ts';
import { listen, pathsOf } from '../support/said.ts';
import { sayActs } from '../support/say-acts.ts';
import { sayInvestigations } from '../support/say-investigations.ts';
import { sayLeases } from '../support/say-leases.ts';
import { sayRunbooks } from '../support/say-runbooks.ts';
import { sayStories } from '../support/say-stories.ts';
import { saySurfaces } from '../support/say-surfaces.ts';
import {
  cardRow,
  caseOf,
  findingView,
  inputOf,
  ledgerRow,
  now,
  readerOf,
  suppressionOf,
  toolsOf,
  viewOf,
  type WorldSeed,
} from '../support/tools.ts';

const parts = ['card', 'answers', 'stages'] as const;
const everyWord = parts.flatMap((part) => pathsOf(catalogues.en[part], part));
const said = listen(parts);

/** Only where an interaction fails on its way; dispatch.test.ts provokes those. */
const saidByTheDispatcher = [
  'answers.failure.said',
  'answers.failure.away',
  'answers.failure.modalTooLate',
  'answers.failure.noCard',
  'answers.mention.openHere',
  'answers.modal.loading',
];
/** Names, ids and marks, which are the same in every language. */
const untranslated = [
  /^card\.doors\.(?!custom$)/,
  /^card\.region$/,
  /^card\.(match\.(or|tag|one)|suppression\.by|storm\.count)$/,
  /^card\.(date|dateTime|span|times|andMore|inStandards|productVia|elsewhere)$/,
  /^card\.investigation\.(between|span|call)$/,
  /^answers\.(locale|between)$/,
  /^answers\.find\.(hint|usage\.\d+\.form)$/,
  /^answers\.(sec|acts\.\w+|suppressions)\.(hint|usage\.\d+\.form)$/,
  /^answers\.(onCall\.shift|suppressions\.(by|about))$/,
  /^answers\.problem\.questionMark$/,
  /^answers\.leases\.(hint|usage\.\d+\.form|list\.until)$/,
  /^answers\.why\.detail$/,
  /^card\.leaseWeek\.alone$/,
  /^answers\.audit\.(change|because)$/,
  /^card\.response\.where$/,
  /^card\.investigation\.(between|span|call)$/,
];

const policyFixture: Policy = {
  ...{ name: 'p1', place: 'policies.1', match: {}, then: 'track', due: null, escalate: true, groupBy: [] },
  ...{ channel: null, owner: null, mention: null },
};

const story: WhyAnswer = {
  ...{ view: findingView(), case: caseOf(7), card: cardRow(), rows: [], rowCount: 0 },
  ...{ unsaid: 0, suppression: null, told: [] },
};
const why = (over: Partial<WhyAnswer>): WorldSeed => ({ why: [{ ...story, ...over }] });
const list = (count: number): WorldSeed => ({
  views: Array.from({ length: count }, (_, at) => viewOf(caseOf(at + 1))),
});
const unposted = { ts: null, channelId: null };

/** What people may type, and the world in which they do. */
const typed: readonly (readonly [command: string, world: WorldSeed])[] = [
  ['/secfind', {}],
  ['/secfind', list(25)],
  ['/secfind Y1', list(1)],
  ['/secfind state:all', {}],
  ['/secfind state:resolved', list(1)],
  ['/secfind state:external', list(1)],
  ['/secfind', { views: caseStates.map((state, at) => viewOf(caseOf(at + 1, { state }))) }],
  ['/secfind since:', {}],
  [`/secfind ${'x'.repeat(600)}`, {}],
  ['/secfind why', {}],
  ...(['off', 'dry-run', 'on'] as const).map(
    (mode) =>
      ['/sec policy', { quieted: { notify: 2, accept: 1 }, writeBack: { mode, suppress: 'on' } }] as const,
  ),
  ['/secfind why', { counts: Object.fromEntries(outcomes.map((one: Outcome) => [one, 1])) }],
  ...reasonCodes.map(
    (code) =>
      [
        '/secfind why x',
        why({ rows: [ledgerRow({ reason: { code, detail: '/x' } })], rowCount: 9 }),
      ] as const,
  ),
  ...stageWords.map(
    (answer) =>
      ['/secfind why x', why({ rows: [ledgerRow({ trace: [{ stage: 'policy', answer }] })] })] as const,
  ),
  ['/secfind why x', why({ card: null })],
  ['/secfind why x', { why: Array.from({ length: 5 }, () => story) }],
  ['/secfind why x', why({ case: null, card: null })],
  [
    '/secfind why x',
    why({
      case: caseOf(7, { state: 'resolved', resolution: 'fixed' }),
      card: cardRow({ gone: true, ts: null }),
    }),
  ],
  [
    '/secfind why x',
    why({ case: caseOf(7, { state: 'external', resolution: 'external' }), card: cardRow({ wanted: 3 }) }),
  ],
  ['/secfind why x', why({ card: cardRow({ ...unposted, storm: 'storm:sec-alerts:1' }) })],
  [
    '/secfind why x',
    { ...why({ case: caseOf(7, { policy: 'p1' }) }), settings: { policies: [policyFixture] } },
  ],
  ['/secfind why x', why({ unsaid: 2, suppression: suppressionOf(4) })],
  ['/secfind why x', why({ card: cardRow(unposted) })],
  ['/secfind why x', why({ card: cardRow({ ...unposted, unconfirmedSince: now }) })],
  ['/sec hlep', {}],
  ['/sec xyzzy', {}],
  ['/sec due Y12', {}],
  ['/sec audit', {}],
  ['/sec audit Y12', {}],
  ['/sec audit @', {}],
];
const pressed: readonly (readonly [action: string, value: string, world: WorldSeed])[] = [
  ['raw_event', '1', { raw: { id: 'f-1' } }],
  ['raw_event', '1', { raw: 'x'.repeat(20_000) }],
  ['raw_event', '1', {}],
  ['raw_event', '?', {}],
  ['secfind_page', '{"q":"","page":1}', list(25)],
  ['secfind_page', '?', {}],
  ['storm-show', 'storm:sec-alerts:1', list(25)],
  ['storm-show', 'storm:sec-alerts:1#2', {}],
  ['secfind_share', '{"q":"","page":0}', list(1)],
  ['secfind_share', '{"q":"","page":0}', {}],
  ['secfind_share', '{"q":"","page":0}', { shareable: false }],
];

/** Every key of a matcher, and every value that has a word of ours. */
const everyMatch: readonly Match[] = [
  { identity: ['x'], source: ['x'], type: ['x'], control: ['x'], standard: ['x'], account: ['x', 'y'] },
  { environment: ['x'], accountTag: { x: 'y' }, region: ['a', 'b', 'c', 'd'], resourceType: ['x'] },
  { resource: ['x'], resourceTag: { x: 'y' }, principal: ['x'], remoteAddress: ['x'], title: ['x'] },
  ...[true, false].map((sample): Match => ({ sample })),
  ...severities.map((one): Match => ({ severity: [one] })),
  ...controlClasses.map((one): Match => ({ controlClass: [one] })),
  ...(['threat', 'control', 'vulnerability', 'data', 'other'] as const).map(
    (one): Match => ({ kind: [one] }),
  ),
  ...(['passed', 'failed', 'warning', 'not_available'] as const).map((one): Match => ({ compliance: [one] })),
];

async function sayEverything(language: Language): Promise<void> {
  const reader = readerOf(language);
  const here = inputOf(language);
  for (const [line, world] of typed) {
    const [name, ...words] = line.split(' ');
    const command = commands.find((one) => one.name === name);
    await command?.run({ ...here, text: words.join(' ') }, toolsOf(world), commands);
  }
  for (const [name, value, world] of pressed) {
    const action = actions.find((one) => one.name === name);
    if (action === undefined || action.kind === 'form') continue;
    if (action.kind === 'modal') action.title(reader.words);
    await action.run({ ...here, value }, toolsOf(world));
  }
  for (const reason of Object.keys(
    catalogues.en.answers.refusal.why,
  ) as (keyof typeof catalogues.en.answers.refusal.why)[])
    for (const needs of ['admin', 'member'] as const)
      drawRefusal({ allowed: false, needs, holders: [], why: reason }, reader);
  for (const severity of severities)
    for (const sources of [...sourceNames, 'yagura' as const].map((one) => [one]))
      drawCase(viewOf(caseOf(1, { severity }), [findingView({ severity, sources, resources: [] })]), {
        ...reader,
        now,
      });
  for (const match of everyMatch) describeMatch(match, reader.card);
  for (const command of commands) Object.values(command.words(reader.words));
}

beforeAll(async () => {
  await gallery();
  manifest({ mode: 'socket' });
  for (const language of languages) {
    await sayEverything(language);
    await sayActs(language);
    await saySurfaces(language);
    await sayRunbooks(language);
    sayStories(language);
    await sayLeases(language);
    await sayInvestigations(language);
  }
});

test('no word is there that nobody says', () => {
  const dispatcher = ['dispatch', 'answering', 'windows', 'mentions']
    .map((name) => readFileSync(`src/slack/receive/${name}.ts`, 'utf8'))
    .join('');
  const silent = everyWord.filter((path) => !said.en.has(path) && !saidByTheDispatcher.includes(path));
  expect(silent).toEqual([]);
  for (const path of saidByTheDispatcher) expect(dispatcher).toContain(`.${path.split('.').at(-1)}`);
});

test('whatever is said in Japanese is Japanese, but for names and ids', () => {
  const foreign = [...said.ja].flatMap(([path, texts]) =>
    untranslated.some((fits) => fits.test(path))
      ? []
      : [...texts]
          .filter((text) => !/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text))
          .map((text) => `${path}: ${text}`),
  );
  expect(foreign).toEqual([]);
});

/** With the marks of severities, and the private-use letters that become mentions. */
const plainEnglish = /^[\x20-\x7e…–“”’·→×🟠🔴\uE000-\uF8FF]*$/u;

test('whatever is said in English is plain English', () => {
  const odd = [...said.en].flatMap(([path, texts]) =>
    [...texts].filter((text) => !plainEnglish.test(text)).map((text) => `${path}: ${text}`),
  );
  expect(odd).toEqual([]);
});
