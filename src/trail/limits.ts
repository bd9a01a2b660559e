import { TrailFault } from './problem.ts';

export interface ReadLimits {
  /** As they lie in the bucket. */
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** CloudTrail writes files of up to 50 MB (its user guide); records pack to a twentieth and less. */
export const defaultLimits: ReadLimits = { packedBytes: 50 * 1_048_576, unpackedBytes: 1_073_741_824 };

/**
 * What tells a bomb from a log is not the ratio alone: records that differ only in their ids reach 500 to 1, of the
 * 1,032 that deflate can do. But a log has a record now and then, of 256 KB at most and some 1.5 KB on average.
 */
const bomb = { afterBytes: 16 * 1_048_576, ratio: 100, bytesPerRecord: 65_536 };

interface Progress {
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly records: number;
}

/** Throws TrailFault once a limit is passed. */
export function guard({ packedBytes, unpackedBytes, records }: Progress, limits: ReadLimits): void {
  if (packedBytes > limits.packedBytes) throw new TrailFault('too-large', `over ${limits.packedBytes} bytes`);
  if (unpackedBytes > limits.unpackedBytes)
    throw new TrailFault('too-large', `unpacks to over ${limits.unpackedBytes} bytes`);
  if (
    unpackedBytes > bomb.afterBytes &&
    unpackedBytes > packedBytes * bomb.ratio &&
    unpackedBytes > records * bomb.bytesPerRecord
  )
    throw new TrailFault(
      'bomb',
      `${unpackedBytes} bytes out of ${packedBytes}, and ${records} records in them`,
    );
}
