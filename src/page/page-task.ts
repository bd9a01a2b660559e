import type { CaseView } from '../finding/view.ts';
import type { Language } from '../i18n/catalogue.ts';
import { backoff, type Task } from '../reconcile/engine.ts';
import type { Clock } from '../shared/clock.ts';
import { messageOf, PermanentError, RetryableError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Claim } from '../store/ports/cards.ts';
import type { CaseRepository } from '../store/ports/cases.ts';
import type { LeasePageRepository, LeaseRepository } from '../store/ports/leases.ts';
import type { DuePage, PageRepository } from '../store/ports/pages.ts';
import { pageOf } from './describe.ts';
import type { Pager } from './pager.ts';

export interface PagingDeps {
  readonly store: {
    readonly pages: PageRepository;
    readonly cases: Pick<CaseRepository, 'view'>;
    readonly leasePages: LeasePageRepository;
    readonly leases: Pick<LeaseRepository, 'byId'>;
  };
  /** Null: nobody is configured to be told; what was wanted is let go, so that no later pager rings for old things. */
  readonly pager: Pager | null;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process in claims. */
  readonly owner: string;
  readonly languageOf: (channel: string) => Language;
  /** Where a case's card is; null: not in Slack, or not known. Never throws. */
  readonly linkTo: (view: CaseView) => Promise<string | null>;
  /** `sent`, `failed` or `nobody`, for the metrics. */
  readonly onPage: (action: DuePage['want'], result: 'sent' | 'failed' | 'nobody') => void;
  /** Told once when somebody could not be paged for two minutes. */
  readonly onUndelivered: (caseId: number, minutes: number) => Promise<void>;
}

type ClaimedPage = DuePage & { readonly claim: Claim };

const claimMs = 60_000;
/** The longest between two tries: somebody may be asleep beside a fire. */
const longestWaitMs = 30_000;
/** After this people in Slack are told that the pager is silent. */
const undeliveredAfterMs = 120_000;
/** What a receiver may ask for at most. */
const longestAskedWaitMs = 300_000;

/** What SQL wants the pager to know, said until it is taken. */
export function tellPager(deps: PagingDeps): Task<DuePage, ClaimedPage, void> {
  const { store, pager, clock, logger, owner, onPage } = deps;
  const spoken = new Set<string>();

  /** Once for each thing that was wanted; a process that starts anew may say it again, which is better than never. */
  async function confess(page: ClaimedPage): Promise<void> {
    const key = `${page.caseId} ${page.wanted}`;
    const waited = clock.now() - page.wantedAt;
    if (page.want !== 'trigger' || spoken.has(key) || waited < undeliveredAfterMs) return;
    spoken.add(key);
    try {
      await deps.onUndelivered(page.caseId, Math.round(waited / 60_000));
    } catch (error) {
      spoken.delete(key);
      logger.error(
        { caseId: page.caseId, error: messageOf(error) },
        'nobody could be told of a page that failed',
      );
    }
  }

  return {
    name: 'page',
    due: (now, limit) => store.pages.due(now, limit),
    keyOf: ({ caseId }) => String(caseId),
    // Few, and each wakes somebody: nothing paces them.
    reserve: () => 0,
    claim: ({ caseId }, now) => store.pages.claim(caseId, { owner, now, until: now + claimMs }),
    async act({ caseId, want, wantedAt }, signal) {
      const view = await store.cases.view(caseId);
      if (pager === null || view === null) {
        onPage(want, 'nobody');
        return;
      }
      const url = await deps.linkTo(view);
      const page = pageOf(view, { action: want, at: wantedAt, url }, deps.languageOf(view.case.channel));
      await pager.send(page, signal);
      onPage(want, 'sent');
    },
    async record({ caseId, wanted, claim }) {
      await store.pages.confirm(caseId, claim, wanted);
    },
    async fail(page, error) {
      const { caseId, claim, attempts, want } = page;
      onPage(want, 'failed');
      logger.error({ caseId, want, attempts, error: messageOf(error) }, 'the pager did not take a page');
      await store.pages.fail(caseId, claim, {
        nextAt: clock.now() + waitAfter(error, attempts),
        error: messageOf(error),
      });
      await confess(page);
    },
  };
}

/** What is refused outright is tried on, but slowly: somebody may be mending the setup. */
function waitAfter(error: unknown, attempts: number): number {
  if (error instanceof PermanentError) return longestWaitMs;
  const asked = error instanceof RetryableError ? (error.retryAfter ?? 0) : 0;
  return Math.max(Math.min(asked, longestAskedWaitMs), backoff(attempts, 1_000, longestWaitMs));
}
