import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../shared/errors.ts';
import { TrailFault } from './problem.ts';

export interface Unpacking {
  /** As they arrive. */
  onPacked(bytes: number): void;
  onUnpacked(bytes: Uint8Array): void;
  /** Between two slices, each of which unpacks to 16 MiB at most: may throw to end it, or make it wait. */
  between(): Promise<void> | undefined;
}

const sliceBytes = 16_384;
const unpackedChunkBytes = 65_536;

/**
 * Hands on what a stream holds, unpacked where it begins like gzip (any number of members), as it comes. Throws
 * TrailFault (`truncated`, `corrupt`), or what the stream or `between` throws; by then everything that could be
 * unpacked before has been handed on, but for the last 64 KiB before a corrupt place.
 */
export async function unpack(source: Readable, { onPacked, onUnpacked, between }: Unpacking): Promise<void> {
  let sink: PackedSink | null = null;
  try {
    for await (const chunk of fromMagic(source)) {
      sink ??= isGzip(chunk) ? gunzipInto(onUnpacked) : plainInto(onUnpacked);
      for (let from = 0; from < chunk.length; from += sliceBytes) {
        const slice = chunk.subarray(from, from + sliceBytes);
        onPacked(slice.length);
        await sink.write(slice);
        await between();
      }
    }
    if (sink === null) throw new TrailFault('truncated', 'the object is empty');
    await sink.end();
  } finally {
    sink?.destroy();
  }
}

/** The stream's chunks, of which the first has the two bytes that gzip begins with, if there are two. */
async function* fromMagic(source: Readable): AsyncGenerator<Buffer> {
  let first: Buffer | null = Buffer.alloc(0);
  for await (const chunk of source as AsyncIterable<Buffer>) {
    if (first === null) yield chunk;
    else {
      first = Buffer.concat([first, chunk]);
      if (first.length < 2) continue;
      yield first;
      first = null;
    }
  }
  if (first !== null && first.length > 0) yield first;
}

/** RFC 1952, section 2.3.1. */
function isGzip(chunk: Buffer): boolean {
  return chunk[0] === 0x1f && chunk[1] === 0x8b;
}

/** Takes packed bytes; each promise ends when all that can be unpacked by then has been handed on. */
interface PackedSink {
  write(bytes: Buffer): Promise<void>;
  end(): Promise<void>;
  destroy(): void;
}

function plainInto(onUnpacked: (bytes: Uint8Array) => void): PackedSink {
  return {
    async write(bytes) {
      onUnpacked(bytes);
    },
    async end() {},
    destroy() {},
  };
}

/**
 * Gunzips on zlib's own threads. Bytes go in one slice at a time and the end is told apart from them: zlib forgets
 * what it has unpacked in a call that fails, and so a cut file fails in a call that unpacks nothing.
 */
function gunzipInto(onUnpacked: (bytes: Uint8Array) => void): PackedSink {
  const gunzip = createGunzip({ chunkSize: unpackedChunkBytes });
  const broken = Promise.withResolvers<never>();
  // Heard by whoever waits; nobody does when it was destroyed half way.
  broken.promise.catch(() => undefined);
  gunzip.on('error', (error) => broken.reject(gunzipFault(error)));
  gunzip.on('data', onUnpacked);
  // A write during which it breaks is never answered.
  const unlessBroken = (act: (done: () => void) => unknown) =>
    Promise.race([new Promise<void>((resolve) => act(resolve)), broken.promise]);
  return {
    write: (bytes) => unlessBroken((done) => gunzip.write(bytes, (error) => error ?? done())),
    end: () => unlessBroken((done) => gunzip.once('end', done).end()),
    destroy: () => gunzip.destroy(),
  };
}

/** Node's `zlib` documentation, "Constants": what was cut fails with Z_BUF_ERROR. */
function gunzipFault(error: NodeJS.ErrnoException): TrailFault {
  return new TrailFault(error.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt', messageOf(error), error);
}
