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
  /** Did the resource do it, or was it done to it? */
  readonly role: 'actor' | 'target' | null;
  readonly country: string | null;
  /** The API call, e.g. `GetObject`. */
  readonly api: string | null;
  /** A file, an object key or an image. */
  readonly file: string | null;
}

/**
 * One kind of finding in plain words. Longest, with the longest values: headline 120 characters, sentence 280,
 * the rest 240 each.
 */
export interface Explanation {
  /** No full stop; `over`: the case is closed, so it speaks of the past. */
  headline(values: Values, over: boolean): string;
  /** What happened, with the values in it: one sentence, or two short ones. */
  sentence(values: Values): string;
  /** What to do first. English begins in lower case, since it stands after "First:" or "Fix:". */
  readonly first: string;
  /** Why it matters, in one or two short sentences. */
  readonly why: string;
}

/** A threat detector's finding: a GuardDuty type or its like. */
export interface ThreatExplanation extends Explanation {
  /** What usually makes it harmless. Sentences of their own; "nothing does" is an answer too. */
  readonly harmless: string;
}

/** A control of Security Hub that fails. */
export interface ControlExplanation extends Explanation {
  /** What may break when it is put right. Sentences of their own; "nothing" is an answer too. */
  readonly breaks: string;
}

/** What findings of other products may name besides. */
export interface ProductValues extends Values {
  /** A vulnerability's CVE, or the advisory's own id. */
  readonly cve: string | null;
  /** The software that has it, without its namespace: `log4j-core`. */
  readonly package: string | null;
  readonly version: string | null;
  /** The version without it; null where there is none, or nobody says. */
  readonly fixedIn: string | null;
  /** An exploit for it is public. */
  readonly exploit: boolean;
  /** Kinds of sensitive data in Macie's own words, e.g. `NAME, CREDIT_CARD_NUMBER`. */
  readonly data: string | null;
  /** Who outside may use it: an account, an ARN; `*` is everybody. */
  readonly sharedWith: string | null;
  /** A rule of AWS Config. */
  readonly rule: string | null;
  /** Of findings of our own about a source: how many ended, how many nobody can evaluate, within how many minutes. */
  readonly closed: string | null;
  readonly unverifiable: string | null;
  readonly minutes: string | null;
  /** A notice's code in AWS Health, e.g. `AWS_RISK_CREDENTIALS_EXPOSED`. */
  readonly notice: string | null;
}

/** A finding of another product that AWS has: Inspector, Macie, Access Analyzer, Health, Config, Patch Manager. */
export interface ProductExplanation extends ThreatExplanation, ControlExplanation {
  headline(values: ProductValues, over: boolean): string;
  sentence(values: ProductValues): string;
  /** Our sentence says too little alone; the product's own words follow it, marked as such. */
  readonly quotes?: true;
}
