import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { processMessages } from '../../src/pipeline.ts';
import { pipelineDeps, triageSettings } from '../../src/pipeline-deps.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import { compileTriage } from '../../src/triage/rules.ts';
import { realBodies, sayThatItIsAbsent, there } from '../conformance/data.ts';
import { control, guardDuty } from '../support/bodies.ts';
import { rulesIn, stopLoggingRule, trailEvent, trailRecord } from '../support/trail.ts';
import { jsonLines, yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-preview-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const database = `sqlite:${join(folder, 'yagura.db')}`;
const head = `database: ${database}
queues:
  - url: https://sqs.us-east-1.amazonaws.com/111122223333/alerts
slack:
  channel: sec-alerts
  criticalChannel: sec-critical
`;
const silence = 'policies:\n  - name: silence\n    match: { control: EC2.19 }\n    then: accept\n';

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const present = written('yagura.yaml', head);
const preview = (...args: string[]) => yagura(['policy', 'preview', '--present', present, ...args]);

const at = Date.UTC(2026, 10, 20, 5);
const bodies = [
  control({ at, resource: 'sg-1', severity: 'CRITICAL' }),
  control({ at: at + 1_000, resource: 'sg-2', severity: 'MEDIUM' }),
  guardDuty({ id: 'threat', at: at + 2_000 }),
];
const events = written('events.ndjson', `${bodies.join('\n')}\n`);

describe('yagura policy preview', () => {
  test('compares what people would see, and fails when something bad would newly be hidden', async () => {
    const tried = written('silence.yaml', `${head}${silence}`);
    const ended = await preview('--against', events, '--config', tried);
    expect(ended).toEqual({
      code: 1,
      stderr: '',
      stdout: `3 messages, played in memory; nothing was stored or sent.

events                    present      new   change
posted                          2        1       -1
closed                          0        0
merged                          0        0
suppressed                      1        2       +1
duplicate                       0        0
dropped                         0        0
quarantined                     0        0

posts in Slack            present      new   change
all                             2        1       -1
Critical                        1        0       -1
High                            1        1
Medium                          0        0
Low                             0        0
Informational                   0        0
#sec-alerts                     1        1
#sec-critical                   1        0       -1

in Security Hub           present      new   change
quiet by a policy               1        2       +1
writeBack.suppress is off: they stay there as they are. On, it would suppress them.

hidden: Critical control:111122223333:ap-northeast-1:EC2.19:arn:aws:ec2:ap-northeast-1:111122223333:security-group/sg-1
  Security groups should not allow unrestricted access to ports with high risk
  by policy:silence (policies.0 in silence.yaml line 8)
✗ 1 Critical or High finding would newly be hidden; --allow <identity or type> says that it is meant.
`,
    });
    expect(await preview('--against', events, '--config', tried)).toEqual(ended);

    const allowed = await preview('--against', events, '--config', tried, '--allow', 'EC2.19');
    expect(allowed.code).toBe(0);
    expect(allowed.stdout).toMatch(
      /\nhidden, allowed: Critical .*\n✓ No other Critical or High finding would newly be hidden\.\n$/s,
    );
  });

  test('tries a suppression, which hides nothing worse than it is made for', async () => {
    const suppress = ['--against', events, '--suppress', '{ control: EC2.19 }', '--json'];
    const whole = await preview(...suppress);
    expect(whole.code).toBe(1);
    expect(jsonLines(whole.stdout)).toMatchObject([
      { hidden: [{ type: 'EC2.19', severity: 'Critical', rule: '--suppress', allowed: false }] },
    ]);
    const milder = await preview(...suppress, '--severity', 'High');
    expect(milder.code).toBe(0);
    expect(jsonLines(milder.stdout)).toMatchObject([
      { hidden: [], before: { posts: 2 }, after: { posts: 2 } },
    ]);
  });

  test('asks the rules about single records and custom events, each side those of its configuration', async () => {
    const rootLogin = `
title: Login as root
id: root-login
level: high
logsource: {product: linux, service: sshd}
detection: {s: {user: root}, condition: s}
`;
    const rules = rulesIn(folder, [stopLoggingRule, rootLogin]);
    const ruled = written('ruled.yaml', `${head}rules: ${JSON.stringify(rules)}\n`);
    const lifted = JSON.stringify({
      ...rules,
      levels: { '0f1e2d3c-0001-4000-8000-000000000001': 'critical', 'root-login': 'critical' },
    });
    const louder = written('louder.yaml', `${head}rules: ${lifted}\n`);
    const day = 86_400_000;
    const stop = (id: string, days: number) =>
      trailEvent(trailRecord({ id, name: 'StopLogging', at: at - days * day }));
    // As no sender would send them: the newest first, and one of them twice.
    const calls = [stop('b', 0), stop('a', 10), stop('a', 10), trailEvent(trailRecord({ id: 'calm', at }))];
    const login = {
      ...{ schema: 'yagura.custom.v1', source: 'sshd', id: '1', title: 'Login', severity: 'low' },
      ...{ time: at, resource: { type: 'host', id: 'web-7' }, fields: { user: 'root' } },
    };
    calls.push(JSON.stringify(login));
    const trail = written('trail.ndjson', `${calls.join('\n')}\n`);
    const ended = await yagura([
      ...['policy', 'preview', '--present', ruled, '--against', trail, '--config', louder, '--json'],
    ]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const events = { posted: 3, duplicate: 1, dropped: 1, quarantined: 0 };
    expect(jsonLines(ended.stdout)).toMatchObject([
      {
        before: { posts: 4, events, postsBySeverity: { High: 3, Low: 1 } },
        after: { posts: 4, events, postsBySeverity: { Critical: 3, Low: 1 } },
        hidden: [],
      },
    ]);
  });

  test('plays what the database keeps, writes nothing, and counts live suppressions on both sides', async () => {
    const now = Date.now();
    const kept = await keep(bodies, now);
    const tried = written('unheard.yaml', head.replace('slack:', '    sources: [securityhub]\nslack:'));
    const ended = await preview('--against', '2d', '--config', tried, '--json');
    expect(ended.code).toBe(1);
    expect(jsonLines(ended.stdout)).toMatchObject([
      {
        messages: 3,
        before: { posts: 1, events: { posted: 1, suppressed: 2, quarantined: 0 } },
        after: { posts: 0, events: { posted: 0, suppressed: 2, quarantined: 1 } },
        hidden: [{ severity: 'High', rule: 'source-not-allowed: guardduty' }],
      },
    ]);
    expect(await counts()).toEqual(kept);
  });

  test.each([
    [
      ['--against', events],
      /^Give a new configuration \(--config\), a suppression \(--suppress\), or both\.\n$/,
    ],
    [
      ['--against', join(folder, 'none.ndjson'), '--suppress', '{}'],
      /^The file .*none\.ndjson cannot be read\.\n$/,
    ],
    [
      ['--against', events, '--suppress', '{ contrl: S3.1 }'],
      /^--suppress line 1: the key contrl is not known; /,
    ],
    [['--config', present], /^Required option '--against <past\.\.\.>' not specified\.\n$/],
  ])('%# is asked for wrongly', async (args, complaint) => {
    const ended = await preview(...args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(complaint);
  });
});

/** A day ago the bodies arrived; since then somebody suppressed the Critical one. */
async function keep(all: readonly string[], now: number) {
  const store = await openStore(database);
  try {
    const config = parseConfig(head, 'yagura.yaml');
    const rules = compileTriage(triageSettings(config));
    const deps = pipelineDeps(config, rules, store, () => now - 86_400_000, silentLogger);
    await processMessages(
      all.map((body, number) => ({
        ...{ messageId: `m-${number}`, body, queue: 'alerts', sentAt: now - 86_400_000, receiveCount: 1 },
      })),
      deps,
    );
    await store.act((transaction) =>
      transaction.addSuppression({
        ...{ match: { control: ['EC2.19'] }, matcherVersion: 1, severity: 'Critical', reason: 'known' },
        ...{
          author: 'U0CAROL',
          caseId: null,
          channel: 'sec-alerts',
          createdAt: now,
          until: now + 3_600_000,
          idle: null,
        },
      }),
    );
    return await store.ledger.counts(0);
  } finally {
    await store.close();
  }
}

async function counts() {
  const store = await openStore(database);
  try {
    return await store.ledger.counts(0);
  } finally {
    await store.close();
  }
}

sayThatItIsAbsent();

describe.runIf(there)('over every real event of Security Hub', () => {
  const real = there ? realBodies().flatMap(({ file, body }) => (file === 'asff.ndjson' ? [body] : [])) : [];
  const file = written('asff.ndjson', `${real.join('\n')}\n`);
  const bucket = 'control:123456789012:us-east-1:S3.2:arn:aws:s3:::customer-data';

  test('a suppression that would have hidden a Critical is caught', async () => {
    const ended = await preview(
      '--against',
      file,
      '--suppress',
      '{ resource: "arn:aws:s3:::customer-data" }',
    );
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`hidden: Critical ${bucket}\n`);
    const meant = await preview(
      ...['--against', file, '--suppress', '{ resource: "arn:aws:s3:::customer-data" }', '--allow', bucket],
    );
    expect(meant.code).toBe(0);
  });

  test('so is a policy', async () => {
    const tried = written(
      'quiet.yaml',
      `${head}policies:\n  - match: { kind: control, account: "123456789012" }\n    then: notify\n`,
    );
    const ended = await preview('--against', file, '--config', tried, '--json');
    expect(ended.code).toBe(1);
    const [{ hidden } = { hidden: [] }] = jsonLines<{ hidden: { identity: string; rule: string }[] }>(
      ended.stdout,
    );
    expect(hidden.map(({ identity }) => identity)).toEqual([bucket, expect.stringContaining(':IAM.4:')]);
    expect(hidden[0]?.rule).toBe('policy:policies.0 (policies.0 in quiet.yaml line 8)');
    const meant = await preview('--against', file, '--config', tried, '--allow', 'S3.2', 'IAM.4');
    expect(meant.code).toBe(0);
  });
});
