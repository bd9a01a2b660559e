import type { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { FakeClock } from '../../shared/clock.ts';
import { RetryableError } from '../../shared/errors.ts';
import { createChannelDirectory } from './channels.ts';

/** The one call that is made, answered from a list; counts how often. */
function slackWith(names: string[], asked = { times: 0, fails: false }) {
  const client = {
    conversations: {
      list: async () => {
        asked.times += 1;
        if (asked.fails) throw new Error('away');
        return { ok: true, channels: names.map((name) => ({ id: `C0${name.toUpperCase()}`, name })) };
      },
    },
  };
  return { client: client as unknown as WebClient, asked };
}

test('a name is asked for once, an id never', async () => {
  const { client, asked } = slackWith(['alerts']);
  const channels = createChannelDirectory(client, new FakeClock());
  expect(await Promise.all([channels.idOf('alerts'), channels.idOf('alerts')])).toEqual([
    'C0ALERTS',
    'C0ALERTS',
  ]);
  expect(await channels.idOf('C0123456789')).toBe('C0123456789');
  expect(asked.times).toBe(1);
});

test('a channel that is missing is asked for again after a while, and found once it is there', async () => {
  const names: string[] = [];
  const clock = new FakeClock();
  const { client, asked } = slackWith(names);
  const channels = createChannelDirectory(client, clock);
  for (let card = 0; card < 5; card += 1)
    await expect(channels.idOf('alerts')).rejects.toBeInstanceOf(RetryableError);
  expect(asked.times).toBe(1);
  names.push('alerts');
  await clock.advance(31_000);
  expect(await channels.idOf('alerts')).toBe('C0ALERTS');
});

test('a reading that failed is tried again at once', async () => {
  const asked = { times: 0, fails: true };
  const { client } = slackWith(['alerts'], asked);
  const channels = createChannelDirectory(client, new FakeClock());
  await expect(channels.idOf('alerts')).rejects.toThrow('away');
  asked.fails = false;
  expect(await channels.idOf('alerts')).toBe('C0ALERTS');
});
