import { type RawBuilder, sql } from 'kysely';
import type { Override } from '../calendar/on-call.ts';
import type { AuditDraft } from '../finding/audit.ts';
import { type Case, isVisible } from '../finding/case.ts';
import type { BatchChanges, KnownFinding } from '../finding/change.ts';
import type { Question } from '../finding/question.ts';
import type { ApprovalRequest, RequestDraft, RequestStatus } from '../finding/request.ts';
import type { StoryLine } from '../finding/story.ts';
import type { Suppression, SuppressionDraft, SuppressionEnd } from '../finding/suppression.ts';
import type { FindingView } from '../finding/view.ts';
import { appendAudit } from './audit.ts';
import { putCards } from './card-marks.ts';
import { quietText } from './case-rows.ts';
import { CaseWork } from './case-transaction.ts';
import type { DecisionCache } from './decisions.ts';
import { handledViews } from './handled.ts';
import { casesInHand } from './in-hand.ts';
import { askInvestigation } from './investigations.ts';
import { leaseWrites } from './lease-writes.ts';
import { type LoadedCase, lockCases } from './loaded-cases.ts';
import type { CardDraft } from './ports/cards.ts';
import type { LeaseWrites } from './ports/leases.ts';
import type { ActTransaction, CaseInHand } from './ports/transactions.ts';
import type { WishResult } from './ports/wishes.ts';
import { idsToAskAbout, lockQuestion, putQuestion, unanswered } from './questions.ts';
import { endRequest, insertRequest, openRequestsOf, requestRepository } from './requests.ts';
import { retrying } from './retrying.ts';
import type { Session } from './session.ts';
import { addStory } from './stories.ts';
import { suppressionOf, suppressionRow } from './suppressions.ts';
import { settleWishes } from './wish-results.ts';

/** Runs one act of a person or of the clock. */
export function act<T>(
  session: Session,
  cache: DecisionCache,
  work: (transaction: ActTransaction) => Promise<T>,
): Promise<T> {
  return retrying(session, async (transaction) => {
    const one = new Act(transaction, cache);
    const result = await work(one);
    await one.finish();
    await one.writeAudit();
    return result;
  });
}

class Act extends CaseWork implements ActTransaction {
  readonly #before = new Map<number, Case | null>();
  readonly #present = new Map<number, Case>();
  readonly #audit: AuditDraft[] = [];
  #saving = false;

  get leases(): LeaseWrites {
    return leaseWrites(this.session);
  }

  async caseById(id: number): Promise<CaseInHand | null> {
    const [found] = await this.#inHand([id]);
    return found ?? null;
  }

  async timedOut(now: number, limit: number): Promise<Case[]> {
    const due = await this.#idsOf(sql`next_at <= ${now} order by next_at, id`, limit);
    const cases = await this.#locked(due, (one) => one.nextAt !== null && one.nextAt <= now);
    return cases.sort((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0) || a.id - b.id);
  }

  visibleAfter(after: number, limit: number): Promise<CaseInHand[]> {
    return this.#walk(sql`closed = 0`, (one) => isVisible(one.state), after, limit);
  }

  quietBy(suppression: number, limit: number): Promise<CaseInHand[]> {
    const quiet = quietText({ by: 'suppression', suppression });
    const holds = sql`state = 'suppressed' and quiet = ${quiet}`;
    return this.#walk(holds, (one) => quietText(one.quiet) === quiet, 0, limit);
  }

