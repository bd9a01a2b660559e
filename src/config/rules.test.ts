import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

const parse = (more: object) =>
  parseConfig(
    JSON.stringify({
      queues: [{ url: 'https://sqs.us-east-1.amazonaws.com/111122223333/alerts' }],
      slack: { channel: 'sec-alerts' },
      ...more,
    }),
    'yagura.yaml',
  );

test('without a word, the rules that come with Yagura run and no bucket is read', () => {
  const { rules, aws } = parse({});
  expect(rules).toMatchObject({ shipped: true, directories: [], exclusions: [], levels: {}, staged: {} });
  expect(aws).toMatchObject({ buckets: [], attempts: 6 });
});

test('folders with and without a stage, levels in any letters, lists of one', () => {
  const { rules } = parse({
    rules: {
      directories: ['./a', { path: './b', stage: '2w' }],
      levels: { x: 'critical' },
      staged: { y: '14d', z: '0s' },
      exclusions: [{ rule: 'x', account: '111122223333', match: { eventName: 'GetObject' } }],
    },
  });
  expect(rules).toMatchObject({
    directories: [{ path: './a' }, { path: './b', stage: 1_209_600_000 }],
    levels: { x: 'Critical' },
    staged: { y: 1_209_600_000, z: 0 },
    exclusions: [{ rule: ['x'], account: ['111122223333'], match: { eventName: 'GetObject' } }],
  });
});

const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
test.each([
  ['an exclusion of everything', { rules: { exclusions: [{}] } }],
  ['no level', { rules: { levels: { x: 'terrible' } } }],
  ['a folder without a stage', { rules: { directories: [{ path: './a', stage: '0s' }] } }],
  ['no bucket', { aws: { buckets: [{ name: 's3://logs' }] } }],
  ['no role', { aws: { buckets: [{ name: 'logs', roleArn: 'reader' }] } }],
  [
    'two roles for one account',
    {
      aws: {
        buckets: [
          { name: 'logs-a', roleArn: role('444455556666', 'a') },
          { name: 'logs-b', roleArn: role('444455556666', 'b') },
        ],
      },
    },
  ],
])('is refused: %s', (_what, more) => {
  expect(() => parse(more)).toThrow(/yagura\.yaml line \d+/);
});
