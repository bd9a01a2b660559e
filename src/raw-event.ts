import { resolve } from './intake/resolve.ts';
import type { Repositories } from './store/store.ts';

/** The newest event of a case as it arrived; null when its body is no longer kept. */
export async function rawEvent(
  { cases, ledger }: Pick<Repositories, 'cases' | 'ledger'>,
  caseId: number,
): Promise<unknown> {
  for (const { messageId, path } of await cases.rawOf(caseId)) {
    const stored = await ledger.body(messageId);
    if (stored) return resolve(stored.body, path) ?? null;
  }
  return null;
}
