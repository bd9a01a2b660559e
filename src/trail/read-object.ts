import type { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../shared/clock.ts';
import { defaultLimits, guard, type ReadLimits } from './limits.ts';
import type { ObjectReference } from './pointers.ts';
import { problemFrom, problemOf, TrailFault, type TrailProblem } from './problem.ts';
import { type JsonObject, type RecordSink, RecordSplitter, type SplitProblem } from './split-records.ts';
import { type Unpacking, unpack } from './unpack.ts';
import { braceOpen, bracketOpen, isByteOrderMark, isSpace } from './value-scan.ts';

/** What became of one object. */
export interface Reading {
  /** Bytes as they lie in the bucket, and what they unpack to; up to where the reading ended. */
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Records that were handed out, in this reading: those before `from` are in none of the counts. */
  readonly records: number;
  /** What stood among them and was not handed out, and why. */
  readonly refused: Readonly<Record<RefusalKind, number>>;
  /** Where another reading may go on: all elements before it have been counted. */
  readonly next: number;
  /** Null: it was read to its end. */
  readonly problem: TrailProblem | null;
}

/** `foreign`: an object, and no record of CloudTrail. */
type RefusalKind = SplitProblem | 'foreign';

export interface ReadOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Elements to pass over: the `next` of an earlier reading of the same object. */
  readonly from?: number;
  /** Default: 50 MiB packed, 1 GiB unpacked. */
  readonly limits?: ReadLimits;
  /** The longest that the other side may be silent; default 30 s. */
  readonly silenceMs?: number;
  /** Which objects are records; default: those of CloudTrail. */
  readonly accepts?: (value: JsonObject) => boolean;
  /** Waited for now and then, for whoever cannot take records as fast as they come. */
  readonly pause?: () => Promise<void> | undefined;
}

/** `index` counts the elements of the file, whatever they are. Must not throw. */
export type OnRecord = (record: JsonObject, index: number) => void;

/** Reads a log file out of a bucket as it arrives. Never throws: what went wrong is in the answer. */
export async function readObject(
  s3: S3Client,
  { bucket, key, bucketOwner }: ObjectReference,
  onRecord: OnRecord,
  options: ReadOptions,
): Promise<Reading> {
  const { limits = defaultLimits } = options;
  try {
    const { Body, ContentLength = 0 } = await s3.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        // A bucket that was deleted and made anew by somebody else is not the bucket that was meant.
        ...(bucketOwner !== undefined && { ExpectedBucketOwner: bucketOwner }),
      }),
      options.signal === undefined ? {} : { abortSignal: options.signal },
    );
    const body = Body as Readable;
    if (ContentLength <= limits.packedBytes) return await readRecords(body, onRecord, options);
    body.destroy();
    return unread(problemOf('too-large', `${ContentLength} bytes`));
  } catch (error) {
    return unread(options.signal?.aborted ? problemOf('stopped') : problemFrom(error));
  }

  function unread(problem: TrailProblem): Reading {
    const { accepted: _, ...counts } = noCounts(options.from);
    return { ...counts, problem };
  }
}

/** The same for any stream: a file, stdin. Gzip or not, `{"Records":[…]}`, a list or ndjson. Destroys the stream. */
export async function readRecords(
  source: Readable,
  onRecord: OnRecord,
  options: ReadOptions,
): Promise<Reading> {
  const { signal, limits = defaultLimits } = options;
  const counts = noCounts(0);
  const splitter = new RecordSplitter(counting(counts, onRecord, options));
  let format: 'unknown' | 'json' | 'other' = 'unknown';
  const watch = watchSilence(source, counts, options);
  const unpacking: Unpacking = {
    onPacked: (bytes) => {
      counts.packedBytes += bytes;
    },
    onUnpacked(bytes) {
      counts.unpackedBytes += bytes.length;
      if (format === 'unknown') format = formatOf(bytes);
      if (format !== 'other') splitter.push(bytes);
    },
    between() {
      if (format === 'other') throw new TrailFault('not-a-log', 'neither JSON nor gzip of it');
      guard({ ...counts, records: counts.accepted }, limits);
      return watch.during(options.pause?.());
    },
  };
  const stop = () => source.destroy(new TrailFault('stopped'));
  let problem: TrailProblem | null = null;
  try {
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    await unpack(source, unpacking);
  } catch (error) {
    problem = signal?.aborted ? problemOf('stopped') : problemFrom(error);
  } finally {
    watch.end();
    signal?.removeEventListener('abort', stop);
    source.destroy();
  }
  const whole = splitter.end();
  if (problem === null && !whole) problem = problemOf('truncated');
  if (problem === null && counts.next > 0 && counts.accepted === 0)
    problem = problemOf('not-a-log', 'no record of CloudTrail in it');
  const { accepted: _, ...said } = counts;
  return { ...said, problem };
}

type Counts = ReturnType<typeof noCounts>;

function noCounts(next = 0) {
  const refused: Record<RefusalKind, number> = {
    'bad-json': 0,
    'too-large': 0,
    'not-an-object': 0,
    foreign: 0,
  };
  return { packedBytes: 0, unpackedBytes: 0, records: 0, refused, next, accepted: 0 };
}

/** What the splitter tells, counted; records from the wanted one on are handed out. */
function counting(
  counts: Counts,
  onRecord: OnRecord,
  { from = 0, accepts = isCloudTrail }: ReadOptions,
): RecordSink {
  const refuse = (kind: RefusalKind) => {
    if (counts.next >= from) counts.refused[kind] += 1;
    counts.next += 1;
  };
  return {
    problem: refuse,
    record(value) {
      if (!accepts(value)) return refuse('foreign');
      const index = counts.next;
      counts.next += 1;
      counts.accepted += 1;
      if (index < from) return;
      counts.records += 1;
      onRecord(value, index);
    },
  };
}

/** As the source `cloudtrail` tells its own; Insight events have no call of their own. */
function isCloudTrail({ eventSource, eventName, eventType }: JsonObject): boolean {
  return (
    (typeof eventSource === 'string' && typeof eventName === 'string') || eventType === 'AwsCloudTrailInsight'
  );
}

/** By the first byte that is no white space; `unknown` while there is none. */
function formatOf(bytes: Uint8Array): 'unknown' | 'json' | 'other' {
  const first = bytes.find((byte) => !isSpace(byte) && !isByteOrderMark(byte));
  if (first === undefined) return 'unknown';
  return first === braceOpen || first === bracketOpen ? 'json' : 'other';
}

/** Ends the stream when nothing has come for too long, unless it was us who did not ask. */
function watchSilence(
  source: Readable,
  counts: Readonly<Counts>,
  { clock, silenceMs = 30_000 }: ReadOptions,
) {
  const ended = new AbortController();
  let pausing = false;
  void (async () => {
    for (let heard = -1; !ended.signal.aborted; await clock.sleep(silenceMs, ended.signal)) {
      if (counts.packedBytes === heard && !pausing) source.destroy(new TrailFault('away', 'nothing came'));
      heard = pausing ? -1 : counts.packedBytes;
    }
  })();
  return {
    end: () => ended.abort(),
    async during(pause: Promise<void> | undefined) {
      if (pause === undefined) return;
      pausing = true;
      await pause;
      pausing = false;
    },
  };
}