  async awaitingMention(channel: string, now: number, limit: number): Promise<Case[]> {
    const holds = sql`closed = 0 and channel = ${channel} and mention_at <= ${now} order by mention_at, id`;
    return this.#locked(
      await this.#idsOf(holds, limit),
      (one) => one.mentionAt !== null && one.mentionAt <= now,
    );
  }

  async save(changes: BatchChanges, now: number): Promise<void> {
    this.#saving = true;
    await this.saveChanges(changes, now);
    this.#saving = false;
  }

  inHand() {
    return [...this.#present].map(([id, now]) => ({ before: this.#before.get(id) ?? null, now }));
  }

  askInvestigation(caseId: number, by: string, now: number): Promise<boolean> {
    return askInvestigation(this.session, caseId, by, now);
  }

  audit(draft: AuditDraft): void {
    this.#audit.push(draft);
  }

  /** The last lock that the transaction takes. */
  async writeAudit(): Promise<void> {
    await appendAudit(this.session, this.#audit);
  }

  protected override remember(findings: readonly KnownFinding[], cases: readonly LoadedCase[]): void {
    super.remember(findings, cases);
    for (const { case: one } of cases) {
      // What is first heard of when it is written was opened here.
      if (!this.#before.has(one.id)) this.#before.set(one.id, this.#saving ? null : one);
      this.#present.set(one.id, one);
    }
  }

  async addSuppression(draft: SuppressionDraft): Promise<Suppression> {
    const row = await this.session.db
      .insertInto('suppressions')
      .values(suppressionRow(draft))
      .returningAll()
      .executeTakeFirstOrThrow();
    await this.decide();
    return suppressionOf(row);
  }

  async suppressionById(id: number): Promise<Suppression | null> {
    const { db, dialect } = this.session;
    const asked = db.selectFrom('suppressions').selectAll().where('id', '=', id);
    const row = await asked.modifyEnd(dialect.forUpdate).executeTakeFirst();
    return row ? suppressionOf(row) : null;
  }

  async endSuppression(
    id: number,
    { how, at, by }: { how: SuppressionEnd; at: number; by: string | null },
  ): Promise<void> {
    await this.session.db
      .updateTable('suppressions')
      .set({ ended_how: how, ended_at: at, ended_by: by, sweep_after: 0 })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .execute();
    await this.decide();
  }

  async suppressionReminded(id: number, at: number): Promise<void> {
    await this.session.db.updateTable('suppressions').set({ reminded_at: at }).where('id', '=', id).execute();
  }

  async suppressionSwept(id: number, after: number | null): Promise<void> {
    await this.session.db
      .updateTable('suppressions')
      .set({ sweep_after: after })
      .where('id', '=', id)
      .execute();
  }

  addRequest(draft: RequestDraft): Promise<ApprovalRequest> {
    return insertRequest(this.session, draft);
  }

  requestById(id: number): Promise<ApprovalRequest | null> {
    return requestRepository(this.session).byId(id);
  }

  openRequests(caseId: number): Promise<ApprovalRequest[]> {
    return openRequestsOf(this.session, caseId);
  }

  async endRequest(id: number, end: { status: RequestStatus; at: number; by: string | null }): Promise<void> {
    await endRequest(this.session, id, end);
  }

  handledViews(limit: number): Promise<FindingView[]> {
    return handledViews(this.session, limit);
  }

  async addOverride({ from, until, userId, by }: Override): Promise<void> {
    const row = { from_at: from, until_at: until, user_id: userId, said_by: by };
    await this.session.db.insertInto('oncall_overrides').values(row).execute();
    await this.decide();
  }

  settleWishes(results: readonly WishResult[], now: number): Promise<void> {
    return settleWishes(this.session, results, now);
  }

  casesToAskAbout(policies: readonly string[], limit: number): Promise<number[]> {
    return idsToAskAbout(this.session, policies, limit);
  }

  questionByCase(caseId: number): Promise<Question | null> {
    return lockQuestion(this.session, caseId);
  }

  unansweredQuestions(now: number, limit: number): Promise<number[]> {
    return unanswered(this.session, now, limit);
  }

  putQuestion(question: Question): Promise<void> {
    return putQuestion(this.session, question);
  }

  async putCard(card: CardDraft): Promise<void> {
    await putCards(this.session, [card]);
  }

  async tell(cards: readonly string[], lines: readonly StoryLine[]): Promise<void> {
    await addStory(this.session, cards, lines);
  }

  async hasCard(key: string): Promise<boolean> {
    const { db } = this.session;
    const row = await db.selectFrom('cards').select('key').where('key', '=', key).executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Cases that a condition holds of, in the order of their ids. Fewer than `limit` only where there are no more: what
   * changed before we had its lock makes room for the next one.
   */
  async #walk(
    holds: RawBuilder<unknown>,
    still: (one: Case) => boolean,
    after: number,
    limit: number,
  ): Promise<CaseInHand[]> {
    const found: CaseInHand[] = [];
    for (let last = after; found.length < limit; ) {
      const room = limit - found.length;
      const ids = await this.#idsOf(sql`${holds} and id > ${last} order by id`, room);
      found.push(...(await this.#inHand(ids)).filter((one) => still(one.case)));
      last = ids.at(-1) ?? last;
      if (ids.length < room) break;
    }
    return found;
  }

  /** `which` ends in an order. Nothing is locked yet: whoever locks looks again. */
  async #idsOf(which: RawBuilder<unknown>, limit: number): Promise<number[]> {
    const found = sql<{ id: number }>`select id from cases where ${which} limit ${limit}`;
    return (await found.execute(this.session.db)).rows.map((row) => row.id);
  }

  async #locked(ids: readonly number[], still: (one: Case) => boolean): Promise<Case[]> {
    if (ids.length === 0) return [];
    const cases = await lockCases(this.session, this.session.dialect.among('id', ids));
    this.remember([], cases);
    return cases.map((one) => one.case).filter(still);
  }

  async #inHand(ids: readonly number[]): Promise<CaseInHand[]> {
    const found = await casesInHand(this.session, ids);
    this.remember(
      found.flatMap((one) => one.findings),
      found.map((one) => one.loaded),
    );
    return found.map(({ loaded, findings }) => ({ case: loaded.case, findings }));
  }
}
