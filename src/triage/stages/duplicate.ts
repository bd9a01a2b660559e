import { decision, type Stage } from './stage.ts';

/**
 * Have we seen this very state? SQS may deliver an old version after a newer one; Security Hub's own write-back keeps
 * the time, so an equal time is fine.
 */
export const duplicate: Stage = {
  name: 'duplicate',
  ask({ incoming, held, current }) {
    const unchanged = { keep: false, caseKey: current?.key ?? null };
    if (held && incoming.updatedAt < held.updatedAt) {
      return { says: { answer: 'stale' }, decides: decision('merged', { code: 'stale' }, unchanged) };
    }
    if (held && JSON.stringify(incoming) === JSON.stringify(held)) {
      return {
        says: { answer: 'identical' },
        decides: decision('duplicate', { code: 'identical' }, unchanged),
      };
    }
    return { says: { answer: 'differs' } };
  },
};
