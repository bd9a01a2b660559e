import { caseIdOf } from '../finding/case.ts';
import type { FindingView } from '../finding/view.ts';
import { cardOfCase } from './cards.ts';
import { caseColumns, caseOf } from './case-rows.ts';
import { handleOf } from './handles.ts';
import { historyOf } from './ledger.ts';
import type { Session } from './session.ts';
import type { WhyAnswer } from './store.ts';

const mostAnswers = 5;

/** What is known of everything that a word may mean: a case, a finding, a resource. */
export async function why(session: Session, word: string): Promise<WhyAnswer[]> {
  const answers: WhyAnswer[] = [];
  for (const { identity, case_id, view } of await findingsBy(session, word.trim())) {
    if (view === null) continue;
    const history = await historyOf(session, identity);
    answers.push({
      view: JSON.parse(view) as FindingView,
      case: case_id === null ? null : await caseBy(session, case_id),
      card: case_id === null ? null : await cardOfCase(session, case_id),
      ...history,
    });
  }
  return answers;
}

async function findingsBy({ db }: Session, word: string) {
  const caseId = caseIdOf(word);
  const findings = db.selectFrom('findings').select(['findings.identity', 'case_id', 'view']);
  const asked =
    caseId === null
      ? findings
          .innerJoin('finding_handles', 'finding_handles.identity', 'findings.identity')
          .where('handle', '=', handleOf(word))
      : findings.where('case_id', '=', caseId);
  return asked.orderBy('last_seen', 'desc').orderBy('findings.identity').limit(mostAnswers).execute();
}

async function caseBy({ db }: Session, id: number) {
  const row = await db.selectFrom('cases').select(caseColumns).where('id', '=', id).executeTakeFirst();
  return row ? caseOf(row) : null;
}
