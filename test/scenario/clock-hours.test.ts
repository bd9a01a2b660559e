import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languages } from '../../src/i18n/catalogue.ts';
import { guardDuty } from '../support/bodies.ts';
import { startWatch, type Watch } from '../support/watch.ts';

/** In Tokyo, nine hours before UTC. Monday 23 November 2026 is Labour Thanksgiving Day. */
const tokyo = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 10, day, hours - 9, minutes);
const friday = 20;
const tuesday = 24;

const words = {
  en: { waits: 'people are called from 24 Nov 10:00', waited: 'Nobody has taken this for' },
  ja: { waits: '呼び出しは 11/24 10:00 から', waited: 'まだ誰も対応していません。' },
};

describe.each(languages)(
  'a High case outside working hours, over a weekend and a holiday (%s)',
  (language) => {
    const say = words[language];
    let watch: Watch;
    beforeEach(async () => {
      watch = await startWatch({ at: tokyo(friday, 18, 30), language });
    });
    afterEach(() => watch.stop());

    test('within them it calls its owner at once, and whoever is on call an hour of work later', async () => {
      await watch.arrive(guardDuty({ id: 'early', at: watch.now() }));
      const [posted] = await watch.shown();
      expect(posted?.text).toContain(`<@${watch.idOf('dave')}>`);

      // Half an hour of that hour is left when the week ends.
      await watch.until(tokyo(tuesday, 10, 29));
      expect((await watch.shown())[0]?.thread).toEqual([]);
      await watch.until(tokyo(tuesday, 10, 30));
      expect((await watch.shown())[0]?.thread).toEqual([expect.stringContaining(say.waited)]);
    });

    test('it is posted and calls nobody; the first working morning does, in one message', async () => {
      await watch.until(tokyo(friday, 19, 30));
      await watch.arrive(
        guardDuty({ id: 'one', at: watch.now() }),
        guardDuty({ id: 'two', at: watch.now() }),
      );
      const weekend = await watch.shown();
      expect(weekend.map(({ key }) => key)).toEqual(['case:1', 'case:2']);
      for (const { text } of weekend) {
        expect(text).not.toContain('<@');
        expect(text).toContain(say.waits);
      }

      await watch.until(tokyo(tuesday, 9, 59));
      expect(await watch.shown()).toEqual(weekend);

      await watch.until(tokyo(tuesday, 10));
      const morning = await watch.shown();
      const digests = morning.filter(({ key }) => key?.startsWith('digest:'));
      expect(digests.map(({ key }) => key)).toEqual([`digest:sec-alerts:${watch.idOf('dave')}:2026-11-24`]);
      expect(digests[0]?.text).toContain(`<@${watch.idOf('dave')}>`);
      expect(digests[0]?.text).toMatch(/Y1[\s\S]*Y2/);
      for (const { text } of morning.slice(0, 2)) expect(text).not.toContain(say.waits);
    });

    test('Critical waits for nothing', async () => {
      await watch.until(tokyo(friday + 1, 3));
      await watch.arrive(guardDuty({ id: 'now', at: watch.now(), severity: 9 }));
      const [posted] = await watch.shown('sec-critical');
      expect(posted?.text).toContain(`<@${watch.idOf('carol')}>`);
      await watch.until(tokyo(friday + 1, 3, 5));
      expect((await watch.shown('sec-critical'))[0]?.thread).toHaveLength(1);
    });

    test('what somebody takes or closes over the weekend is not called for on Tuesday', async () => {
      await watch.until(tokyo(friday, 20));
      await watch.arrive(
        guardDuty({ id: 'one', at: watch.now() }),
        guardDuty({ id: 'two', at: watch.now() }),
      );
      await watch.act('bob', 'acknowledge', { caseId: 1, duration: 5 * 86_400_000 });
      await watch.arrive(guardDuty({ id: 'two', at: watch.now() + 60_000, archived: true }));
      await watch.until(tokyo(tuesday, 12));
      const keys = (await watch.shown()).map(({ key }) => key);
      expect(keys.filter((key) => key?.startsWith('digest:'))).toEqual([]);
    });
  },
);
