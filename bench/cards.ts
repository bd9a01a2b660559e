import { casesOf } from '../src/cli/preview.ts';
import { interpret } from '../src/reading.ts';
import { drawCase } from '../src/slack/cards/case-card.ts';
import { ordinaryDay } from './bodies.ts';
import { type Bench, interleave, median } from './measure.ts';

/** Cards drawn, beside writing the drawn card as JSON. */
export const cards: Bench = {
  name: 'cards',
  async run() {
    const now = Date.now();
    const arrived = ordinaryDay(0, 3_000, 1_000, now).flatMap((body, line) =>
      interpret(body, now).flatMap(({ path, finding }) =>
        finding ? [{ finding, messageId: String(line), path }] : [],
      ),
    );
    const views = casesOf(arrived, now);
    const style = { timeZone: 'Asia/Tokyo', now };
    const drawn = views.map((view) => drawCase(view, { ...style, language: 'en' }));
    const timed = (work: (index: number) => unknown) => async () => {
      const start = process.hrtime.bigint();
      for (let index = 0; index < views.length; index += 1) work(index);
      return views.length / (Number(process.hrtime.bigint() - start) / 1e9);
    };
    const draw = (language: 'en' | 'ja') => (index: number) => {
      const view = views[index];
      return view && drawCase(view, { ...style, language });
    };
    const rate = await interleave(
      {
        en: timed(draw('en')),
        ja: timed(draw('ja')),
        stringify: timed((index) => JSON.stringify(drawn[index])),
      },
      7,
    );
    const beside = `JSON.stringify of a card ${Math.round(median(rate.stringify)).toLocaleString('en')}/s`;
    return [
      { name: 'cards drawn, English', value: median(rate.en), unit: 'cards/s', beside },
      { name: 'cards drawn, Japanese', value: median(rate.ja), unit: 'cards/s', beside },
    ];
  },
};
