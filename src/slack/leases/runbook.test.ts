import { expect, test } from 'vitest';
import {
  groupId,
  runbookWorld,
  runFixture,
  strayFixture,
  whole,
} from '../../../test/support/say-runbooks.ts';
import { inputOf, now, textOf, toolsOf, type WorldSeed } from '../../../test/support/tools.ts';
import { removeStray } from '../actions/remove-stray/action.ts';
import { drawRun } from '../cards/run-card.ts';
import { drawStray } from '../cards/stray-card.ts';
import { limitsBroken } from '../cards/testing/slack-limits.ts';
import { runRunbook } from './runbook.ts';

const style = { language: 'en', timeZone: 'Asia/Tokyo', now } as const;

async function type(text: string) {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const answers: WorldSeed['answers'] = { startRunbook: { kind: 'started', run: runFixture } };
  const tools = toolsOf({ ...runbookWorld, acts, answers });
  const answer = await runRunbook(text === '' ? [] : text.split(' '), inputOf(), tools);
  return { acts: acts.map(([name, input]) => [name, input]), said: textOf(answer.blocks) };
}

test('typed out in full it starts, with what was said of it', async () => {
  expect((await type(whole)).acts).toEqual([
    [
      'startRunbook',
      {
        name: 'patch',
        place: { account: '111122223333', region: 'ap-northeast-1' },
        parameters: { InstanceId: 'i-0aaaabbbbccccdddd' },
        reason: 'a hole',
        caseId: null,
      },
    ],
  ]);
});

test.each([
  [
    '',
    'These may be started\npatch · AWS-PatchInstanceWithRollback · for: approver · InstanceId [ReportS3Bucket]',
  ],
  ['patch in payments-prod ap-northeast-1 InstanceId=i-1', 'Nothing was started.'],
  ['patch in payments-prod tokyo because x', 'Nothing was started.'],
  ['patch payments-prod ap-northeast-1 because x', 'Nothing was started.'],
  ['patch in payments-prod ap-northeast-1 InstanceId because x', 'Nothing was started.'],
  ['patch in nowhere ap-northeast-1 because x', 'No account here is called “nowhere”.'],
])('“%s” starts nothing', async (text, expected) => {
  const { acts, said } = await type(text);
  expect(acts).toEqual([]);
  expect(said).toContain(expected);
});

test('a run that failed stands out, and says where to read what AWS put out', () => {
  const one = { ...runFixture, state: 'failed', endedAt: now, output: 'a <!channel> fault' } as const;
  const card = drawRun({ key: 'run:3', one, account: 'payments-prod' }, style);
  expect(textOf(card)).toContain('Runbook patch has failed');
  expect(textOf(card)).toContain('What it put out stands in the thread.');
  expect(JSON.stringify(card)).not.toContain('"mrkdwn"');
  expect(limitsBroken(card)).toEqual([]);
});

test('a stray has its button until somebody wants it gone, and Slack asks once more', () => {
  const draw = (one: typeof strayFixture) =>
    drawStray({ key: `stray:${groupId}`, one, account: 'prod' }, style);
  const told = draw(strayFixture);
  expect(JSON.stringify(told)).toContain('"action_id":"remove-stray"');
  expect(JSON.stringify(told)).toContain('"confirm"');
  expect(limitsBroken(told)).toEqual([]);
  const wanted = draw({ ...strayFixture, removal: { by: 'U0BOB', at: now } });
  expect(JSON.stringify(wanted)).not.toContain('remove-stray');
  expect(textOf(draw({ ...strayFixture, goneAt: now }))).toContain(`${groupId} is gone`);
});

test.each(['', 'sg-1', 'sg-0123456789abcdef0; delete everything'])(
  'a button that carries “%s” is too old',
  async (value) => {
    const acts: NonNullable<WorldSeed['acts']> = [];
    const [answer] = await removeStray.run({ ...inputOf(), value }, toolsOf({ acts }));
    expect(textOf(answer?.blocks)).toContain('This button is too old');
    expect(acts).toEqual([]);
  },
);
