import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

/** What has to be stopped, in the reverse order of how it was started, each with its name and a time limit. */
export class Teardown {
  readonly #steps: { name: string; stop: () => Promise<void> | void }[] = [];
  #done: Promise<void> | null = null;
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(name: string, stop: () => Promise<void> | void): void {
    this.#steps.push({ name, stop });
  }

  /** Runs once, whoever asks; a step that fails or takes longer than `limitMs` does not keep the rest up. */
  run(limitMs = 25_000): Promise<void> {
    this.#done ??= this.#runAll(limitMs);
    return this.#done;
  }

  async #runAll(limitMs: number): Promise<void> {
    for (const { name, stop } of this.#steps.reverse()) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('took too long')), limitMs);
      });
      try {
        await Promise.race([stop(), late]);
      } catch (error) {
        this.#logger.warn({ step: name, error: messageOf(error) }, 'a part did not stop cleanly');
      } finally {
        clearTimeout(timer);
      }
    }
  }
}
