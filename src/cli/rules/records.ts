import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { EventSource } from '../../detect/detect.ts';
import { messageOf } from '../../shared/errors.ts';
import { RecordSplitter } from '../../trail/split-records.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An event as rules are asked about it. */
export interface GivenEvent {
  readonly event: Fields;
  readonly source: EventSource;
}

/** What could not be read of an input. */
export interface Trouble {
  /** Records that are no JSON, no object, or too large. */
  readonly broken: number;
  /** Why it could not be read to its end; null: it was. */
  readonly stopped: string | null;
}

/**
 * Calls `take` for every event in JSON, ndjson, a list or a CloudTrail log file, packed or not; reads as a stream, one
 * record at a time. Never rejects.
 */
export async function readEvents(
  input: Readable,
  take: (given: GivenEvent) => Promise<void> | void,
): Promise<Trouble> {
  let broken = 0;
  let arrived: GivenEvent[] = [];
  const splitter = new RecordSplitter({
    record: (value) => void arrived.push(asGiven(value)),
    problem: () => (broken += 1),
  });
  const handOut = async () => {
    const ready = arrived;
    arrived = [];
    for (const given of ready) await take(given);
  };
  try {
    for await (const chunk of unpacked(input)) {
      splitter.push(chunk);
      await handOut();
    }
    const whole = splitter.end();
    await handOut();
    return { broken, stopped: whole ? null : 'it ends in the middle of a record' };
  } catch (error) {
    return { broken, stopped: messageOf(error) };
  }
}

export function openFile(path: string): Readable {
  return createReadStream(path, { highWaterMark: 1 << 18 });
}

/** Gzip by its first two bytes, whatever the file is called. */
async function* unpacked(input: Readable): AsyncGenerator<Uint8Array> {
  const chunks = (input as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = { [Symbol.asyncIterator]: () => chunks };
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value;
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  const feeding = feed(gunzip, first.value, all);
  yield* gunzip as AsyncIterable<Uint8Array>;
  await feeding;
}

async function feed(
  gunzip: ReturnType<typeof createGunzip>,
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    const write = (chunk: Uint8Array) =>
      gunzip.write(chunk) ? undefined : new Promise<void>((resolve) => gunzip.once('drain', resolve));
    await write(first);
    for await (const chunk of rest) await write(chunk);
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** EventBridge's envelope is taken off. What names our schema is a custom event; all else is CloudTrail's. */
export function asGiven(value: Fields): GivenEvent {
  const { detail } = value;
  if (typeof value['detail-type'] === 'string' && typeof detail === 'object' && detail !== null)
    return asGiven(detail as Fields);
  const isCustom = typeof value['schema'] === 'string' && value['schema'].startsWith('yagura.custom.');
  return { event: value, source: isCustom ? 'custom' : 'cloudtrail' };
}
