import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ConfigWatch, createConfigWatch, type Reading } from './watch.ts';

const fileOf = (channel: string) =>
  `queues: [{url: https://sqs.ap-northeast-1.amazonaws.com/111122223333/q}]\nslack: {channel: ${channel}}\n`;

let folder: string;
let file: string;
let told: Reading[];
let watch: ConfigWatch;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-test-'));
  file = join(folder, 'yagura.yaml');
  told = [];
  watch = createConfigWatch({
    file,
    environment: {},
    tell: async (reading) => {
      told.push(reading);
    },
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

async function looks(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await watch.look();
}

it('tells of a text once, when it was read twice the same', async () => {
  writeFileSync(file, fileOf('a'));
  await looks(1);
  expect(told).toEqual([]);
  await looks(3);
  expect(told).toMatchObject([{ kind: 'good', config: { slack: { channel: 'a' } } }]);
  writeFileSync(file, fileOf('b'));
  await looks(3);
  expect(told.slice(1)).toMatchObject([{ kind: 'good', config: { slack: { channel: 'b' } } }]);
});

it('a file that is still being written is not read', async () => {
  writeFileSync(file, '');
  await looks(1);
  writeFileSync(file, fileOf('a').slice(0, 40));
  await looks(1);
  writeFileSync(file, fileOf('a'));
  await looks(2);
  expect(told.map(({ kind }) => kind)).toEqual(['good']);
});

it('a bad file is told by key, line and name, without its folders', async () => {
  writeFileSync(file, `${fileOf('a')}colour: red\n`);
  await looks(2);
  expect(told).toEqual([
    { kind: 'bad', problem: expect.stringMatching(/^yagura\.yaml line 3: the key colour is not known; /) },
  ]);
});

it('so is one that is gone, and one whose aliases would never end', async () => {
  await looks(3);
  expect(told).toEqual([
    { kind: 'bad', problem: 'The configuration file yagura.yaml is not there or cannot be read.' },
  ]);
  const bomb = Array.from(
    { length: 9 },
    (_, at) => `a${at}: &a${at} [${at === 0 ? 'x' : `*a${at - 1},`.repeat(9)}]`,
  );
  writeFileSync(file, bomb.join('\n'));
  await looks(2);
  expect(told[1]).toEqual({
    kind: 'bad',
    problem: expect.stringMatching(/^yagura\.yaml: its aliases \(\*\) are too many to follow/),
  });
});

it('what could not be taken over is told again', async () => {
  let away = true;
  const stubborn = createConfigWatch({
    file,
    environment: {},
    async tell(reading) {
      if (away) throw new Error('the database is away');
      told.push(reading);
    },
  });
  writeFileSync(file, fileOf('a'));
  await stubborn.look();
  await expect(stubborn.look()).rejects.toThrow('away');
  away = false;
  await stubborn.look();
  expect(told).toHaveLength(1);
});
