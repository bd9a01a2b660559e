import { cpus } from 'node:os';
import { cards } from './cards.ts';
import { cloudtrail } from './cloudtrail.ts';
import { detect } from './detect.ts';
import { detection } from './detection.ts';
import { intake } from './intake.ts';
import { interactions } from './interactions.ts';
import { type Bench, type Figure, table } from './measure.ts';
import { memory } from './memory.ts';
import { normalise } from './normalise.ts';
import { secfind } from './secfind.ts';
import { storm } from './storm.ts';
import { trail } from './trail.ts';

const benches: readonly Bench[] = [
  normalise,
  cards,
  intake,
  secfind,
  memory,
  storm,
  interactions,
  detect,
  detection,
  trail,
  cloudtrail,
];

/** `npm run bench` runs all; `npm run bench -- intake cards` only those. A table, then the same as JSON. */
async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.find((name) => !benches.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    console.error(
      `There is no bench ${unknown}; there are ${benches.map((bench) => bench.name).join(', ')}.`,
    );
    return 2;
  }
  const figures: Figure[] = [];
  for (const bench of benches) {
    if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
    console.error(`… ${bench.name}`);
    figures.push(...(await bench.run((line) => console.error(`    ${line}`))));
  }
  console.log(table(figures));
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown' };
  console.log(JSON.stringify({ machine, figures }));
  return 0;
}

process.exit(await main(process.argv.slice(2)));
