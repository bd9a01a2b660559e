import { type Selectable, sql } from 'kysely';
import type { Question, QuestionState } from '../finding/question.ts';
import type { QuestionRepository } from './ports/decisions.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';
import { flag } from './tables/rows.ts';

export function questionRepository({ db }: Session): QuestionRepository {
  return {
    async byCase(caseId) {
      const row = await db
        .selectFrom('questions')
        .selectAll()
        .where('case_id', '=', caseId)
        .executeTakeFirst();
      return row ? questionOf(row) : null;
    },

    async wanted(limit) {
      const rows = await db
        .selectFrom('questions')
        .selectAll()
        .where('state', '=', 'wanted')
        .orderBy('case_id')
        .limit(limit)
        .execute();
      return rows.map(questionOf);
    },
  };
}

/** Visible cases that one of these policies decided about, and nobody was asked about yet; the oldest first. */
export async function idsToAskAbout(
  { db, dialect }: Session,
  policies: readonly string[],
  limit: number,
): Promise<number[]> {
  if (policies.length === 0) return [];
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('closed', '=', 0)
    .where(dialect.among('policy', policies))
    .where(sql<boolean>`not exists (select 1 from questions where questions.case_id = cases.id)`)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Asked, and not answered in time. */
export async function unanswered({ db }: Session, now: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('questions')
    .select('case_id')
    .where('state', '=', 'asked')
    .where('until', '<=', now)
    .orderBy('until')
    .limit(limit)
    .execute();
  return rows.map((row) => row.case_id);
}

export async function lockQuestion({ db, dialect }: Session, caseId: number): Promise<Question | null> {
  const asked = db.selectFrom('questions').selectAll().where('case_id', '=', caseId);
  const row = await asked.modifyEnd(dialect.forUpdate).executeTakeFirst();
  return row ? questionOf(row) : null;
}

/** The new state of a question, made if it is not there. */
export async function putQuestion({ db }: Session, question: Question): Promise<void> {
  const { case_id: _key, ...values } = rowOf(question);
  await db
    .insertInto('questions')
    .values({ case_id: question.caseId, ...values })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(values))
    .execute();
}

function rowOf(question: Question): Tables['questions'] {
  return {
    case_id: question.caseId,
    state: question.state,
    principal: question.principal,
    leaked: flag(question.leaked),
    asked_of: question.askedOf,
    language: question.reading.language,
    time_zone: question.reading.timeZone,
    asked_at: question.askedAt,
    until: question.until,
    answered_at: question.answeredAt,
  };
}

function questionOf(row: Selectable<Tables['questions']>): Question {
  return {
    caseId: row.case_id,
    state: row.state as QuestionState,
    principal: row.principal,
    leaked: row.leaked === 1,
    askedOf: row.asked_of,
    reading: { language: row.language, timeZone: row.time_zone },
    askedAt: row.asked_at,
    until: row.until,
    answeredAt: row.answered_at,
  };
}
