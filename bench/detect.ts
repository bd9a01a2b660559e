import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules, loadRules, type Rule, type Ruleset } from '../src/detect/detect.ts';
import { RecordSplitter } from '../src/trail/split-records.ts';
import { atLeast, atMost, type Bench, type Figure, interleave, median } from './measure.ts';

/** Rules and records by others; without them there is nothing to measure. */
const folder = process.env['YAGURA_DATA'] ?? '../shared/data';
const copies = 20;
/** Many short turns: the machine is busy with other things, too. */
const rounds = 15;
/** The real records, so many times over: a file of some 20 MB. */
const repeats = 4;

/** Rules on CloudTrail records: split + parse + match beside `JSON.parse` of the same records, one by one. */
export const detect: Bench = {
  name: 'detect',
  async run(say) {
    if (!existsSync(folder)) {
      say('the real records and rules are absent, so nothing was measured');
      return [];
    }
    const texts = recordTexts();
    const file = Buffer.from(`{"Records":[${texts.join(',')}]}`);
    const rules = sigmaHq();
    const [few, many] = [compileRules(rules), compileRules(multiplied(rules))];
    say(
      `${texts.length} records, ${(file.length / 1e6).toFixed(0)} MB; ${few.rules.length} and ${many.rules.length} rules`,
    );
    const seconds = await interleave(
      {
        parse: timed(() => {
          for (const text of texts) JSON.parse(text);
        }),
        split: timed(() => readFile(file, null)),
        few: timed(() => readFile(file, few)),
        many: timed(() => readFile(file, many)),
      },
      rounds,
    );
    return figures(texts.length, {
      parse: median(seconds.parse),
      split: median(seconds.split),
      few: median(seconds.few),
      many: median(seconds.many),
    });
  },
};

function figures(
  records: number,
  seconds: Readonly<Record<'parse' | 'split' | 'few' | 'many', number>>,
): Figure[] {
  const rate = (contestant: keyof typeof seconds) => records / seconds[contestant];
  const beside = `JSON.parse alone ${Math.round(rate('parse')).toLocaleString('en')} records/s`;
  const [share, cost] = [rate('few') / rate('parse'), seconds.many / seconds.few];
  return [
    { name: 'split + parse', value: rate('split'), unit: 'records/s', beside },
    { name: 'split + parse + match, 57 rules', value: rate('few'), unit: 'records/s', beside },
    { name: `split + parse + match, 57 × ${copies} rules`, value: rate('many'), unit: 'records/s', beside },
    { name: 'of the speed of JSON.parse, 57 rules', value: share, unit: '×', aim: atLeast(share, 0.6) },
    { name: `cost of × ${copies} rules`, value: cost, unit: '× the time', aim: atMost(cost, 1.5) },
  ];
}

function timed(work: () => void): () => Promise<number> {
  return async () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e9;
  };
}

function readFile(file: Buffer, ruleset: Ruleset | null): void {
  const splitter = new RecordSplitter({
    record: (value) => void ruleset?.match(value, 'cloudtrail'),
    problem: (problem) => {
      throw new Error(`a record was not read: ${problem}`);
    },
  });
  for (let at = 0; at < file.length; at += 65_536) splitter.push(file.subarray(at, at + 65_536));
  splitter.end();
}

function recordTexts(): string[] {
  const lines = readFileSync(join(folder, 'cloudtrail.ndjson'), 'utf8').split('\n').filter(Boolean);
  const texts = lines.map((line) => JSON.stringify((JSON.parse(line) as { event: unknown }).event));
  return Array.from({ length: repeats }, () => texts).flat();
}

function sigmaHq(): readonly Rule[] {
  const names = readdirSync(join(folder, 'sigma')).filter((name) => name.endsWith('.yml'));
  return loadRules(names.map((name) => ({ name, text: readFileSync(join(folder, 'sigma', name), 'utf8') })))
    .rules;
}

/** Each rule and copies of it that ask for other values: the rules of others, which mostly do not match. */
function multiplied(rules: readonly Rule[]): Rule[] {
  return Array.from({ length: copies }, (_, copy) =>
    rules.map((rule) =>
      copy === 0 || rule.kind !== 'detection'
        ? rule
        : { ...rule, id: `${rule.id}-${copy}`, detection: otherValues(rule.detection, copy) },
    ),
  ).flat();
}

function otherValues(detection: Readonly<Record<string, unknown>>, copy: number): Record<string, unknown> {
  const { condition, ...searches } = detection;
  const changed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/[a-z]{3,}/i, (word) => `${word}${copy}`);
    if (Array.isArray(value)) return value.map(changed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one)]));
  };
  return { ...(changed(searches) as Record<string, unknown>), condition };
}
