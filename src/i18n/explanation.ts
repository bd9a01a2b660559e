/** What a sentence may name. Plain, already cut; null where the finding does not say. */
export interface Values {
  /** A name where there is one, else an id. */
  readonly resource: string;
  /** Who did it; the resource where nobody is named. */
  readonly user: string;
  /** The account's name, else its id. */
  readonly account: string;
  readonly domain: string | null;
  readonly port: string | null;
  /** The address at the other end. */
  readonly address: string | null;
  readonly country: string | null;
  /** The API call, e.g. `GetObject`. */
  readonly api: string | null;
  /** A file, an object key or an image. */
  readonly file: string | null;
}

/** One kind of finding in plain words. */
export interface Explanation {
  /** No full stop; `over`: the case is closed, so it speaks of the past. */
  headline(values: Values, over: boolean): string;
  /** One sentence, with the values in it. */
  sentence(values: Values): string;
  /** What to do first. */
  readonly first: string;
}
