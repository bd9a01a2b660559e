import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { silentLogger } from '../src/shared/logger.ts';
import { startTrailThread } from '../src/trail/trail-thread.ts';
import { generatedRecords } from './trail-records.ts';

// Two parts of the bench, each in a process of its own: `serve` is an S3 with one large log file, made while it is
// sent; `read <url>` reads it and says what that took. Both say one line of JSON.

const unpackedBytes = 1_073_741_824;

/** Gzip members of some 4 MB of records, one after the other until nearly a gigabyte. */
function largeFile(): { readonly members: readonly Buffer[]; readonly records: number } {
  const records = generatedRecords(3_000);
  const block = `${records.join(',')},`;
  const blocks = Math.floor((unpackedBytes - 1_000_000) / Buffer.byteLength(block));
  const packed = gzipSync(block);
  const last = gzipSync(`${records[0]}]}`);
  return {
    members: [gzipSync('{"Records":['), ...Array<Buffer>(blocks).fill(packed), last],
    records: blocks * records.length + 1,
  };
}

/** A file as a busy account writes them every few minutes. */
const smallRecords = 3_000;

function serve(): void {
  const { members, records } = largeFile();
  const length = members.reduce((sum, one) => sum + one.length, 0);
  const small = gzipSync(`{"Records":[${generatedRecords(smallRecords).join(',')}]}`);
  const server = createServer(async (request, response) => {
    if (request.url?.includes('small')) {
      response.writeHead(200, { 'content-length': small.length }).end(small);
      return;
    }
    response.writeHead(200, { 'content-length': length });
    for (const member of members) {
      if (!response.write(member)) await new Promise((resolve) => response.once('drain', resolve));
    }
    response.end();
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    say({ url: `http://127.0.0.1:${port}`, records, small: smallRecords, packedBytes: length });
  });
}

const matcher = `data:text/javascript,${encodeURIComponent(
  `export const createMatcher = () => ({ eventName }) => (eventName === 'StopLogging' ? ['rule'] : []);`,
)}`;

async function read(url: string): Promise<void> {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const thread = await startTrailThread({
    buckets: { region: 'us-east-1', endpoint: url, credentials },
    matcher: { module: matcher, data: null },
    logger: silentLogger,
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const reading = await thread.read({ object: { bucket: 'bench', key: 'large.json.gz' } }, () => undefined);
  const seconds = (performance.now() - start) / 1_000;
  delay.disable();
  // Kilobytes, on every system that Node knows.
  const peakMegabytes = process.resourceUsage().maxRSS / 1_024;
  await thread.stop();
  say({ ...reading, seconds, peakMegabytes, delayMs: delay.percentile(99) / 1e6 });
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const [part, url = ''] = process.argv.slice(2);
if (part === 'serve') serve();
else await read(url);
