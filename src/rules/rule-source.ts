import type { CompileOptions } from '../detect/detect.ts';

/** A rule file as it was read. */
export interface RuleFile {
  /** For people: the folder that the configuration names, and the path in it. */
  readonly name: string;
  readonly text: string;
  /** Rules in it are only counted for so many milliseconds after they were first there; 0: they count at once. */
  readonly stage: number;
}

/** All that rules are made of: plain data that crosses threads, to be compiled where they run. */
export interface RuleSource {
  readonly files: readonly RuleFile[];
  readonly options: CompileOptions;
  /** By rule id: milliseconds, whatever its folder says. */
  readonly staged: Readonly<Record<string, number>>;
}

export const noRules: RuleSource = { files: [], options: {}, staged: {} };
