import type { AwsAccess, Place } from '../aws/access.ts';
import type { Disposition } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import type { MarkWord } from '../finding/mark.ts';
import type { TellableSource, Wish } from '../finding/wish.ts';

/** A service's own copy of a finding. */
export type Copy = Pick<Finding, 'id' | 'recordKey' | 'account'>;

/** What a service says of a copy at present. */
export interface Present {
  /** Null: a word that we never write. */
  readonly word: MarkWord | null;
  /** Null: nobody left one. `ours`: we did. */
  readonly note: { readonly text: string; readonly ours: boolean } | null;
  /** What people and programs noted as key and value; empty where the service has no such thing. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What is to be said of one copy or of many. */
export interface Saying {
  readonly word: MarkWord;
  /** Null: the note that is there stays. */
  readonly note: string | null;
  /** Null: so do the fields. */
  readonly fields: Readonly<Record<string, string>> | null;
  /** What people found out; null: nothing that a service asks for. */
  readonly verdict: Disposition | null;
}

/** Why a service did not take it. `isFinal`: asking again cannot help. */
export interface Refusal {
  readonly problem: string;
  readonly isFinal: boolean;
}

export interface DoorCall {
  readonly access: Pick<AwsAccess, 'client' | 'pace'>;
  readonly place: Place;
  readonly signal: AbortSignal;
}

/** How one service is told. Both calls throw what the SDK throws where nothing of a call was taken. */
export interface Door {
  readonly source: TellableSource;
  /** As many copies as one call takes. */
  readonly atOnce: number;
  /** What has a place there beside the word. */
  readonly keeps: { readonly notes: boolean; readonly fields: boolean };
  /** What it says where nothing was decided. */
  readonly blank: MarkWord;
  wordOf(wish: Wish): MarkWord;
  /** By `recordKey`; what the service does not know is missing. */
  read(copies: readonly Copy[], call: DoorCall): Promise<ReadonlyMap<string, Present>>;
  /** Says the same of all; answers for those that were not taken, by `recordKey`. */
  write(copies: readonly Copy[], saying: Saying, call: DoorCall): Promise<ReadonlyMap<string, Refusal>>;
}

/** `many` in parts of `size`. */
export function inParts<T>(many: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(many.length / size) }, (_, at) =>
    many.slice(at * size, (at + 1) * size),
  );
}
