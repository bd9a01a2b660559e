import { caseIdOf } from '../finding/case.ts';
import type { FindingView } from '../finding/view.ts';
import { cardOfCase } from './cards.ts';
import { casesOf } from './case-views.ts';
import { handleOf } from './handles.ts';
import { historyOf } from './ledger.ts';
import { unsaidOf } from './notices.ts';
import type { WhyAnswer } from './ports/cases.ts';
import type { Session } from './session.ts';
import { suppressionRepository } from './suppressions.ts';
import { toldOf } from './wishes.ts';

const mostAnswers = 5;

/** What is known of everything that a word may mean: a case, a finding, a resource. */
export async function why(session: Session, word: string): Promise<WhyAnswer[]> {
  const answers: WhyAnswer[] = [];
  for (const { identity, case_id, view } of await findingsBy(session, word.trim())) {
    if (view === null) continue;
    answers.push({
      view: JSON.parse(view) as FindingView,
      ...(case_id === null ? noCase : await aboutCase(session, case_id)),
      ...(await historyOf(session, identity)),
      told: await toldOf(session, identity),
    });
  }
  return answers;
}

type AboutCase = Pick<WhyAnswer, 'case' | 'card' | 'unsaid' | 'suppression'>;

const noCase: AboutCase = { case: null, card: null, unsaid: 0, suppression: null };

async function aboutCase(session: Session, id: number): Promise<AboutCase> {
  const found = (await casesOf(session, [id])).get(id);
  if (!found) return noCase;
  const { quiet } = found;
  return {
    case: found,
    card: await cardOfCase(session, id),
    unsaid: await unsaidOf(session, id),
    suppression:
      quiet?.by === 'suppression' ? await suppressionRepository(session).byId(quiet.suppression) : null,
  };
}

async function findingsBy({ db }: Session, word: string) {
  const caseId = caseIdOf(word);
  const findings = db.selectFrom('findings').select(['findings.identity', 'case_id', 'view']);
  const asked =
    caseId === null
      ? findings
          .innerJoin('finding_handles', 'finding_handles.identity', 'findings.identity')
          .where('handle', '=', handleOf(word))
          .orderBy('last_seen', 'desc')
      : findings
          // What a case that was folded stood for is in another one now.
          .where((is) =>
            is.or([
              is('case_id', '=', caseId),
              is('findings.identity', '=', (of) =>
                of.selectFrom('cases').select('key').where('id', '=', caseId),
              ),
            ]),
          )
          .orderBy('weight', 'desc');
  return asked.orderBy('findings.identity').limit(mostAnswers).execute();
}
