import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languages } from '../../src/i18n/catalogue.ts';
import { control as controlBody, guardDuty } from '../support/bodies.ts';
import { startWatch, type Watch } from '../support/watch.ts';

/** Monday 16 November 2026, 14:00 in Tokyo. */
const start = Date.UTC(2026, 10, 16, 5);
const hour = 3_600_000;
const day = 24 * hour;

const words = {
  en: {
    verifying: 'says it is done (16 Nov 14:00)',
    unconfirmed: 'nothing confirms it: it is open again',
    accepted: 'Accepted',
    asks: 'Shall Y1 be accepted until 18 Nov 14:00?',
    review: 'is up for review, so it is open again',
    handled: 'handled by',
    back: 'It came back.',
  },
  ja: {
    verifying: '完了と報告(11/16 14:00)',
    unconfirmed: '確認が取れないため未解決に戻しました',
    accepted: '例外として受容',
    asks: 'Y1 を 11/18 14:00 まで例外としますか',
    review: '例外の見直しの時期です',
    handled: '対応済み',
    back: '再発しました。',
  },
};

describe.each(languages)('what people decide, and what comes of it (%s)', (language) => {
  const say = words[language];
  let watch: Watch;
  beforeEach(async () => {
    watch = await startWatch({ at: start, language });
  });
  afterEach(() => watch.stop());

  const card = async () => (await watch.shown()).find(({ key }) => key === 'case:1');
  const control = (at: number) =>
    controlBody({ control: 'EC2.19', at, resource: 'sg-0123', severity: 'HIGH' });

  test('done without a check waits a day, then is open again', async () => {
    await watch.arrive(control(start - hour));
    await watch.act('carol', 'done', { caseId: 1, check: null, disposition: null, note: null });
    expect((await card())?.text).toContain(say.verifying);
    await watch.until(start + 25 * hour);
    expect((await card())?.thread.at(-1)).toContain(say.unconfirmed);
  });

  test('an evaluation that is newer than Done and fails brings it back at once', async () => {
    await watch.arrive(control(start - hour));
    await watch.act('carol', 'done', { caseId: 1, check: null, disposition: null, note: null });
    await watch.until(start + hour);
    await watch.arrive(control(start + hour));
    expect((await card())?.thread.at(-1)).toContain(say.unconfirmed);
  });

  test('an exception is asked and granted in the thread, and comes back at its review', async () => {
    await watch.arrive(control(start - hour));
    const until = start + 2 * day;
    await watch.act('carol', 'askException', { caseId: 1, until, reason: 'a jump host' });
    expect((await card())?.thread.some((line) => line.includes(say.asks))).toBe(true);
    await watch.act('bob', 'grantRequest', { requestId: 1 }, 'approver');
    expect((await card())?.text).toContain(say.accepted);
    await watch.until(until);
    const back = await card();
    expect(back?.thread.at(-1)).toContain(say.review);
    expect(back?.text).not.toContain(say.accepted);
  });

  test('what is closed as handled stays closed for what is old, and the same card opens for what is new', async () => {
    await watch.arrive(guardDuty({ id: 'mine', at: start - hour }));
    await watch.act('carol', 'done', { caseId: 1, check: null, disposition: 'handled', note: null });
    expect((await card())?.text).toContain(say.handled);
    await watch.arrive(guardDuty({ id: 'mine', at: start - hour / 2, count: 2 }));
    expect((await card())?.text).toContain(say.handled);
    await watch.until(start + hour);
    await watch.arrive(guardDuty({ id: 'mine', at: start + hour, count: 3 }));
    const back = await card();
    expect(back?.text).not.toContain(say.handled);
    expect(back?.thread.at(-1)).toContain(say.back);
  });
});
