import { sql } from 'kysely';
import { quietOf } from './case-rows.ts';
import type { DigestCase, DigestRepository } from './ports/digests.ts';
import type { Session } from './session.ts';

/** More than a week of digests can list. One channel that is far behind takes no other's place. */
const mostDue = 2_000;

export function digestRepository(session: Session): DigestRepository {
  const { db } = session;
  return {
    async due(before) {
      const { rows } = await sql<DigestCase>`select id as "caseId", channel, owner, due_at as "dueAt" from (
          select id, channel, coalesce(assignee, owner) as owner, due_at,
            row_number() over (partition by channel order by due_at, id) as place
          from cases where closed = 0 and due_at < ${before}) placed
        where place <= ${mostDue} order by due_at, id`.execute(db);
      return rows;
    },

    async waiting(now) {
      const asked = db.selectFrom('cases').select('channel').distinct();
      const rows = await asked
        .where('closed', '=', sql.lit(0))
        .where('mention_at', '<=', now)
        .orderBy('channel')
        .execute();
      return rows.map((row) => row.channel);
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
