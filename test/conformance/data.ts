import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Real events, written by others; never part of the project. */
const folder = process.env['YAGURA_DATA'] ?? '../shared/data';
export const there = existsSync(folder);

export interface RealBody {
  readonly file: string;
  /** From 1; 0 for a file that is one body. */
  readonly line: number;
  /** The event inside, where the file names it. */
  readonly event: unknown;
  /** What SQS would hold: the event, in EventBridge's envelope where it was found in one. */
  readonly body: string;
}

interface Line {
  readonly _env: readonly string[];
  readonly event: unknown;
}

const account = '111122223333';
const region = 'eu-west-1';
const time = '2026-11-22T04:59:00Z';

function inEnvelope({ _env, event }: Line): unknown {
  const found = _env.find((one) => one.startsWith('eventbridge:'));
  if (found === undefined) return event;
  const detailType = found.slice('eventbridge:'.length);
  const source = `aws.${detailType.split(' ')[0]?.toLowerCase()}`;
  return { version: '0', source, 'detail-type': detailType, account, region, time, detail: event };
}

function bodiesIn(file: string): RealBody[] {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!file.endsWith('.ndjson'))
    return [
      { file, line: 0, event: null, body: file.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text },
    ];
  return text
    .split('\n')
    .filter(Boolean)
    .map((one, index) => {
      const parsed: Line = JSON.parse(one);
      return { file, line: index + 1, event: parsed.event, body: JSON.stringify(inEnvelope(parsed)) };
    });
}

/** Every file, those in folders too: an event a line, or the file as one body. */
export function realBodies(): RealBody[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter((file) => /\.(nd)?json$/.test(file)).flatMap(bodiesIn);
}

/** The one test that a file has where the data is absent. */
export function sayThatItIsAbsent(): void {
  if (there) return;
  test('the real events are absent, so nothing here was tried on them', () => {
    expect(there).toBe(false);
  });
}
