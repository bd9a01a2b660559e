import type { Notice } from '../../finding/case.ts';
import type { Claim } from './cards.ts';

/** A notice that waits to be said in a thread. */
export interface DueNotice extends Notice {
  readonly seq: number;
  readonly channel: string;
  readonly channelId: string;
  /** The card's message. */
  readonly threadTs: string;
  readonly unconfirmedSince: number | null;
  readonly attempts: number;
}

export interface NoticeRepository {
  /** The first unsent notice of each case whose card is in Slack; those that call somebody first, then the oldest. */
  due(
    now: number,
    filter: { readonly exceptChannels: readonly string[]; readonly limit: number },
  ): Promise<DueNotice[]>;
  claim(
    caseId: number,
    seq: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<(DueNotice & { claim: Claim }) | null>;
  confirm(caseId: number, seq: number, claim: Claim, ts: string): Promise<boolean>;
  fail(
    caseId: number,
    seq: number,
    claim: Claim,
    result: { nextAt: number; error: string; unconfirmed: boolean },
  ): Promise<boolean>;
  /** Its card is gone: there is no thread to say it in. */
  drop(caseId: number, seq: number, claim: Claim): Promise<boolean>;
}
