import type { Lease } from '../finding/lease.ts';
import { leaseLabel } from '../finding/lease.ts';
import { catalogues, type Language } from '../i18n/catalogue.ts';
import { backoff, type Task } from '../reconcile/engine.ts';
import { messageOf } from '../shared/errors.ts';
import type { Claim } from '../store/ports/cards.ts';
import type { DueLeasePage } from '../store/ports/leases.ts';
import type { PagingDeps } from './page-task.ts';
import type { Page } from './pager.ts';

type ClaimedPage = DueLeasePage & { readonly claim: Claim };

const claimMs = 60_000;
const longestWaitMs = 30_000;

/** A lease that ought to have ended is told to whoever may be asleep, as a Critical case is. */
export function tellPagerOfLeases(deps: PagingDeps): Task<DueLeasePage, ClaimedPage, void> {
  const { store, pager, clock, logger, owner, onPage } = deps;
  return {
    name: 'lease-page',
    due: (now, limit) => store.leasePages.due(now, limit),
    keyOf: ({ leaseId }) => String(leaseId),
    reserve: () => 0,
    claim: ({ leaseId }, now) => store.leasePages.claim(leaseId, { owner, now, until: now + claimMs }),
    async act({ leaseId, want, wantedAt }, signal) {
      const lease = await store.leases.byId(leaseId);
      if (pager === null || lease === null) {
        onPage(want, 'nobody');
        return;
      }
      await pager.send(pageOfLease(lease, want, wantedAt, deps.languageOf(lease.channel)), signal);
      onPage(want, 'sent');
    },
    async record({ leaseId, wanted, claim }) {
      await store.leasePages.confirm(leaseId, claim, wanted);
    },
    async fail({ leaseId, want, attempts, claim }, error) {
      onPage(want, 'failed');
      logger.error({ leaseId, want, attempts, error: messageOf(error) }, 'the pager did not take a page');
      const nextAt = clock.now() + backoff(attempts, 1_000, longestWaitMs);
      await store.leasePages.fail(leaseId, claim, { nextAt, error: messageOf(error) });
    },
  };
}

function pageOfLease(lease: Lease, action: DueLeasePage['want'], at: number, language: Language): Page {
  const label = leaseLabel(lease.id);
  return {
    ...{ action, at, label, key: `yagura-${label}`, severity: 'Critical', url: null },
    summary:
      action === 'resolve' ? catalogues[language].lease.page.resolve(label) : summaryOf(lease, language),
    ...{ account: lease.place.account, region: lease.place.region, product: 'Yagura' },
    ...{ type: `lease/${lease.spec.kind}`, resource: lease.subject },
  };
}

function summaryOf({ id, spec, subject, trouble, state }: Lease, language: Language): string {
  const { page, kind, trouble: why } = catalogues[language].lease;
  const said = { label: leaseLabel(id), kind: kind[spec.kind], subject };
  if (trouble === null) return page.review(said);
  const told = { ...said, why: why[trouble.code](trouble.detail) };
  return state === 'ending' ? page.stuck(told) : page.undone(told);
}
