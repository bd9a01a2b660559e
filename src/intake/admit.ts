import { outsideAws } from '../finding/finding.ts';
import type { Reason } from '../finding/ledger.ts';
import { detailOf } from './detail.ts';

/** What a queue may carry; the word `*` stands for every AWS source, or every account. */
export interface QueueRule {
  readonly sources: readonly string[];
  readonly accounts: readonly string[];
}

/** Why this queue may not speak for that source and account; null: it may. */
export function admit(queue: QueueRule, source: string, accountId: string): Reason | null {
  if (!mayCarry(queue, source)) return { code: 'source-not-allowed', detail: detailOf(source) };
  if (!maySpeakOf(queue, source, accountId))
    return { code: 'account-not-allowed', detail: detailOf(accountId) };
  return null;
}

/**
 * AWS writes the events of its own sources, and the queue policy lets nobody else send them. A custom event is
 * whatever its sender says, so a queue takes it only where somebody has written the word `custom`.
 */
function mayCarry({ sources }: QueueRule, source: string): boolean {
  return sources.includes(source) || (source !== 'custom' && sources.includes('*'));
}

/**
 * What happens outside AWS has no account that a rule could name; by then `custom` is allowed here by its name.
 * Any other source must say an account: a finding without one does not slip past the list.
 */
function maySpeakOf({ accounts }: QueueRule, source: string, accountId: string): boolean {
  if (source === 'custom' && accountId === outsideAws) return true;
  return accounts.includes('*') || accounts.includes(accountId);
}
