import type { RunbookPolicy } from '../../src/finding/lease-policy.ts';
import type { RunbookRun, RunState } from '../../src/finding/runbook.ts';
import type { Stray } from '../../src/finding/stray.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import type { ParameterProblem } from '../../src/operations/lease/runbook-parameters.ts';
import { removeStray } from '../../src/slack/actions/remove-stray/action.ts';
import { drawRun } from '../../src/slack/cards/run-card.ts';
import { drawStray } from '../../src/slack/cards/stray-card.ts';
import { runRunbook } from '../../src/slack/leases/runbook.ts';
import { leasePolicy } from './leases.ts';
import { inputOf, now, toolsOf, type WorldSeed } from './tools.ts';

const place = { account: '111122223333', region: 'ap-northeast-1' };
export const groupId = 'sg-0123456789abcdef0';

export const runFixture: RunbookRun = {
  ...{ id: 3, name: 'patch', document: 'AWS-PatchInstanceWithRollback', place, state: 'running' },
  ...{ parameters: { InstanceId: 'i-0aaaabbbbccccdddd' }, by: 'U0CAROL', reason: 'a hole', caseId: null },
  ...{ channel: 'sec-access', clientToken: 'token', executionId: 'execution', requestedAt: now },
  ...{ endedAt: null, step: 'install', output: 'two patches', attempts: 0, nextAt: now },
};
export const strayFixture: Stray = {
  ...{ groupId, place, seenAt: now, name: 'yagura-L7', lease: 'L7', deployment: 'other' },
  ...{ removal: null, goneAt: null },
};
const patch: RunbookPolicy = {
  ...{ name: 'patch', document: 'AWS-PatchInstanceWithRollback', needs: 'approver' },
  parameters: (['InstanceId', 'ReportS3Bucket'] as const).map((name, at) => ({
    ...{ name, type: at === 0 ? 'instance' : 'string', required: at === 0 },
    ...{ pattern: null, choices: [] },
  })),
};
export const runbookWorld: WorldSeed = {
  policy: { ...leasePolicy, runbooks: [patch] },
  settings: {
    accounts: [
      { id: '111122223333', name: 'payments-prod', environment: null, owner: null, channel: null, tags: {} },
    ],
  },
};
export const whole = 'patch in payments-prod ap-northeast-1 InstanceId=i-0aaaabbbbccccdddd because a hole';

const codes: readonly ParameterProblem['code'][] = [
  ...(['unknown', 'missing', 'not-a-choice', 'no-number', 'no-boolean', 'no-instance', 'unfit'] as const),
  'too-long',
];
const started: NonNullable<NonNullable<WorldSeed['answers']>['startRunbook']>[] = [
  { kind: 'off' },
  { kind: 'dry-run-only' },
  { kind: 'no-reason', most: 500 },
  { kind: 'no-runbook', name: 'x', known: ['patch'] },
  { kind: 'account-not-allowed', account: place.account },
  { kind: 'not-yours', needs: 'approver' },
  { kind: 'parameters', problems: codes.map((code) => ({ code, name: 'InstanceId' })) },
  { kind: 'started', run: runFixture },
];
const states: readonly RunState[] = ['starting', 'running', 'succeeded', 'failed', 'cancelled', 'timed-out'];

/** Says all that is said of runbooks, and of groups that bear our tag and are none of ours. */
export async function sayRunbooks(language: Language): Promise<void> {
  const input = inputOf(language);
  const style = { language, timeZone: 'Asia/Tokyo', now };
  for (const state of states)
    for (const endedAt of [null, now])
      drawRun({ key: 'run:3', one: { ...runFixture, state, endedAt }, account: 'payments-prod' }, style);
  const removal = { by: 'U0BOB', at: now };
  for (const one of [strayFixture, { ...strayFixture, removal }, { ...strayFixture, goneAt: now }])
    drawStray({ key: `stray:${groupId}`, one, account: 'payments-prod' }, style);
  const run = (text: string, seed: WorldSeed) =>
    runRunbook(text === '' ? [] : text.split(' '), input, toolsOf(seed));
  await run('', { ...runbookWorld, policy: { ...leasePolicy, runbooks: [] } });
  for (const text of ['', 'patch', whole.replace('payments-prod', 'nowhere')]) await run(text, runbookWorld);
  for (const startRunbook of started) await run(whole, { ...runbookWorld, answers: { startRunbook } });
  const gone: NonNullable<NonNullable<WorldSeed['answers']>['removeStray']>[] = [
    { kind: 'no-stray', groupId },
    { kind: 'not-yours', stray: strayFixture, needs: 'approver' },
    { kind: 'already', stray: strayFixture },
    { kind: 'removing', stray: strayFixture },
  ];
  for (const answer of gone)
    await removeStray.run({ ...input, value: groupId }, toolsOf({ answers: { removeStray: answer } }));
}
