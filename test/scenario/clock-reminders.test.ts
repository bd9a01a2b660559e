import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languages } from '../../src/i18n/catalogue.ts';
import { control } from '../support/bodies.ts';
import { type Shown, startWatch, type Watch } from '../support/watch.ts';

/** In Tokyo. The 21st and 22nd are a weekend, the 23rd is Labour Thanksgiving Day. */
const tokyo = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 10, day, hours - 9, minutes);

const words = {
  en: { due: 'due 20 Nov', overdue: 'overdue since 20 Nov' },
  ja: { due: '期限 11/20', overdue: '期限 11/20 を超過' },
};

describe.each(languages)('what has to be done by a day (%s)', (language) => {
  const say = words[language];
  let watch: Watch;
  beforeEach(async () => {
    watch = await startWatch({
      at: tokyo(18, 11),
      language,
      config: () => ({
        policies: [{ match: { kind: 'control' }, then: 'track', due: '2d', escalate: false }],
      }),
    });
    for (const resource of ['sg-1', 'sg-2', 'sg-3'])
      await watch.arrive(control({ at: watch.now(), resource }));
  });
  afterEach(() => watch.stop());

  const digests = async () => (await watch.shown()).filter(({ key }) => key?.startsWith('digest:'));
  const dayOf = ({ key }: Shown) => key?.slice(-10);
  const casesIn = ({ text }: Shown) => [...new Set(text.match(/Y\d+/g))];

  test('is named on its card, the working day before, and every working day once it is overdue', async () => {
    expect((await watch.shown()).map(({ text }) => text.includes(say.due))).toEqual([true, true, true]);

    await watch.until(tokyo(19, 9, 59));
    expect(await digests()).toEqual([]);
    // One message for all that is dave's, never one a case.
    await watch.until(tokyo(19, 10));
    const [first, ...others] = await digests();
    expect(others).toEqual([]);
    expect(first?.text).toContain(`<@${watch.idOf('dave')}>`);
    expect(first && casesIn(first)).toEqual(['Y1', 'Y2', 'Y3']);

    // One is done; another is bob's work now.
    await watch.arrive(control({ at: tokyo(19, 12), resource: 'sg-1', status: 'PASSED' }));
    await watch.until(tokyo(19, 13));
    await watch.act('bob', 'assign', { caseId: 2, to: watch.idOf('bob') }, 'responder');

    await watch.until(tokyo(24, 12));
    const all = await digests();
    expect(all.map(dayOf)).toEqual(['2026-11-19', '2026-11-20', '2026-11-20', '2026-11-24', '2026-11-24']);
    const tuesday = all.slice(-2);
    const of = (person: string) => tuesday.find(({ key }) => key?.includes(watch.idOf(person)));
    expect(casesIn(of('dave') ?? { key: null, text: '', thread: [] })).toEqual(['Y3']);
    expect(casesIn(of('bob') ?? { key: null, text: '', thread: [] })).toEqual(['Y2']);
    const third = (await watch.shown()).find(({ key }) => key === 'case:3');
    expect(third?.text).toContain(say.overdue);
  });

  test('what is nobody’s has a digest that calls nobody', async () => {
    const body = control({ at: watch.now(), resource: 'sg-9' }).replaceAll('111122223333', '444455556666');
    await watch.arrive(body);
    await watch.until(tokyo(19, 10));
    const nobodys = (await digests()).find(({ key }) => key?.includes(':none:'));
    expect(nobodys && casesIn(nobodys)).toEqual(['Y4']);
    expect(nobodys?.text).not.toContain('<@');
  });
});
