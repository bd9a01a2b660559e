import { expect, test } from 'vitest';
import { timelineOf, trailEvent } from '../../../../test/support/timelines.ts';
import { inputOf, textOf, toolsOf, type WorldSeed } from '../../../../test/support/tools.ts';
import type { AuditDraft } from '../../../finding/audit.ts';
import type { Language } from '../../../i18n/catalogue.ts';
import { commands } from '../registry.ts';
import { sec } from './command.ts';

const account = {
  ...{ id: '111122223333', name: 'payments-prod', environment: 'prod', owner: null, channel: null, tags: {} },
};

async function ask(text: string, seed: WorldSeed = {}, language: Language = 'en') {
  const tools = toolsOf({ settings: { accounts: [account] }, historyOf: async () => timelineOf(), ...seed });
  return textOf(await sec.run({ ...inputOf(language), text }, tools, commands));
}

test('who did what: the changes and the denied with their links, the rest counted, in both languages', async () => {
  expect(await ask('who ASIAEXAMPLE000000001')).toBe(
    [
      'CloudTrail of ASIAEXAMPLE000000001 in payments-prod',
      '22 Nov 12:00 – 14:00',
      '62 calls: 2 that changed something or were denied (1 denied), the rest only read.',
      'carol@example.com took the role deploy as ci (source identity carol)',
      '13:30 · iam CreateUser backdoor · ci (deploy) · 203.0.113.9 · Event\u00A0↗',
      '13:30 · iam PutUserPolicy · denied (AccessDenied) · ci (deploy) · 203.0.113.9 · Event\u00A0↗',
      'Only read: ec2 (60)',
      'From: 203.0.113.9 (62, 13:00–13:40)',
      'With: aws-cli/2.15.1 (62)',
      'Complete until 13:45; management events only.',
      'This read was recorded with your name.',
      '',
    ].join('\n'),
  );
  expect(await ask('who ASIAEXAMPLE000000001', {}, 'ja')).toContain(
    '呼び出し62件: 変更または拒否が2件(うち拒否1件)、残りは読み取りのみです。',
  );
});

test('a machine that is searched for in two ways is named once', async () => {
  const value = 'i-0abc1234567890def';
  const suspects = (['resource', 'role-session'] as const).map((kind) => ({ kind, value }));
  const timeline = timelineOf();
  const historyOf = async () => ({ ...timeline, search: { ...timeline.search, suspects } });
  expect(await ask(`who ${value}`, { historyOf })).toMatch(
    /^CloudTrail of i-0abc1234567890def in payments-prod\n/,
  );
});

test('it is written down before anything is read', async () => {
  const audited: AuditDraft[] = [];
  const historyOf = async () => {
    expect(audited).toHaveLength(1);
    return timelineOf();
  };
  await ask('who carol in 111122223333 eu-west-1', { audited, historyOf });
  expect(audited).toMatchObject([
    {
      ...{ act: 'who', actor: 'U0DAVE', target: 'carol', outcome: 'done' },
      after: { account: '111122223333', region: 'eu-west-1' },
    },
  ]);
});

test.each([
  ['who role deploy in payments-prod', 'role/deploy'],
  ['who user carol', 'carol'],
  ['who role', 'role'],
])('%s asks for %s', async (text, word) => {
  const asked: string[] = [];
  const historyOf: WorldSeed['historyOf'] = async (one) => {
    asked.push(one);
    return timelineOf();
  };
  await ask(text, { historyOf });
  expect(asked).toEqual([word]);
});

test.each([
  ['who', 'Whose history?'],
  ['who carol in nowhere', 'No account nowhere is configured.'],
])('%s is asked back', async (text, expected) => {
  expect(await ask(text)).toContain(expected);
});

test('of several accounts one has to be named, or to stand in the ARN', async () => {
  const accounts = [account, { ...account, id: '444455556666', name: 'dev' }];
  expect(await ask('who carol', { settings: { accounts } })).toContain('In which account?');
  const arn = 'arn:aws:iam::444455556666:user/carol';
  const asked: unknown[] = [];
  const historyOf: WorldSeed['historyOf'] = async (...all) => {
    asked.push(all);
    return timelineOf();
  };
  await ask(`who ${arn}`, { settings: { accounts }, historyOf });
  expect(asked).toEqual([[arn, { account: '444455556666', region: null }, 'U0DAVE']]);
});

test('names from outside are only text, and what could not be asked is said', async () => {
  const notable = [trailEvent({ who: '<!channel> *x*', resource: '‮evil', service: 'iam' })];
  const troubles = [{ region: 'ap-northeast-1', why: 'denied' as const }];
  const answer = await ask('who carol', {
    historyOf: async () => timelineOf({ notable, notableTotal: 40, troubles, cut: true }),
  });
  expect(answer).toContain('iam CreateUser evil · <!channel> *x*');
  expect(answer).toContain('and 39 more of these');
  expect(answer).toContain('ap-northeast-1 was not asked: AWS denies it.');
});
