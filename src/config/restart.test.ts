import { expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { takeOver } from './restart.ts';

const url = 'https://sqs.ap-northeast-1.amazonaws.com/111122223333/q';
const configOf = (parts: object, slack: object = {}) =>
  parseConfig(JSON.stringify({ queues: [{ url }], ...parts, slack: { channel: 'a', ...slack } }), 'y.yaml');
const present = configOf({});

it('what decides, routes and calls holds at once', () => {
  const next = configOf({ roles: { responder: ['U0CAROL'] }, defaults: false }, { channel: 'b' });
  expect(takeOver(present, next)).toEqual({ config: next, restart: [] });
});

it('the first leases wait for a restart; what is said of them later holds at once, also that there are none', () => {
  const [some, others] = [configOf({ leases: {} }), configOf({ leases: { ports: [22] } })];
  expect(takeOver(present, some).restart).toEqual(['leases']);
  expect(takeOver(some, others)).toEqual({ config: others, restart: [] });
  expect(takeOver(some, present).restart).toEqual([]);
});

it.each<[string, ReturnType<typeof configOf>]>([
  ['database', configOf({ database: 'sqlite:other.db' })],
  ['aws', configOf({ aws: { region: 'eu-west-1' } })],
  ['queues', configOf({ queues: [{ url, loops: 1 }] })],
  ['http', configOf({ http: { port: 1 } })],
  ['log', configOf({ log: { level: 'debug' } })],
  ['pager', configOf({ pager: { webhook: { url: 'https://pager.example.net/' } } })],
  ['slack.mode', configOf({}, { mode: 'http' })],
])('%s stays as it is until a restart; the rest applies', (key, changed) => {
  const next = { ...changed, slack: { ...changed.slack, channel: 'b' } };
  const { config, restart } = takeOver(present, next);
  expect(restart).toEqual([key]);
  expect(config).toEqual({ ...present, hash: next.hash, slack: { ...present.slack, channel: 'b' } });
});
