import type { Outcome } from '../../../finding/ledger.ts';
import { severityRank } from '../../../finding/severity.ts';
import type { CaseView } from '../../../finding/view.ts';
import { silentLogger } from '../../../shared/logger.ts';
import type { Tools } from '../../../slack/receive/tools.ts';
import type { CardRow, CaseSummary, WhyAnswer } from '../../../store/store.ts';
import { minute, now } from './views.ts';

const counts: Record<Outcome, number> = {
  posted: 60,
  closed: 3,
  merged: 86,
  suppressed: 2,
  duplicate: 1_140,
  dropped: 31,
  quarantined: 4,
};

/** A world that stands still: these cases, with their cards in Slack, and a day that was counted. */
export function worldOf(cases: readonly CaseView[]): Tools {
  const worstFirst = [...cases].sort((a, b) => severityRank(b.case.severity) - severityRank(a.case.severity));
  return {
    clock: { now: () => now, sleep: async () => undefined },
    logger: silentLogger,
    rawEvent: async () => null,
    nameOf: async (userId) => nameOf(userId),
    permalink: (channelId, ts) => `https://example.slack.com/archives/${channelId}/p${ts.replace('.', '')}`,
    isSafeToShareIn: async () => true,
    store: {
      cases: {
        view: async (id) => cases.find((one) => one.case.id === id) ?? null,
        search: async (query, { offset, limit }) => {
          // Whoever asks with words of their own wants to see what is said when nothing is found.
          const found = worstFirst.filter(
            ({ case: one }) =>
              query.text.length === 0 &&
              (query.severity.length === 0 || query.severity.includes(one.severity)),
          );
          return {
            rows: found.slice(offset, offset + limit).map(summaryOf),
            total: found.length,
            more: false,
          };
        },
        why: async (word) =>
          cases
            .filter(({ case: one }) => `Y${one.id}` === word)
            .slice(0, 1)
            .map(storyOf),
        rawOf: async () => [],
      },
      ledger: {
        counts: async () => counts,
        quarantined: async () => [],
        messages: async () => [],
        body: async () => null,
      },
      cards: {
        due: async () => [],
        nextDueAt: async () => null,
        claim: async () => null,
        confirm: async () => false,
        fail: async () => false,
        gone: async () => false,
        byKey: async () => card,
        touch: async () => undefined,
        backlog: async () => ({ waiting: 0, oldest: null }),
        intakeOfDay: async () => ({ total: 0, byReason: [], examples: [] }),
      },
    },
  };
}

/** The people of the demo, whose ids Slack draws as names. */
export const people = [
  { id: 'U0ALICE', name: 'alice' },
  { id: 'U0BOB', name: 'bob' },
  { id: 'U0CAROL', name: 'carol' },
];

function nameOf(userId: string): string {
  return people.find((one) => one.id === userId)?.name ?? userId;
}

const card: CardRow = {
  key: 'case:1042',
  caseId: 1042,
  channel: 'sec-alerts',
  severity: 'Critical',
  wanted: 3,
  shown: 3,
  material: 1,
  channelId: 'C0ALERTS',
  ts: '1795325520.000100',
  gone: false,
  shownHash: null,
  unconfirmedSince: null,
  attempts: 0,
  createdAt: now - 29 * minute,
  dirtySince: now,
};

function summaryOf({ case: one, findings: [view] }: CaseView): CaseSummary {
  if (!view) throw new Error('a case without findings is in no list');
  return {
    case: one,
    title: view.title,
    type: view.type,
    accountId: view.account.id,
    accountName: view.account.name ?? null,
    region: view.region,
    resource: view.resources[0]?.id ?? null,
    lastSeen: view.lastSeen,
    count: view.count,
  };
}

function storyOf({ case: one, findings: [view] }: CaseView): WhyAnswer {
  if (!view) throw new Error('a case without findings has no story');
  const row = {
    path: '/detail',
    queue: 'yagura-alerts',
    identity: view.identity,
    accountId: view.account.id,
    configHash: 'c0ffee',
  };
  const at = (minutesAgo: number) => ({
    sentAt: now - minutesAgo * minute,
    arrivedAt: now - minutesAgo * minute,
  });
  return {
    view,
    case: one,
    card,
    rows: [
      {
        ...row,
        ...at(1),
        messageId: 'm-3',
        outcome: 'merged',
        reason: { code: 'updated' },
        source: 'guardduty',
      },
      {
        ...row,
        ...at(27),
        messageId: 'm-2',
        outcome: 'merged',
        reason: { code: 'record-added' },
        source: 'securityhub',
      },
      {
        ...row,
        ...at(29),
        messageId: 'm-1',
        outcome: 'posted',
        reason: { code: 'new' },
        source: 'guardduty',
      },
    ],
    rowCount: 3,
  };
}
