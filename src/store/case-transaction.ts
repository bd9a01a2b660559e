import type { Override } from '../calendar/on-call.ts';
import { type Case, isVisible } from '../finding/case.ts';
import type { BatchChanges, FindingChange, Known, KnownFinding } from '../finding/change.ts';
import type { Suppression } from '../finding/suppression.ts';
import { isDecided } from '../finding/wish.ts';
import { markCaseCards, putAnnouncements } from './card-marks.ts';
import { saveWords, type WordsChange, wordsOfCase } from './case-words.ts';
import { saveCases } from './case-write.ts';
import {
  type DecisionCache,
  type Decisions,
  decisionsChanged,
  lockDecisions,
  readDecisions,
} from './decisions.ts';
import { isRepeat, type SavedFinding, saveFindings } from './findings.ts';
import { forgetEmpty, loadFindings } from './load.ts';
import { type LoadedCase, lockCases } from './loaded-cases.ts';
import { saveNotices } from './notices.ts';
import { savePages } from './pages.ts';
import type { CaseTransaction } from './ports/transactions.ts';
import { saveSignals, saveTraits } from './relations.ts';
import type { Session } from './session.ts';
import { countHits } from './suppressions.ts';
import { saveDecided } from './wish-marks.ts';

/** What intake and acts have in common: it remembers what it has read, and writes against that. */
export class CaseWork implements CaseTransaction {
  protected readonly session: Session;
  readonly #cache: DecisionCache;
  readonly #findings = new Map<string, KnownFinding>();
  readonly #cases = new Map<string, LoadedCase>();
  #decisions: Promise<Decisions> | null = null;

  constructor(session: Session, cache: DecisionCache) {
    this.session = session;
    this.#cache = cache;
  }

  async load(identities: readonly string[]): Promise<Known> {
    const { findings, cases, covers } = await loadFindings(this.session, identities);
    this.remember([...findings.values()], cases);
    const none = identities.map((identity): [string, null] => [identity, null]);
    const some = cases.map((one): [string, Case] => [one.case.key, one.case]);
    return { findings, cases: new Map<string, Case | null>([...none, ...some]), covers };
  }

  async casesByKey(keys: readonly string[]): Promise<Map<string, Case>> {
    if (keys.length === 0) return new Map();
    const cases = await lockCases(this.session, this.session.dialect.among('key', keys));
    this.remember([], cases);
    return new Map(cases.map((one) => [one.case.key, one.case]));
  }

  async suppressions(): Promise<readonly Suppression[]> {
    return (await this.#decided()).suppressions;
  }

  async overrides(now: number): Promise<readonly Override[]> {
    return (await this.#decided()).overrides.filter((one) => one.until > now);
  }

  #decided(): Promise<Decisions> {
    this.#decisions ??= this.#cache.current(this.session);
    return this.#decisions;
  }

  async holdDecisions(): Promise<void> {
    await lockDecisions(this.session);
    this.#decisions = null;
  }

  /** This transaction changes what people decided: from here on it reads for itself. */
  protected async decide(): Promise<void> {
    await decisionsChanged(this.session);
    this.#decisions = readDecisions(this.session);
    await this.#decisions;
  }

  protected remember(findings: readonly KnownFinding[], cases: readonly LoadedCase[]): void {
    for (const one of findings) this.#findings.set(one.identity, one);
    for (const one of cases) this.#cases.set(one.case.key, one);
  }

  /** Cases first, for they give out the ids; cards last, since others wait for them. */
  protected async saveChanges(changes: BatchChanges, now: number): Promise<void> {
    const { session } = this;
    const visibleBefore = new Set(
      [...this.#cases].flatMap(([key, one]) => (isVisible(one.case.state) ? [key] : [])),
    );
    const decidedBefore = new Set(
      [...this.#cases].flatMap(([key, one]) => (isDecided(one.case) ? [key] : [])),
    );
    const cases = await saveCases(session, changes.cases, changes.findings, this.#cases);
    for (const { case: one, lastSeen } of cases)
      this.remember([], [{ case: one, lastSeen, words: this.#cases.get(one.key)?.words ?? '' }]);
    const findings = changes.findings.map((change) => this.#withCase(change));
    await saveFindings(session, findings);
    await saveWords(session, this.#wordsOf(findings));
    await saveDecided(session, cases, decidedBefore);
    await saveSignals(session, findings);
    const threads = await markCaseCards(session, cases, now);
    await saveNotices(
      session,
      cases.filter((change) => threads.has(change.case.id)),
    );
    await savePages(session, cases, now);
    await putAnnouncements(session, cases, now);
    await saveTraits(session, this.#relating(findings, visibleBefore), now);
    await countHits(session, changes.hits, now);
    // What was known of them is no longer so; nor are they to be forgotten at the end.
    for (const change of findings) this.#findings.delete(change.identity);
  }

  #withCase(change: FindingChange): SavedFinding {
    const known = this.#findings.get(change.identity);
    const home = change.caseKey === null ? null : this.#cases.get(change.caseKey);
    if (home === undefined) throw new Error('a finding goes into a case that nobody opened or asked for');
    return { ...change, caseId: home?.case.id ?? null, known, repeat: isRepeat(known, change) };
  }

  #relating(findings: readonly SavedFinding[], visibleBefore: ReadonlySet<string>) {
    return findings.flatMap((change) => {
      const home = this.#cases.get(change.caseKey ?? '');
      if (!home) return [];
      const wasVisible = visibleBefore.has(home.case.key);
      return [{ change, case: home.case, wasVisible }];
    });
  }

  /** Of the cases whose findings changed. */
  #wordsOf(findings: readonly SavedFinding[]): WordsChange[] {
    const renamed = findings.filter((change) => !change.repeat);
    const byCase = Map.groupBy(renamed, (change) => change.caseKey);
    return [...byCase].flatMap(([key, changes]): WordsChange[] => {
      const home = this.#cases.get(key ?? '');
      if (!home) return [];
      const after = wordsOfCase(
        home,
        changes.map((change) => change.view),
      );
      this.remember([], [{ ...home, words: after }]);
      return [{ caseId: home.case.id, before: home.words, after }];
    });
  }

  /** Takes back what was only locked. */
  async finish(): Promise<void> {
    await forgetEmpty(this.session, [...this.#findings.keys()]);
  }
}
