import { humanBehind, isLeak, type Question } from '../../finding/question.ts';
import { viewOf } from '../../finding/view.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import type { Store } from '../../store/store.ts';
import { compileGlob } from '../../triage/glob.ts';
import type { TriageRules } from '../../triage/rules.ts';
import { auditByClock } from '../audited.ts';
import { contextOf } from '../deciding.ts';
import { aboutQuestion, openCase, putQuestionCard, saveQuestion, urged } from '../questions.ts';
import type { Ticked } from './ticked.ts';

const atOnce = 50;

/** Finds the cases about which a person is to be asked, and takes silence for an answer once its time is up. */
export async function keepQuestions(
  store: Pick<Store, 'act'>,
  rules: TriageRules,
  now: number,
): Promise<Ticked> {
  const policies = rules.settings.policies.filter((policy) => policy.ask).map((policy) => policy.name);
  return store.act(async (transaction) => {
    const asking = await raise(transaction, policies, rules);
    const silent = await hearSilence(transaction, rules, now);
    return { changed: asking > 0 || silent > 0, more: asking === atOnce || silent === atOnce };
  });
}

/** Whom exactly to ask is found out by whoever can ask Slack. */
async function raise(
  transaction: ActTransaction,
  policies: readonly string[],
  rules: TriageRules,
): Promise<number> {
  const ids = await transaction.casesToAskAbout(policies, atOnce);
  const programs = rules.settings.questions.never.map(compileGlob);
  const isProgram = (name: string) => programs.some((fits) => fits(name));
  for (const caseId of ids) {
    const found = await transaction.caseById(caseId);
    const [worst] = found?.findings ?? [];
    if (found === null || worst === undefined || worst.records.length === 0) continue;
    const view = viewOf(worst.records);
    const human = found.case.sample ? null : humanBehind(view, isProgram);
    const question: Question = {
      ...{ caseId, principal: human?.principal ?? view.principal ?? '', leaked: isLeak(view) },
      ...{ state: human === null ? 'nobody' : 'wanted', askedOf: null, askedAt: null, until: null },
      ...{ reading: { language: null, timeZone: null }, answeredAt: null },
    };
    await transaction.putQuestion(question);
  }
  return ids.length;
}

async function hearSilence(transaction: ActTransaction, rules: TriageRules, now: number): Promise<number> {
  const ids = await transaction.unansweredQuestions(now, atOnce);
  const context = await contextOf(transaction, rules, now);
  for (const caseId of ids) {
    const question = await transaction.questionByCase(caseId);
    if (question?.state !== 'asked') continue;
    const current = await openCase(transaction, caseId);
    const values = { to: question.askedOf ?? '', principal: question.principal };
    const change = current && urged(current, 'person-silent', values, context);
    const silent: Question = { ...question, state: 'silent' };
    await saveQuestion(transaction, silent, change, now);
    await putQuestionCard(transaction, silent, current, now);
    auditByClock(transaction, now, { act: 'question-silent', ...aboutQuestion(caseId, { answer: null }) });
  }
  return ids.length;
}
