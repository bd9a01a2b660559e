import type { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { FakeClock } from '../../shared/clock.ts';
import { createAlertChannels } from './alert-channels.ts';

function channelThat(says: object | undefined) {
  return createAlertChannels({
    alertChannels: () => ['sec-alerts'],
    channels: { idOf: async () => 'C0ALERTS' },
    styleOf: () => ({ language: 'en', timeZone: 'UTC' }),
    client: { conversations: { info: async () => ({ ok: true, channel: says }) } } as unknown as WebClient,
    clock: new FakeClock(0),
  });
}

test.each([
  [{ is_ext_shared: false }, true],
  [{ is_ext_shared: false, is_pending_ext_shared: false }, true],
  [{ is_ext_shared: true }, false],
  // Whoever accepts the invitation reads what was said before.
  [{ is_ext_shared: false, is_pending_ext_shared: true }, false],
  [{}, false],
  [undefined, false],
])('a list is shared where surely nobody outside reads it: %j', async (says, safe) => {
  expect(await channelThat(says).isSafeToShareIn('C0ALERTS')).toBe(safe);
});

test('a list is shared only where cards are', async () => {
  expect(await channelThat({ is_ext_shared: false }).isSafeToShareIn('C0RANDOM')).toBe(false);
});
