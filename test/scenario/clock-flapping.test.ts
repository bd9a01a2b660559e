import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languages } from '../../src/i18n/catalogue.ts';
import { control } from '../support/bodies.ts';
import { startWatch, type Watch } from '../support/watch.ts';

const start = Date.UTC(2026, 10, 19, 2);
const minute = 60_000;
const hour = 60 * minute;

describe.each(languages)('what opens and closes all day (%s)', (language) => {
  let watch: Watch;
  beforeEach(async () => {
    watch = await startWatch({
      at: start,
      language,
      config: () => ({ policies: [{ match: { kind: 'control' }, then: 'track' }] }),
    });
  });
  afterEach(() => watch.stop());

  const says = (status: 'FAILED' | 'PASSED', resource = 'sg-1') =>
    watch.arrive(control({ at: watch.now(), resource, status }));
  const broadcasts = async () => (await watch.shown()).filter(({ key }) => key === null).length;

  /** Closes and comes back, ten minutes later each time. */
  async function flap(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1)
      for (const status of ['PASSED', 'FAILED'] as const) {
        await watch.until(watch.now() + 10 * minute);
        await says(status);
      }
  }

  test('comes back three times aloud, and then is only counted, until it has been calm for a day', async () => {
    await says('FAILED');
    await flap(3);
    expect(await broadcasts()).toBe(3);
    await flap(4);
    const flapping = await watch.shown();
    expect(flapping.filter(({ key }) => key !== null).map(({ key }) => key)).toEqual(['case:1']);
    expect(await broadcasts()).toBe(3);
    expect(await watch.store.cases.view(1)).toMatchObject({
      case: { flapping: true, state: 'open', reopened: 7, escalation: null },
    });

    const last = watch.now();
    await watch.until(last + 24 * hour - minute);
    expect(await watch.store.cases.view(1)).toMatchObject({ case: { flapping: true } });
    await watch.until(last + 24 * hour);
    expect(await watch.store.cases.view(1)).toMatchObject({ case: { flapping: false, state: 'open' } });
    expect(await broadcasts()).toBe(3);
  });
});

describe.each(languages)('a source that looks broken (%s)', (language) => {
  let watch: Watch;
  beforeEach(async () => {
    watch = await startWatch({
      at: start,
      language,
      config: () => ({
        sourceHealth: { count: 5, within: '10m' },
        policies: [{ match: { kind: 'control' }, then: 'notify' }],
      }),
    });
    for (let number = 0; number < 12; number += 1) await says('FAILED', number);
  });
  afterEach(() => watch.stop());

  const says = (status: 'FAILED' | 'PASSED' | 'NOT_AVAILABLE', number: number) =>
    watch.arrive(control({ at: watch.now(), resource: `sg-${number}`, status }));
  const keys = async () => (await watch.shown()).map(({ key }) => key);

  test('a burst of closures and doubts is one case of its own, not health', async () => {
    await watch.until(start + hour);
    for (const number of [0, 1]) await says('PASSED', number);
    for (const number of [2, 3]) await says('NOT_AVAILABLE', number);
    expect(await keys()).toEqual([]);
    await says('PASSED', 4);
    const [card, ...others] = await watch.shown();
    expect([card?.key, others]).toEqual(['case:13', []]);
    expect(card?.text).toContain('payments-prod');

    for (const number of [5, 6, 7]) await says('PASSED', number);
    expect(await keys()).toEqual(['case:13']);
  });

  test('the same spread over hours is work well done', async () => {
    for (let number = 0; number < 12; number += 1) {
      await watch.until(watch.now() + 15 * minute);
      await says('PASSED', number);
    }
    expect(await keys()).toEqual([]);
  });
});
