import type { Case } from '../../finding/case.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Mark } from '../../finding/mark.ts';
import type { TellableSource, Wish, WishGround } from '../../finding/wish.ts';
import type { Claim } from './cards.ts';

/** What a wish is worked out from, copy by copy. */
export interface WishRow extends WishGround {
  readonly case: Case;
  readonly record: Finding;
  /** When we last wrote about it; null: what we wrote, if anything, was taken back. */
  readonly writtenAt: number | null;
  /** It was wished for something before. */
  readonly isKnown: boolean;
}

export interface WishDraft {
  readonly identity: string;
  readonly recordKey: string;
  readonly caseId: number;
  readonly source: TellableSource;
  readonly account: string;
  readonly region: string;
  readonly wanted: Wish | null;
  /** The service itself changed what we wrote: it counts no more. */
  readonly isVoid: boolean;
}

/** Where wishes wait, by the finding's own account. */
interface WishPlace {
  readonly source: TellableSource;
  readonly region: string;
  readonly account: string;
}

export interface ClaimedWish {
  readonly identity: string;
  readonly recordKey: string;
  readonly caseId: number;
  readonly record: Finding;
  readonly wanted: Wish | null;
  readonly written: Wish | null;
  readonly marks: readonly Mark[];
  readonly attempts: number;
  readonly claim: Claim;
}

/** `rehearsed`: only said what would be written. `nextAt` null: not tried again before something else is wanted. */
export type WishResult = Pick<ClaimedWish, 'identity' | 'recordKey' | 'claim'> &
  (
    | { readonly kind: 'written'; readonly wanted: Wish | null; readonly marks: readonly Mark[] }
    | { readonly kind: 'rehearsed' }
    | { readonly kind: 'failed'; readonly problem: string; readonly nextAt: number | null }
  );

/** Copies of a finding that a service is to say the same of. */
export interface ToldCopies {
  readonly source: TellableSource;
  readonly copies: number;
  /** Null: what we said is to be taken back. */
  readonly wanted: Wish | null;
  /** It is said there, as far as we know. */
  readonly isSaid: boolean;
}

export interface WishRepository {
  /** Cases whose wishes are to be worked out, by id. */
  decided(limit: number): Promise<readonly { caseId: number; version: number }[]>;
  /** All copies of the case's findings, and of findings that it had; in chunks of so many findings, by identity. */
  grounds(
    caseId: number,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<{ readonly grounds: readonly WishRow[]; readonly last: string | null }>;
  /** Cards whose problems go, since something else is wanted, are drawn again. */
  put(drafts: readonly WishDraft[], now: number): Promise<void>;
  workedOut(caseId: number, version: number): Promise<void>;
  /** `version` names what the configuration says; where it is another one, all wishes are worked out anew. */
  workOutAnew(version: number): Promise<void>;
  /** Where something is due, nobody at work on it. */
  places(now: number, limit: number): Promise<readonly WishPlace[]>;
  /** Takes what is due there, like beside like. */
  claim(
    place: { readonly source: TellableSource; readonly region: string; readonly accounts: readonly string[] },
    claim: { owner: string; now: number; until: number; limit: number },
  ): Promise<readonly ClaimedWish[]>;
  /** Notes what is about to be written, so that its echo is known whatever becomes of us. */
  intend(marks: readonly Pick<ClaimedWish, 'identity' | 'recordKey' | 'claim' | 'marks'>[]): Promise<void>;
  /** What services did not take about a case, by kind. */
  problems(caseId: number): Promise<readonly { source: TellableSource; problem: string; count: number }[]>;
  /** Cases that something was ever decided about, by id. */
  everDecided(after: number, limit: number): Promise<readonly number[]>;
  /** How many copies wait to be told. */
  waiting(): Promise<number>;
  /** Copies of controls in Security Hub that policies keep quiet: what `suppress` would let be suppressed, at most. */
  quieted(): Promise<{ readonly notify: number; readonly accept: number }>;
}
