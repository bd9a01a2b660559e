import { expect, test } from 'vitest';
import {
  inputOf,
  now,
  suppressionOf,
  textOf,
  toolsOf,
  type WorldSeed,
} from '../../../../test/support/tools.ts';
import type { Override } from '../../../calendar/on-call.ts';
import type { Policy } from '../../../finding/policy.ts';
import type { Language } from '../../../i18n/catalogue.ts';
import { plainSettings } from '../../../triage/plain-settings.ts';
import { commands } from '../registry.ts';
import { sec } from './command.ts';
import { spanTyped } from './on-call.ts';

const hour = 3_600_000;
const day = 24 * hour;
const ask = async (text: string, seed: WorldSeed, language: Language = 'en') =>
  textOf(await sec.run({ ...inputOf(language), text }, toolsOf(seed), commands));

test('the suppressions: what, until when, by whom and why, each with its way out', async () => {
  const suppressions = [
    suppressionOf(4),
    suppressionOf(5, { hits: 0, idle: 7 * day, match: { identity: ['a', 'b'] } }),
  ];
  expect(await ask('suppressions', { suppressions })).toBe(
    [
      '2 suppressions',
      'S4 until 23 Nov 14:00 · type Recon:* · account 111122223333 · up to High',
      '@name of U0CAROL: a planned test',
      'matched 12 times',
      'Lift S4',
      'S5 until 23 Nov 14:00 · finding ×2 · up to High',
      '@name of U0CAROL: a planned test',
      'never matched · ends early after 7 days without a match',
      'Lift S5',
      'Make one: /secsuppress Y12, or the button on a card',
      '',
    ].join('\n'),
  );
  expect(await ask('suppressions', {})).toMatch(/^Nothing is suppressed\.\n/);
  const many = Array.from({ length: 20 }, (_, at) => suppressionOf(at + 1));
  expect(await ask('suppressions', { suppressions: many })).toContain('and 5 more\n');
});

const policies: Policy[] = [
  {
    ...{
      name: 'critical controls',
      place: 'policies.1 in yagura.yaml line 12',
      match: { severity: ['Critical'] },
    },
    ...{ then: 'track', due: 7 * day, escalate: true, groupBy: ['account', 'type'] },
    ...{ channel: null, owner: null, mention: null },
  },
  {
    ...{ name: 'unused', place: 'default profile 4', match: {}, then: 'disable', due: null, escalate: false },
    ...{ groupBy: [], channel: null, owner: null, mention: null },
  },
];
const quiet = [{ policy: 'unused', action: 'disable', type: 'EC2.19', cases: 12, accounts: 3 }];

test('the policies in their order, with their place and what they keep quiet', async () => {
  expect(await ask('policy', { settings: { policies }, quiet })).toBe(
    [
      '2 policies',
      'The first that matches decides; over several standards the strictest answer wins.',
      '1. critical controls · tracked · due within 7 days · one card per account, type · severity Critical · policies.1 in yagura.yaml line 12',
      '2. unused · to be disabled · everything · keeps 12 cases quiet in 3 accounts · default profile 4',
      'Why something is here or not: /secfind why <id or ARN> · to be disabled: /sec policy disabled',
      '',
    ].join('\n'),
  );
  expect(await ask('policy', {})).toMatch(/^There are no policies: everything is shown\.\n/);
});

test('beside the policies: what is, or would be, suppressed in Security Hub, too', async () => {
  const quieted = { notify: 1_000, accept: 204 };
  const said = async (writeBack: NonNullable<WorldSeed['writeBack']>, language: Language = 'en') =>
    (await ask('policy', { settings: { policies }, quieted, writeBack }, language)).split('\n')[2];
  expect(await said({ mode: 'on', suppress: 'off' })).toBe(
    'writeBack.suppress is off; on, it would suppress up to 1,204 findings in Security Hub (notify 1,000, accept 204).',
  );
  expect(await said({ mode: 'dry-run', suppress: 'on' })).toBe(
    'Dry run: up to 1,204 findings would be suppressed in Security Hub, too (notify 1,000, accept 204).',
  );
  expect(await said({ mode: 'on', suppress: 'on' }, 'ja')).toBe(
    'Security Hub でも最大1,204件を抑制しています(notify 1,000件、accept 204件)。',
  );
});

