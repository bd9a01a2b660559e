import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languages } from '../../src/i18n/catalogue.ts';
import { control } from '../support/bodies.ts';
import { startWatch, type Watch } from '../support/watch.ts';

/** In Tokyo. The 21st and 22nd are a weekend, the 23rd is Labour Thanksgiving Day. */
const tokyo = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 10, day, hours - 9, minutes);
const day = 86_400_000;

const words = {
  en: {
    made: 'S1 keeps alerts quiet until 24 Nov 12:00',
    over: 'S1 has ended: its time was up',
    idle: 'S1 has ended: nothing matched it any more',
    lifted: 'S1 was lifted by @carol',
    stillOpen: '2 cases are still open: Y1, Y2',
  },
  ja: {
    made: 'S1: 11/24 12:00 までアラートを抑制',
    over: 'S1 の抑制が終わりました(期限)',
    idle: 'S1 の抑制が終わりました(該当するものがなくなったため)',
    lifted: 'S1 の抑制を @carol が解除しました',
    stillOpen: 'まだ解決していないケース2件: Y1、Y2',
  },
};

describe.each(languages)('a suppression (%s)', (language) => {
  const say = words[language];
  let watch: Watch;
  beforeEach(async () => {
    watch = await startWatch({
      at: tokyo(19, 14),
      language,
      config: () => ({ policies: [{ match: { kind: 'control' }, then: 'track', escalate: false }] }),
    });
    await watch.arrive(control({ at: watch.now(), resource: 'sg-1' }));
  });
  afterEach(() => watch.stop());

  const suppress = (idle: number | null = null) =>
    watch.act('carol', 'suppress', {
      ...{
        caseId: 1,
        scope: 'account',
        until: tokyo(24, 12),
        idle,
        reason: 'The new firewall is being set up',
      },
    });
  const card = async (key: string) => (await watch.shown()).find((one) => one.key === key);

  test('is announced, hides what it covers and nothing worse, and what is open at its end is posted once', async () => {
    expect(await suppress()).toMatchObject({ kind: 'suppressed', hidden: true });
    expect((await card('suppression:1'))?.text).toContain(say.made);

    await watch.arrive(control({ at: tokyo(19, 15), resource: 'sg-2' }));
    await watch.arrive(control({ at: tokyo(19, 15), resource: 'sg-3', severity: 'CRITICAL' }));
    expect((await watch.shown()).map(({ key }) => key)).toEqual(['case:1', 'suppression:1']);
    expect((await watch.shown('sec-critical')).map(({ key }) => key)).toEqual(['case:3']);

    // Its author is reminded on the working day before it ends, which is before the long weekend.
    await watch.until(tokyo(20, 9, 59));
    const digests = async () => (await watch.shown()).filter(({ key }) => key?.startsWith('digest:'));
    expect(await digests()).toEqual([]);
    await watch.until(tokyo(20, 10));
    expect(await digests()).toMatchObject([
      { key: `digest:sec-alerts:${watch.idOf('carol')}:2026-11-20`, text: expect.stringContaining('S1') },
    ]);
    expect((await digests())[0]?.text).toContain(`<@${watch.idOf('carol')}>`);

    await watch.until(tokyo(24, 11, 59));
    const before = await watch.shown();
    expect(before.find(({ key }) => key === 'case:2')).toBeUndefined();
    await watch.until(tokyo(24, 12));
    const after = await watch.shown();
    expect(after.filter(({ key }) => key === 'case:2')).toHaveLength(1);
    const over = after.find(({ key }) => key === 'suppression:1')?.text;
    expect(over).toContain(say.over);
    expect(over).toContain(say.stillOpen);
    expect(after.find(({ key }) => key === 'case:1')?.thread).toHaveLength(2);

    await watch.until(tokyo(25, 12));
    expect((await watch.shown()).length).toBe(after.length);
  });

  test('that nothing matches any more ends early, if asked', async () => {
    await suppress(day);
    await watch.arrive(control({ at: tokyo(19, 16), resource: 'sg-1', status: 'PASSED' }));
    await watch.until(tokyo(20, 13, 59));
    expect((await card('suppression:1'))?.text).toContain(say.made);
    await watch.until(tokyo(20, 14));
    const text = (await card('suppression:1'))?.text;
    expect(text).toContain(say.idle);
  });

  test('that is lifted shows at once what it hid', async () => {
    await suppress();
    await watch.until(tokyo(19, 15));
    await watch.act('carol', 'lift', { suppressionId: 1 });
    expect((await card('suppression:1'))?.text).toContain(say.lifted);
    expect(await watch.store.cases.view(1)).toMatchObject({ case: { state: 'open', quiet: null } });
  });

  test('goes on being counted, and what becomes worse under it is shown', async () => {
    await suppress();
    await watch.arrive(control({ at: tokyo(19, 15), resource: 'sg-1', severity: 'CRITICAL' }));
    expect(await watch.store.cases.view(1)).toMatchObject({ case: { state: 'open', severity: 'Critical' } });
    await watch.arrive(control({ at: tokyo(19, 15), resource: 'sg-5' }));
    expect(await watch.store.suppressions.byId(1)).toMatchObject({ hits: 2 });
  });
});
