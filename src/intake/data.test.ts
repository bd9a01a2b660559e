import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recognise } from './recognise.ts';
import { resolve } from './resolve.ts';
import { type Unwrapped, unwrap } from './unwrap.ts';

const folder = process.env['YAGURA_DATA'] ?? '../shared/data';
const there = existsSync(folder);

if (!there) {
  test(`nothing was tried: there is no data at ${folder}; YAGURA_DATA may name it`, () => {
    expect(there).toBe(false);
  });
} else {
  describe('real events', realEvents);
  describe('real envelopes', realEnvelopes);
}

const linesOf = (file: string) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);

function expectResolvable(body: string, found: readonly Unwrapped[]): void {
  for (const one of found) if ('value' in one) expect(resolve(body, one.path)).toEqual(one.value);
}

function realEvents(): void {
  test('every line: the event inside its record is found by its path, once', () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ndjson'))) {
      for (const line of linesOf(file)) {
        const event: unknown = JSON.parse(line).event;
        const body = JSON.stringify({
          Type: 'Notification',
          Message: JSON.stringify({ detail: event, source: 'a', 'detail-type': 'b' }),
        });
        const found = unwrap(body);
        expect(
          found.map((one) => one.path),
          file,
        ).toEqual(['/Message/detail']);
        expect(resolve(body, '/Message/detail')).toEqual(event);
      }
    }
  });

  test('a CloudTrail file of all records gives each of them', () => {
    const records = linesOf('cloudtrail.ndjson').map((line): unknown => JSON.parse(line).event);
    const body = JSON.stringify({ Records: records.slice(0, 600) });
    const found = unwrap(body);
    expect(found.map((one) => ('value' in one ? one.value : one))).toEqual(records.slice(0, 600));
    expect(found.at(-1)?.path).toBe('/Records/599');
  });
}

function realEnvelopes(): void {
  const expected: Readonly<Record<string, [paths: string[], recognised: string | null]>> = {
    'eventBridgeEvent.json': [['/detail'], null],
    's3Event.json': [['/Records/0'], 'pointer'],
    's3EventDecodedKey.json': [['/Records/0'], 'pointer'],
    's3EventDeleteObject.json': [['/Records/0'], 'pointer'],
    's3EventGlacier.json': [['/Records/0'], 'pointer'],
    's3EventBridgeNotificationObjectCreatedEvent.json': [['/detail'], 'pointer'],
    's3EventBridgeNotificationObjectDeletedEvent.json': [['/detail'], 'pointer'],
    's3SqsEvent.json': [['/Records/0/body/Records/0'], 'pointer'],
    'snsEvent.json': [['/Records/0/Sns/Message'], null],
    'snsSqsEvent.json': [['/Records/0/body/Message'], null],
    'snsSqsFifoEvent.json': [['/Records/0/body/Message'], null],
    'sqsEvent.json': [['/Records/0/body', '/Records/1/body'], null],
    'sqsDlqTriggerEvent.json': [['/Records/0/body'], null],
  };

  test.each(readdirSync(join(folder, 'envelopes')))('%s', (file) => {
    const body = readFileSync(join(folder, 'envelopes', file), 'utf8');
    const found = unwrap(body);
    expectResolvable(body, found);
    const [paths, recognised] = expected[file] ?? [[''], null];
    expect(found.map((one) => one.path)).toEqual(paths);
    const [first] = found;
    if (first === undefined || 'problem' in first) throw new Error('a problem where an event should be');
    expect(recognise(first)?.reason.code ?? null).toBe(recognised);
  });
}
