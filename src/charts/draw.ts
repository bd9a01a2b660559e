import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TopLevelSpec } from 'vega-lite';

/** A picture takes a second or two, most of it loading the libraries; on a busy machine several times as long. */
const longestMs = 20_000;
const maxHeapMegabytes = 256;

/**
 * Draws one chart as a PNG, in a thread that lives no longer: the libraries are large, pictures are rare, and drawing
 * takes longer than a command may wait. Throws what went wrong, also when it took too long.
 */
export async function drawChart(chart: TopLevelSpec, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const thread = new Worker(new URL('thread/thread.js', import.meta.url), {
    workerData: chart,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
  });
  // Whoever waits hears of it below; after that nobody does, and it must end no more than the thread.
  thread.on('error', () => {});
  const late = AbortSignal.timeout(longestMs);
  const until = signal === undefined ? late : AbortSignal.any([late, signal]);
  try {
    const [png] = await once(thread, 'message', { signal: until });
    return png as Uint8Array<ArrayBuffer>;
  } finally {
    await thread.terminate();
  }
}
