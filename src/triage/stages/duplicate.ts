import type { Finding } from '../../finding/finding.ts';
import { isEcho } from '../../finding/mark.ts';
import { decision, type Stage } from './stage.ts';

/** A clock may be wrong by a time zone. */
const dayMs = 86_400_000;

/**
 * Have we seen this very state? SQS may deliver an old version after a newer one; Security Hub's own write-back keeps
 * the time, so an equal time is fine. A time that has not come yet orders nothing: it would make all that follows old.
 */
export const duplicate: Stage = {
  name: 'duplicate',
  ask({ incoming, held, current, around }) {
    const unchanged = { keep: false, caseKey: current?.key ?? null };
    const isFromFuture = held !== null && held.updatedAt > around.context.now + dayMs;
    if (held && incoming.updatedAt < held.updatedAt && !isFromFuture) {
      return { says: { answer: 'stale' }, decides: decision('merged', { code: 'stale' }, unchanged) };
    }
    if (held && isEcho(incoming, held)) {
      // It is kept: only so do we know what the service says at present.
      const caseKey = current?.key ?? null;
      return { says: { answer: 'own-echo' }, decides: decision('merged', { code: 'own-echo' }, { caseKey }) };
    }
    if (held && isSame(incoming, held)) {
      return {
        says: { answer: 'identical' },
        decides: decision('duplicate', { code: 'identical' }, unchanged),
      };
    }
    return { says: { answer: 'differs' } };
  },
};

/** Most repeats are newer, so that the long look is seldom needed. */
function isSame(one: Finding, other: Finding): boolean {
  return one.updatedAt === other.updatedAt && JSON.stringify(one) === JSON.stringify(other);
}
