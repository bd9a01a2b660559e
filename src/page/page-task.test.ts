import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import { FakeClock } from '../shared/clock.ts';
import { PermanentError, RetryableError } from '../shared/errors.ts';
import { silentLogger } from '../shared/logger.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { tellPager } from './page-task.ts';
import type { Page, Pager } from './pager.ts';

let store: Store;
let clock: FakeClock;
let sent: Page[];
let undelivered: { caseId: number; minutes: number }[];
let results: string[];
/** What the pager does with the next pages. */
let mood: Error | null;

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clock = new FakeClock(noon);
  [sent, undelivered, results, mood] = [[], [], [], null];
});
afterEach(() => store.close());

const receiver: Pager = {
  async send(page) {
    if (mood) throw mood;
    sent.push(page);
  },
};

function taskWith(pager: Pager | null = receiver) {
  return tellPager({
    ...{ store, pager, clock, logger: silentLogger, owner: 'me', languageOf: () => 'en' as const },
    linkTo: async () => 'https://example.slack.com/archives/C1/p1',
    onPage: (action, result) => void results.push(`${action} ${result}`),
    onUndelivered: async (caseId, minutes) => void undelivered.push({ caseId, minutes }),
  });
}

/** What an engine does in one look. */
async function look(task = taskWith()): Promise<void> {
  for (const due of await task.due(clock.now(), 10)) {
    const claimed = await task.claim(due, clock.now());
    if (!claimed) continue;
    await task.act(claimed, new AbortController().signal).then(
      (result) => task.record(claimed, result),
      (error) => task.fail(claimed, error),
    );
  }
}

const wants = (page: 'trigger' | 'acknowledge' | 'resolve') =>
  take(store, findingFixture('f1', { severity: 'Critical', title: 'web-7\nis mining\u202e' }), { page });

describe('what the pager is told', () => {
  it('is where, how bad and what, on one line, with the way to the card', async () => {
    await wants('trigger');
    await look();
    expect(sent).toEqual([
      {
        ...{
          action: 'trigger',
          key: 'yagura-Y1',
          label: 'Y1',
          severity: 'Critical',
          at: noon,
          resource: 'i-0abc',
        },
        summary: 'Critical Y1 · payments-prod · Tokyo: web-7 is mining',
        ...{ account: 'payments-prod', region: 'ap-northeast-1', product: 'GuardDuty' },
        type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
        url: 'https://example.slack.com/archives/C1/p1',
      },
    ]);
    await look();
    expect(sent).toHaveLength(1);
    await wants('acknowledge');
    await look();
    expect(sent.map((page) => page.summary)).toEqual([
      expect.anything(),
      'Somebody has Y1 now: web-7 is mining',
    ]);
    expect(results).toEqual(['trigger sent', 'acknowledge sent']);
  });

  it('is told again until it is taken, and slower where it is refused', async () => {
    await wants('trigger');
    mood = new RetryableError('away');
    const task = taskWith();
    await look(task);
    await look(task);
    expect(results).toEqual(['trigger failed']);
    await clock.advance(1_000);
    mood = new PermanentError('no such service');
    await look(task);
    await clock.advance(29_999);
    await look(task);
    expect(results).toHaveLength(2);
    await clock.advance(1);
    mood = null;
    await look(task);
    expect(results).toEqual(['trigger failed', 'trigger failed', 'trigger sent']);
    expect(undelivered).toEqual([]);
  });

  it('waits as long as the other side asks for, but not for ever', async () => {
    await wants('trigger');
    mood = new RetryableError('slow down', { retryAfter: 60_000 });
    await look();
    await clock.advance(59_999);
    expect(await store.pages.due(clock.now(), 1)).toEqual([]);
    mood = new RetryableError('slow down', { retryAfter: 86_400_000 });
    await clock.advance(1);
    await look();
    await clock.advance(300_000);
    expect(await store.pages.due(clock.now(), 1)).toHaveLength(1);
  });

  it('is said in Slack, once, when it was not taken for two minutes', async () => {
    await wants('trigger');
    mood = new RetryableError('away');
    const task = taskWith();
    for (let second = 0; second < 300; second += 10) {
      await look(task);
      await clock.advance(10_000);
    }
    expect(undelivered).toEqual([{ caseId: 1, minutes: 2 }]);
  });

  it('is let go where no pager is configured, so that a later one does not ring for old things', async () => {
    await wants('trigger');
    await look(taskWith(null));
    await look();
    expect(sent).toEqual([]);
    expect(results).toEqual(['trigger nobody']);
  });
});
