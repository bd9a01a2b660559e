import { Presets, SingleBar } from 'cli-progress';
import type { PastMessage, PastMessages } from './past-messages.ts';

/** The messages, with a bar on stderr where a person watches. */
export async function* withProgress(past: PastMessages): AsyncGenerator<PastMessage> {
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total} messages, {eta_formatted} left',
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.rect,
  );
  // Writes nothing where stderr is no terminal.
  bar.start(past.total, 0);
  try {
    for await (const one of past.read()) {
      yield one;
      bar.increment();
    }
  } finally {
    bar.stop();
  }
}
