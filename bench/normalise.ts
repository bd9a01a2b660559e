import { interpret } from '../src/reading.ts';
import { ordinaryDay, realBodies } from './bodies.ts';
import { atMost, type Bench, type Figure, interleave, median } from './measure.ts';

async function measured(bodies: readonly string[], what: string): Promise<Figure[]> {
  const timed = (work: (body: string) => unknown) => async () => {
    const start = process.hrtime.bigint();
    for (let round = 0; round < 5; round += 1) for (const body of bodies) work(body);
    return Number(process.hrtime.bigint() - start) / 1e9;
  };
  const now = Date.now();
  const seconds = await interleave(
    { parse: timed((body) => JSON.parse(body)), whole: timed((body) => interpret(body, now)) },
    7,
  );
  const events = bodies.reduce((sum, body) => sum + interpret(body, now).length, 0) * 5;
  const ratio = median(seconds.whole) / median(seconds.parse);
  return [
    {
      name: `normalise, ${what}`,
      value: events / median(seconds.whole),
      unit: 'events/s',
      beside: `JSON.parse alone ${Math.round(events / median(seconds.parse)).toLocaleString('en')} events/s`,
    },
    { name: `normalise ÷ JSON.parse, ${what}`, value: ratio, unit: '× the time', aim: atMost(ratio, 2) },
  ];
}

/** Unwrap + normalise of whole bodies beside JSON.parse of the same bodies. */
export const normalise: Bench = {
  name: 'normalise',
  async run() {
    const real = realBodies();
    return [
      ...(await measured(real.bodies, real.what)),
      ...(await measured(ordinaryDay(0, 3_000, 300, Date.now()), 'an ordinary day')),
    ];
  },
};
