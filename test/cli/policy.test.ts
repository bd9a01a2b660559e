import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head =
  'queues:\n  - url: https://sqs.us-east-1.amazonaws.com/111122223333/alerts\nslack:\n  channel: sec-alerts\n';

function check(name: string, policies: string) {
  const file = join(folder, name);
  writeFileSync(file, `${head}${policies}`);
  return yagura(['policy', 'check', '-c', file]);
}

describe('yagura policy check', () => {
  test('lists the policies in the order in which they are asked, with their places', async () => {
    const ended = await check(
      'good.yaml',
      `policies:
  - name: public-buckets
    match: { control: [S3.2, S3.8], resourceTag: { public: no } }
    then: track
    due: 7d
    groupBy: [account, control]
    escalate: false
  - match: {}
    then: notify
  - match: { sample: true }
    then: accept
defaults: false
`,
    );
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
    const [first, ...lines] = ended.stdout.trimEnd().split('\n');
    expect(first).toMatch(
      /^✓ .*good\.yaml is valid \([0-9a-f]{12}\), 3 policies; the first that matches decides$/,
    );
    expect(lines.map((line) => line.trim().replace(/ {2,}/g, ' | '))).toEqual([
      '1 | public-buckets | track, due in 7d, one card per account and control, calls nobody | control: S3.2 or S3.8, resourceTag: public=no | (policies.0 in good.yaml line 6)',
      '2 | policies.1 | notify | everything | (policies.1 in good.yaml line 12)',
      '! | It matches everything: no policy below it is ever asked.',
      '3 | policies.2 | accept | sample: true | (policies.2 in good.yaml line 14)',
    ]);
  });

  test('refuses a wrong one with key, line and file', async () => {
    const ended = await check('bad.yaml', 'policies:\n  - match: { severity: Hgih }\n    then: track\n');
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(
      /bad\.yaml line 6: the value of policies\.0\.match\.severity is wrong: .*\.\n$/,
    );
  });
});
