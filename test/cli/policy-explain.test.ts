import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { control } from '../support/bodies.ts';
import { jsonLines, yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'yagura.yaml');
writeFileSync(
  file,
  `queues:
  - url: https://sqs.us-east-1.amazonaws.com/111122223333/alerts
slack:
  channel: sec-alerts
policies:
  - name: open-ports
    match: { control: EC2.19, severity: [High] }
    then: track
    due: 7d
    channel: sec-network
  - name: quiet
    match: { control: EC2.19 }
    then: notify
`,
);

const at = Date.UTC(2026, 10, 20, 5);
const explain = (stdin: string, ...args: string[]) =>
  yagura(['policy', 'explain', '-c', file, ...args], { stdin });

describe('yagura policy explain', () => {
  test('says what each stage says, with the rule and its place, of a body over many lines', async () => {
    const body = JSON.stringify(JSON.parse(control({ at, resource: 'sg-1' })), null, 2);
    const ended = await explain(body);
    expect(ended).toEqual({
      code: 0,
      stderr: '',
      stdout: `line 1 /detail/findings/0: posted, new
  High EC2.19: Security groups should not allow unrestricted access to ports with high risk
  duplicate    differs
  identity     unknown  control:111122223333:ap-northeast-1:EC2.19:arn:aws:ec2:ap-northeast-1:111122223333:security-group/sg-1
  lifecycle    opens
  suppression  not-suppressed
  policy       track  by policy:open-ports (policies.0 in yagura.yaml line 6)
  grouping     alone
  routing      policy-channel  sec-network  by policy:open-ports
  due          due  2026-11-27T05:00:00.000Z  by policy:open-ports
`,
    });
  });

  test('a line knows those before it; what is no finding says why', async () => {
    const bodies = [
      control({ at, resource: 'sg-1', severity: 'LOW' }),
      control({ at: at + 1, resource: 'sg-1', severity: 'HIGH' }),
      '',
      'no JSON',
    ];
    const ended = await explain(`${bodies.join('\n')}\n`, '--json');
    expect(ended.code).toBe(0);
    expect(jsonLines(ended.stdout)).toMatchObject([
      { line: 1, outcome: 'suppressed', reason: { code: 'policy-notify', rule: 'policy:quiet' } },
      { line: 2, outcome: 'posted', reason: { code: 'no-longer-quiet', rule: 'policy:open-ports' } },
      { line: 4, outcome: 'quarantined', reason: { code: 'bad-json' }, finding: null, stages: [] },
    ]);
  });
});
