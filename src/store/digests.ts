import { sql } from 'kysely';
import { caseOf, quietOf } from './case-rows.ts';
import { viewsOf } from './case-views.ts';
import type { Session } from './session.ts';
import type { DigestCase, DigestRepository } from './store.ts';

/** More than a week of digests can list. */
const mostDue = 2_000;

export function digestRepository(session: Session): DigestRepository {
  const { db } = session;
  return {
    async due(before, now) {
      const rows = await db
        .selectFrom('cases')
        .selectAll()
        .where('closed', '=', sql.lit(0))
        .where(sql<boolean>`(due_at < ${before} or mention_at <= ${now})`)
        .orderBy('channel')
        .orderBy(sql`coalesce(assignee, owner, '')`)
        .orderBy(sql`case when due_at is null then 1 else 0 end`)
        .orderBy('due_at')
        .orderBy('id')
        .limit(mostDue)
        .execute();
      const cases = rows.map(caseOf);
      const views = await viewsOf(session, cases, 1);
      return cases.flatMap((one): DigestCase[] => {
        const view = views.get(one.id)?.[0];
        if (!view) return [];
        const { id, channel, severity, dueAt, mentionAt } = one;
        const owner = one.assignee ?? one.owner;
        const { title, account } = view;
        const accountName = account.name ?? null;
        return [
          {
            caseId: id,
            channel,
            owner,
            severity,
            dueAt,
            mentionAt,
            title,
            accountId: account.id,
            accountName,
          },
        ];
      });
    },

    async quiet() {
      const rows = await db
        .selectFrom('cases')
        .select((of) => [
          'quiet',
          'type',
          of.fn.countAll<number>().as('cases'),
          of.fn.count<number>('account_id').distinct().as('accounts'),
        ])
        .where(sql<boolean>`state = 'suppressed' and quiet is not null`)
        .groupBy(['quiet', 'type'])
        .orderBy('quiet')
        .orderBy('cases', 'desc')
        .orderBy('type')
        .execute();
      return rows.flatMap(({ quiet, type, cases, accounts }) => {
        const by = quietOf(quiet);
        if (by?.by !== 'policy') return [];
        return [{ policy: by.policy, action: by.action, type: type ?? '', cases, accounts }];
      });
    },
  };
}
