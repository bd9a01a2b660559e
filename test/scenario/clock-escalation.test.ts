import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languages } from '../../src/i18n/catalogue.ts';
import { guardDuty } from '../support/bodies.ts';
import { startWatch, type Watch } from '../support/watch.ts';

/** Friday 20 November 2026, 23:00 in Tokyo: Critical does not wait for working hours. */
const night = Date.UTC(2026, 10, 20, 14);
const minute = 60_000;
const hour = 60 * minute;

const words = {
  en: {
    waited: (minutes: number) => `Nobody has taken this for ${minutes} min.`,
    announced: 'Y1 has waited for 30 min, and nobody has it',
    escalates: 'escalates 23:05',
    taken: 'has this since 20 Nov 23:07, until 21 Nov 03:07',
    lapsed: 'escalates 03:12',
  },
  ja: {
    waited: (minutes: number) => `${minutes}分たちましたが、まだ誰も対応していません。`,
    announced: 'Y1 は30分たっても、まだ誰も対応していません',
    escalates: '23:05 にエスカレーション',
    taken: 'が対応中(11/20 23:07 から、11/21 03:07 まで)',
    lapsed: '3:12',
  },
};

describe.each(languages)('a Critical case that nobody takes (%s)', (language) => {
  const say = words[language];
  let watch: Watch;
  beforeEach(async () => {
    watch = await startWatch({ at: night, language });
    await watch.arrive(guardDuty({ id: 'mine', at: night, severity: 9 }));
  });
  afterEach(() => watch.stop());

  const calling = (...people: string[]) => people.map((one) => `<@${watch.idOf(one)}>`).join(' ');
  /** A line of the thread that calls somebody after so many minutes. */
  const called = (person: string, minutes: number) =>
    expect.stringMatching(new RegExp(`^${calling(person)} .*${say.waited(minutes)}`));
  const actions = async () => (await watch.paged()).map((one) => one.event_action);

  test('calls the on-call, then a second person, then everybody, each once, and pages', async () => {
    const [posted] = await watch.shown('sec-critical');
    expect(posted?.text).toContain(calling('carol'));
    expect(posted?.text).toContain(say.escalates);
    expect(await watch.paged()).toEqual([]);

    await watch.until(night + 5 * minute);
    const after5 = await watch.shown('sec-critical');
    expect(after5[0]?.thread).toEqual([called('carol', 5)]);
    expect(await actions()).toEqual(['trigger']);

    await watch.until(night + 15 * minute);
    const after15 = await watch.shown('sec-critical');
    expect(after15[0]?.thread).toEqual([called('carol', 5), called('bob', 15)]);
    expect(after15.map(({ key }) => key)).toEqual(['case:1', null, null]);

    await watch.until(night + 30 * minute);
    const after30 = await watch.shown('sec-critical');
    // People are called by the message in the channel; the thread only keeps the record.
    const [announced, ...more] = after30.slice(after15.length);
    expect(more).toEqual([]);
    expect(announced?.key).toMatch(/^escalation:1:3:/);
    expect(announced?.text).toContain(say.announced);
    expect(announced?.text).toContain(calling('carol', 'bob'));
    expect(after30[0]?.thread.at(-1)).toContain(say.waited(30));

    await watch.until(night + 3 * hour);
    expect(await watch.shown('sec-critical')).toEqual(after30);
    expect(new Set((await watch.paged()).map((one) => one.dedup_key))).toEqual(new Set(['yagura-Y1']));
  });

  test('is quiet as soon as somebody takes it, and calls again when their time is up', async () => {
    await watch.until(night + 7 * minute);
    expect(await actions()).toEqual(['trigger']);
    await watch.act('carol', 'acknowledge', { caseId: 1, duration: null });
    const [taken] = await watch.shown('sec-critical');
    expect(taken?.text).toContain(say.taken);
    expect(await actions()).toEqual(['trigger', 'acknowledge']);

    await watch.until(night + 4 * hour);
    const [held] = await watch.shown('sec-critical');
    expect(held).toEqual(taken);

    const lapse = night + 7 * minute + 4 * hour;
    await watch.until(lapse);
    const [open] = await watch.shown('sec-critical');
    expect(open?.text).toContain(say.lapsed);
    expect(open?.thread.at(-1)).toContain(calling('carol'));

    await watch.until(lapse + 5 * minute);
    const [escalated] = await watch.shown('sec-critical');
    expect(escalated?.thread.at(-1)).toEqual(called('carol', 5));
    expect(await actions()).toEqual(['trigger', 'acknowledge', 'trigger']);
  });

  test('is over when the threat is', async () => {
    await watch.until(night + 6 * minute);
    expect(await actions()).toEqual(['trigger']);
    await watch.arrive(guardDuty({ id: 'mine', at: night + 6 * minute, severity: 9, archived: true }));
    await watch.until(night + 2 * hour);
    const [closed, ...others] = await watch.shown('sec-critical');
    expect(closed?.thread).toHaveLength(2);
    expect(others.filter(({ key }) => key !== null)).toEqual([]);
    expect(await actions()).toEqual(['trigger', 'resolve']);
  });

  test('a test finding calls nobody', async () => {
    const body = JSON.parse(guardDuty({ id: 'sample', at: night, severity: 9 }));
    body.detail.service.additionalInfo = { sample: true };
    await watch.arrive(JSON.stringify(body));
    await watch.until(night + hour);
    const [sample, ...others] = await watch.shown();
    expect(sample?.text).not.toContain('<@');
    expect([sample?.thread, others]).toEqual([[], []]);
    expect((await watch.paged()).map((one) => one.dedup_key)).not.toContain('yagura-Y2');
  });
});
