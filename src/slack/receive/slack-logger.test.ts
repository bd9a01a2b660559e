import { expect, test } from 'vitest';
import type { Logger } from '../../shared/logger.ts';
import { slackLogger } from './slack-logger.ts';

test('Slack’s words reach our log without secrets, and its debug lines not at all', () => {
  const said: unknown[] = [];
  const note = (fields: object) => void said.push(fields);
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  const slack = slackLogger(logger);
  slack.debug('the whole payload');
  slack.warn('token xoxb-1-2-abc', 'xapp-1-A-2-b', { payload: true });
  slack.error(new Error('wss://wss-primary.slack.com/link/?ticket=abc&app_id=1 failed'));
  slack.error(`https://hooks.slack.com/commands/T1/2/3 ${'x'.repeat(1_000)}`);
  expect(said).toMatchObject([{ said: 'token [secret] [secret] ' }, { said: '[secret] failed' }, {}]);
  expect(JSON.stringify(said[2])).toMatch(/^\{"said":"\[secret\] x+"\}$/);
  expect(JSON.stringify(said[2]).length).toBeLessThan(320);
});
