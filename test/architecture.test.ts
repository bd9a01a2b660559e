import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { stageNames } from '../src/finding/ledger.ts';
import { jobs } from '../src/jobs/registry.ts';

/** Every module of src and sim is far more than this; a blind tool reports none, and no violation either. */
const atLeastModules = 200;

type Law = Required<Pick<IConfiguration, 'forbidden' | 'options'>>;

let law: Law;
let result: ICruiseResult;

beforeAll(async () => {
  // The file is the command's own, in JavaScript.
  law = ((await import(pathToFileURL('.dependency-cruiser.mjs').href)) as { default: Law }).default;
  const cruised = await cruise(['src', 'sim'], { ...law.options, ruleSet: law, validate: true });
  if (typeof cruised.output === 'string') throw new Error('dependency-cruiser answered with text');
  result = cruised.output;
});

describe('the import law', () => {
  it('really looks at the code', () => {
    expect(result.summary.totalCruised).toBeGreaterThan(atLeastModules);
    const pipeline = result.modules.find((module) => module.source === 'src/pipeline.ts');
    expect(pipeline?.dependencies.map((one) => one.resolved)).toContain('src/triage/fold.ts');
  });

  it('is kept', () => {
    expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual(
      [],
    );
  });

  it('says why, rule by rule', () => {
    for (const rule of law.forbidden) expect(rule.comment?.length, rule.name).toBeGreaterThan(20);
  });

  it('would catch a breach', async () => {
    const ruleSet: IConfiguration = {
      forbidden: [{ name: 'nothing', severity: 'error', from: {}, to: { path: '^src/finding' } }],
    };
    const { output } = await cruise(['src/finding'], { ...law.options, ruleSet, validate: true });
    expect(typeof output === 'string' ? 0 : output.summary.error).toBeGreaterThan(0);
  });
});

describe('jobs', () => {
  it('have one folder and one line in the registry each', () => {
    const folders = readdirSync('src/jobs', { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [one.name] : [],
    );
    expect(folders.sort()).toEqual(jobs.map((job) => job.name).sort());
  });
});

describe('what is written down', () => {
  const foldersOf = (folder: string) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
  const firstCells = (document: string, heading: string) => {
    const [, after = ''] = readFileSync(document, 'utf8').split(`\n## ${heading}\n`);
    const [section = ''] = after.split('\n## ');
    return [...section.matchAll(/^\| `([\w-]+)/gm)].map(([, name]) => name);
  };

  it('names every room and who may enter it', () => {
    const told = firstCells('docs/architecture.md', 'Who owns what, and the import law');
    const rooms = foldersOf('src').filter((name) => name !== 'cli');
    expect(told.filter((name) => name !== 'pipeline' && name !== 'sim').sort()).toEqual(rooms.sort());
  });

  it.each([
    ['docs/architecture.md', 'How it is decided'],
    ['docs/policies.md', 'How an event is decided'],
  ])('%s tells of every stage, in the order in which they are asked', (document, heading) => {
    expect(firstCells(document, heading)).toEqual(stageNames);
  });
});