test('what is to be disabled', async () => {
  expect(await ask('policy disabled', { quiet })).toMatch(
    /^1 control is to be disabled\nEC2\.19: 12 failing in 3 accounts \(unused\)\n/,
  );
  expect(await ask('policy disabled', {})).toBe(
    'No policy wants a control disabled that fails at present.\n',
  );
});

const rotation = {
  ...{ kind: 'rotation' as const, people: ['U0CAROL', 'U0BOB'], start: '2026-11-16', timeZone: 'Asia/Tokyo' },
  handover: { day: 'mon' as const, time: '10:00' },
};

test('who is on call, in both languages', async () => {
  const overrides: Override[] = [{ from: now - hour, until: now + hour, userId: 'U0DAVE', by: 'U0CAROL' }];
  const seed = { settings: { ...plainSettings, onCall: rotation }, overrides };
  const english = await ask('oncall', seed);
  expect(english).toMatch(
    /^@name of U0DAVE is on call until 15:00\. · as a stand-in\nSecond: @name of U0BOB\nComing shifts:\n15:00 – 23 Nov 10:00: @name of U0CAROL\n/,
  );
  expect(await ask('oncall', seed, 'ja')).toMatch(
    /^オンコールは @name of U0DAVE です\(15:00 まで\)。 · 交代\n/,
  );
  expect(await ask('oncall', {})).toBe('Nobody is on call: the configuration has no onCall.\n');
  const group = { onCall: { kind: 'group', group: 'S0OPS' } } as const;
  expect(await ask('oncall', { settings: group })).toMatch(/^@name of S0OPS is on call\.\n/);
});

test.each([
  ['', { from: null, until: null }],
  ['for 8h', { from: null, until: now + 8 * hour }],
  ['until 18:00', { from: null, until: now + 4 * hour }],
  ['until 09:00', { from: null, until: now + 19 * hour }],
  ['from 18:00 for 2h', { from: now + 4 * hour, until: now + 6 * hour }],
  ['from 22:00 until 06:00', { from: now + 8 * hour, until: now + 16 * hour }],
  ['from 2026-11-23 until 2026-11-24', { from: now + 10 * hour, until: now + 58 * hour }],
  ['until 2026-11-23T09:00', { from: null, until: now + 19 * hour }],
  ['until 2026-11-23T09:00+01:00', { from: null, until: now + 27 * hour }],
  ['for ever', { wrong: 'ever' }],
  ['until', { wrong: 'until' }],
  ['until 2026-02-31', { wrong: '2026-02-31' }],
  ['until 25:00', { wrong: '25:00' }],
  ['from 2026-12-24T18:00+99:99 for 8h', { wrong: '2026-12-24T18:00+99:99' }],
  ['until 9999-12-31', { wrong: '9999-12-31' }],
  ['until 0000-01-01', { wrong: '0000-01-01' }],
  ['tomorrow', { wrong: 'tomorrow' }],
])('swap “%s”, at two in the afternoon in Tokyo', (text, expected) => {
  expect(spanTyped(text === '' ? [] : text.split(' '), now, 'Asia/Tokyo')).toEqual(expected);
});

test.each([
  [{ kind: 'no-plan' }, 'Nobody is on call: the configuration has no onCall.'],
  [{ kind: 'no-end' }, 'A group is on call without end, so say until when'],
  [{ kind: 'in-the-past' }, 'This time is over. Nothing was changed.'],
  [{ kind: 'too-long', most: 28 * day }, 'At most 28 days. Nothing was changed.'],
] satisfies [NonNullable<WorldSeed['answers']>['swapOnCall'], string][])(
  'a swap that is none: %j',
  async (swapOnCall, expected) => {
    expect(await ask('oncall swap me for 1h', { answers: { swapOnCall } })).toContain(expected);
  },
);

test.each([
  ['oncall swap', 'Who stands in? Name somebody with @, or say me.'],
  ['oncall swap carol', 'Who stands in?'],
  ['oncall swap <@U0BOT>', 'is a bot.'],
  ['oncall swap me tomorrow', '“tomorrow” is no time.'],
  ['oncall later', '“later” is no word here.'],
])('/sec %s', async (text, expected) => {
  expect(await ask(text, {})).toContain(expected);
});
