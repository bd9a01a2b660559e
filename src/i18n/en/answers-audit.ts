import { roleNames } from './roles.ts';

/** What the audit log says. */
export const audit = {
  whose: 'Whose or what: a case, a lease, a person, or since when?',
  everywhere: (v: { role: keyof typeof roleNames }) =>
    `The log tells of every account, so this needs the role “${roleNames[v.role]}” in all of them. Nothing was shown.`,
  none: 'The audit log has nothing about that.',
  found: (v: { count: string; more: boolean }) =>
    v.more
      ? `The last ${v.count} entries, newest first`
      : `${v.count === '1' ? '1 entry' : `${v.count} entries`}, newest first`,
  program: 'Yagura itself',
  outcome: { done: 'done', refused: 'refused', failed: 'failed' },
  change: (v: { field: string; before: string; after: string }) => `${v.field}: ${v.before} → ${v.after}`,
  because: (v: { reason: string }) => `“${v.reason}”`,
  audited: 'That you read this is in the log, too. The whole log: yagura audit export',
};
