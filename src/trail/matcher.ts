import type { JsonObject } from './split-records.ts';

/** What the rules say of one record: most often nothing. What it answers must survive structured cloning. */
export type Matcher = (record: JsonObject) => readonly unknown[];

/**
 * Where a thread gets its matcher: an ES module (a URL) with `createMatcher(data): Matcher`, or a promise of it.
 * `data` crosses to the thread: the text of rules, never functions.
 */
export interface MatcherSource {
  readonly module: string;
  readonly data: unknown;
}

export interface MatcherModule {
  createMatcher(data: unknown): Matcher | Promise<Matcher>;
}

/** A record that something was found in. */
export interface TrailMatch {
  /** Its place in the file. */
  readonly index: number;
  readonly record: JsonObject;
  readonly matches: readonly unknown[];
}
