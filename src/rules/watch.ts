import type { Config } from '../config/config.ts';
import { type RuleReading, readRules } from './directories.ts';

/**
 * Watches rules by reading them: the files are small, and no other sign of a change holds on every file system. A
 * change counts once it is read twice the same, for somebody may still be copying files.
 */
export function createRuleWatch(options: {
  readonly config: () => Pick<Config, 'rules'>;
  /** What the rules are made of at present. */
  readonly first: string;
  readonly tell: (reading: RuleReading) => Promise<void>;
}): { look(): Promise<void> } {
  let told = options.first;
  let seen = options.first;
  return {
    async look() {
      const reading = await readRules(options.config());
      const settled = reading.hash === seen;
      seen = reading.hash;
      if (!settled || reading.hash === told) return;
      await options.tell(reading);
      told = reading.hash;
    },
  };
}
