import type { Severity } from '../../finding/severity.ts';

/**
 * What the keys of cards begin with: `case:<id>`, `intake:<yyyy-mm-dd>` (what was not understood that day),
 * `storm:<channel>:<ms>`, `digest:<channel>:<owner>:<yyyy-mm-dd>` (then `:<ms>`: of those who came a little later),
 * `suppression:<id>` (and `:end`, once it is over), `request:<id>`, `escalation:<case id>:<step>:<ms>`,
 * `question:<case id>`, `investigation:<case id>`, `baseline:<ms>` (what was there before we were),
 * `config:<hash of what is wrong>`, `audit-anchor:<yyyy-mm-dd>` (where the audit log stood), `lease:<id>` (then
 * `:alarm:<ms>`: a message that calls people about it), `run:<id>` (a runbook), `stray:<group id>`.
 */
export type CardKind =
  | 'run'
  | 'stray'
  | 'lease-week'
  | 'request'
  | 'question'
  | 'case'
  | 'intake'
  | 'storm'
  | 'digest'
  | 'suppression'
  | 'escalation'
  | 'investigation'
  | 'config'
  | 'baseline'
  | 'audit-anchor'
  | 'lease';

/** A card that no case change brings along. */
export interface CardDraft {
  readonly key: string;
  readonly channel: string;
  readonly severity: Severity;
  readonly now: number;
  /** Worth a new message when the old one was deleted by hand. */
  readonly material: boolean;
  /** What the drawing needs and SQL does not hold elsewhere; a JSON object. */
  readonly data: object | null;
  /** Key of the card in whose thread it stands; left out: it is a message in the channel. */
  readonly thread?: string;
}

/** A card as wanted and as shown. Versions only grow: dirty while `wanted > shown`. */
export interface CardRow {
  readonly key: string;
  readonly caseId: number | null;
  readonly channel: string;
  readonly severity: Severity;
  readonly wanted: number;
  readonly shown: number;
  /** `wanted` at the last material change. */
  readonly material: number;
  /** Slack's channel id and timestamp of the message; null: not posted, or deleted by hand. */
  readonly channelId: string | null;
  readonly ts: string | null;
  /** The message was deleted by hand; only a change with `material > shown` posts anew. */
  readonly gone: boolean;
  /** Hash of what Slack shows; an equal drawing needs no call. */
  readonly shownHash: string | null;
  readonly data: unknown;
  /** Key of the storm card that stands for it; null: it is shown by itself. */
  readonly storm: string | null;
  /** Key of the card in whose thread it stands; null: it is a message in the channel. */
  readonly thread: string | null;
  /** Since when a post may have reached Slack without our knowing; look in the history before posting again. */
  readonly unconfirmedSince: number | null;
  readonly attempts: number;
  readonly createdAt: number;
  /** Since when it is dirty. */
  readonly dirtySince: number;
}

export interface Claim {
  readonly owner: string;
  /** Grows with every claim; a write with an older token changes nothing. */
  readonly token: number;
}

export interface CardRepository {
  /**
   * Dirty, due and unclaimed; Critical first, then High, then the longest dirty. `posting` true: those without a
   * message (a card deleted by hand only when `material > shown`); false: those that need an edit. The two have
   * budgets of their own, so neither may stand in the other's way; nor may one busy channel.
   */
  due(
    now: number,
    filter: { readonly posting: boolean; readonly exceptChannels: readonly string[]; readonly limit: number },
  ): Promise<CardRow[]>;
  /** When the next card that waits for its retry time is due; null: none waits. */
  nextDueAt(): Promise<number | null>;
  /**
   * Takes a card; null when somebody else has it, or there is nothing (any more) to post or to edit. `posting`: sets `unconfirmedSince` (unless set already)
   * in the same write, before Slack is asked.
   */
  claim(
    key: string,
    claim: { owner: string; now: number; until: number; posting: boolean },
  ): Promise<(CardRow & { claim: Claim }) | null>;
  /** Slack shows version `shown`. False when the token is no longer ours. */
  confirm(
    key: string,
    claim: Claim,
    result: { channelId: string; ts: string; shown: number; hash: string },
  ): Promise<boolean>;
  /** Not shown; tried again at `nextAt`. `unconfirmed` false: Slack surely did not take it. */
  fail(
    key: string,
    claim: Claim,
    result: { nextAt: number; error: string; unconfirmed: boolean },
  ): Promise<boolean>;
  /** Somebody deleted the message; nothing is posted until the next material change. */
  gone(key: string, claim: Claim, shown: number): Promise<boolean>;
  byKey(key: string): Promise<CardRow | null>;
  /** The card that a message of Slack is; null: it is none. */
  byMessage(channelId: string, ts: string): Promise<CardRow | null>;
  /** Draws the card that a message is anew, even where nothing changed since; nothing where it is none. */
  redraw(channelId: string, ts: string, now: number): Promise<void>;
  /** Of the cards whose keys begin so that which was put last; null: there is none. */
  lastPut(prefix: string): Promise<CardRow | null>;
  /** Marks a card dirty, made if missing; for cards that no case change brings along. */
  put(card: CardDraft): Promise<void>;
  /** How many are dirty, and since when the oldest is. */
  backlog(): Promise<{ waiting: number; oldest: number | null }>;
  /** What the day's intake card says: counts by reason and queue, worst first, with up to five examples. */
  intakeOfDay(
    fromAt: number,
    toAt: number,
  ): Promise<{
    total: number;
    byReason: readonly { code: string; queue: string; count: number }[];
    examples: readonly { messageId: string; path: string; code: string; detail: string | null }[];
  }>;
  /**
   * New cards of Medium and lower that wait, by channel: how many, and how many came within the last minute. Storms
   * that are still open are listed also when nothing waits.
   */
  pressure(now: number): Promise<readonly ChannelPressure[]>;
  /** Puts those that wait in a channel into its storm card (made if missing), and marks that card dirty. */
  fold(channel: string, stormKey: string, now: number): Promise<number>;
  /**
   * Ends a storm: its card says so. Of the cards folded into it whose cases are still visible, `release` at most are
   * freed to be posted by themselves, the worst and oldest first; the others stay in the storm's list.
   */
  endStorm(stormKey: string, now: number, release: number): Promise<{ freed: number }>;
  /** What a storm card says. The most frequent first, ten of each at most; `total` tells how many that leaves out. */
  storm(stormKey: string): Promise<StormCounts | null>;
}

export interface ChannelPressure {
  readonly channel: string;
  /** New cards of Medium and lower that are not posted and not folded. */
  readonly waiting: number;
  /** New cards of Medium and lower that came within the last minute: those that wait, and those in the open storm. */
  readonly lastMinute: number;
  /** The storm that is open there. */
  readonly stormKey: string | null;
}

export interface StormCounts {
  /** Cases that the storm card stands for at present. */
  readonly total: number;
  readonly from: number;
  /** When the last of them came. */
  readonly to: number;
  readonly endedAt: number | null;
  readonly freed: number;
  readonly bySource: readonly Count[];
  readonly byType: readonly Count[];
  readonly byAccount: readonly Count[];
  readonly bySeverity: readonly { readonly severity: Severity; readonly count: number }[];
}

export interface Count {
  readonly name: string;
  readonly count: number;
}
