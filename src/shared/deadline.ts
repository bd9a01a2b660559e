import type { Clock } from './clock.ts';

/** A signal that aborts after `ms`, or with one of `signals`; `done` lets go of the clock. */
export function deadline(
  clock: Clock,
  ms: number,
  ...signals: readonly AbortSignal[]
): { readonly signal: AbortSignal; done(): void } {
  const late = new AbortController();
  const done = new AbortController();
  void clock.sleep(ms, done.signal).then(() => {
    if (!done.signal.aborted) late.abort();
  });
  return { signal: AbortSignal.any([late.signal, ...signals]), done: () => done.abort() };
}
