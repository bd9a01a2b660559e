import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

// Loaded into the bot before all else (`node --import`): writes down, twice a second, how late its main thread is.
const file = process.env['YAGURA_BENCH_DELAY'];
if (isMainThread && file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  setInterval(() => writeFileSync(file, String(delay.percentile(99) / 1e6)), 500).unref();
  // From here on only what is asked for: the start of a process is always late.
  process.on('SIGUSR2', () => delay.reset());
}
