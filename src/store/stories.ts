import { type Selectable, sql } from 'kysely';
import type { StoryKind, StoryLine } from '../finding/story.ts';
import { failed, heldBy, ripe, settled, taken, unclaimed } from './claims.ts';
import type { Claim } from './ports/cards.ts';
import type { StoryRepository } from './ports/stories.ts';
import { insertRows, type Session } from './session.ts';
import type { StoryLineColumns } from './tables/cases.ts';

const minuteMs = 60_000;
/** What a message takes without becoming a wall of text. */
const mostLines = 12;

/** Appends to the threads of these cards. */
export async function addStory(
  session: Session,
  cards: readonly string[],
  lines: readonly StoryLine[],
): Promise<void> {
  const rows = cards.flatMap((card) =>
    lines.map(({ kind, at, values }) => ({ card, kind, at, data: JSON.stringify(values) })),
  );
  await insertRows(session, 'story_lines', rows);
}

export function storyRepository({ db, dialect }: Session): StoryRepository {
  const held = (claim: Claim, card: string, { first, last }: { first: number; last: number }) =>
    db
      .updateTable('story_lines')
      .where('card', '=', card)
      .where('id', '>=', first)
      .where('id', '<=', last)
      .where('done', '=', 0)
      .where(
        sql<boolean>`exists (select 1 from story_lines held where held.id = ${first}
          and held.claim_owner = ${claim.owner} and held.claim_token = ${claim.token})`,
      );

  return {
    async due(now, { before, exceptChannels, limit }) {
      let query = db
        .selectFrom('story_lines')
        .innerJoin('cards', 'cards.key', 'story_lines.card')
        .select(['story_lines.id', 'story_lines.card', 'story_lines.at', 'cards.channel'])
        .where('done', '=', sql.lit(0))
        .where('cards.ts', 'is not', null)
        .where('at', '<=', before)
        .where(isFirst)
        .where(sql<boolean>`(story_lines.next_at is null or story_lines.next_at <= ${now})`)
        .where(sql<boolean>`(story_lines.claim_until is null or story_lines.claim_until <= ${now})`);
      if (exceptChannels.length > 0)
        query = query.where(sql<boolean>`not (${dialect.among('cards.channel', exceptChannels)})`);
      return query.orderBy('story_lines.id').limit(limit).execute();
    },

    async claim(id, { owner, now, until }) {
      const row = await db
        .updateTable('story_lines')
        .set({ ...taken(owner, until), unconfirmed_since: sql<number>`coalesce(unconfirmed_since, ${now})` })
        .where('id', '=', id)
        .where('done', '=', 0)
        .where(isFirst)
        .where(ripe(now))
        .where(unclaimed(now))
        .returningAll()
        .executeTakeFirst();
      if (!row) return null;
      const card = await db
        .selectFrom('cards')
        .select(['channel', 'channel_id', 'ts'])
        .where('key', '=', row.card)
        .executeTakeFirst();
      if (!card || card.channel_id === null || card.ts === null) return null;
      const rows = await db
        .selectFrom('story_lines')
        .selectAll()
        .where('card', '=', row.card)
        .where('done', '=', 0)
        .where('at', '<', (Math.floor(row.at / minuteMs) + 1) * minuteMs)
        .orderBy('id')
        .limit(mostLines)
        .execute();
      return {
        card: row.card,
        span: { first: id, last: rows.at(-1)?.id ?? id },
        lines: rows.map(lineOf),
        ...{ channel: card.channel, channelId: card.channel_id, threadTs: card.ts },
        ...{ unconfirmedSince: row.unconfirmed_since, attempts: row.attempts },
        claim: { owner, token: row.claim_token },
      };
    },

    async confirm({ card, span, claim }, ts) {
      await held(claim, card, span)
        .set({ ...settled, done: 1, ts })
        .execute();
    },

    async fail({ span, claim }, result) {
      await db
        .updateTable('story_lines')
        .set(failed(result))
        .where('id', '=', span.first)
        .where(heldBy(claim))
        .execute();
    },
  };
}

export async function sweepStories({ db }: Session, before: number, limit: number): Promise<number> {
  const old = db.selectFrom('story_lines').select('id').where('at', '<', before).orderBy('at').limit(limit);
  const { numDeletedRows } = await db.deleteFrom('story_lines').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

/** A thread tells its story in order. */
const isFirst = sql<boolean>`not exists (select 1 from story_lines earlier
  where earlier.card = story_lines.card and earlier.done = 0 and earlier.id < story_lines.id)`;

function lineOf({ kind, at, data }: Selectable<StoryLineColumns>): StoryLine {
  return { kind: kind as StoryKind, at, values: JSON.parse(data) as StoryLine['values'] };
}
