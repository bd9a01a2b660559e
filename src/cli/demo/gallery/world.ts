import { defaultProfile } from '../../../config/default-profile.ts';
import type { Outcome } from '../../../finding/ledger.ts';
import { severityRank } from '../../../finding/severity.ts';
import type { CaseView } from '../../../finding/view.ts';
import { silentLogger } from '../../../shared/logger.ts';
import type { Tools } from '../../../slack/receive/tools.ts';
import type { CaseSummary, WhyAnswer } from '../../../store/ports/cases.ts';
import type { LedgerRow } from '../../../store/ports/ledger.ts';
import { plainSettings } from '../../../triage/plain-settings.ts';
import type { TriageSettings } from '../../../triage/settings.ts';
import { cardRow } from './card-row.ts';
import { names } from './people.ts';
import { ruleOverview } from './rule-overview.ts';
import { suppression } from './suppression.ts';
import { day, minute, now } from './views.ts';

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
    act: nothingChanges,
    previewSuppression: nothingChanges,
    rules: async () => ruleOverview,
    check: async () => null,
    historyOf: () => Promise.reject(new Error('the gallery asks nobody')),
    leases: null,
    settings: () => settings,
    writeBack: () => ({ mode: 'dry-run', suppress: 'off' }),
    limits: () => ({
      ...{ suppression: sameForAll, acknowledgement: sameForAll, exception: sameForAll },
      ...{ requestsExpire: 7 * 86_400_000, leases: null },
    }),
    rawEvent: async () => null,
    unfitnessOf: async () => null,
    mayTake: async () => true,
    nameOf: async (userId) => names.get(userId) ?? userId,
    permalink: (channelId, ts) => `https://example.slack.com/archives/${channelId}/p${ts.replace('.', '')}`,
    sendFiles: async () => undefined,
    isSamePerson: (a, b) => a === b,
    redraw: async () => undefined,
    isSafeToShareIn: async () => true,
    store: {
      wishes: { quieted: async () => ({ notify: 1_000, accept: 204 }) },
      audit: {
        list: async () => [],
        ...{ add: nothingChanges, since: nothingChanges, anchor: nothingChanges },
        ...{ anchors: nothingChanges, verify: nothingChanges },
      },
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
        related: async () => ({ rows: [], total: 0 }),
        inStorm: async () => ({ rows: [], total: 0, more: false }),
        findingIds: async () => [],
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
        byMessage: async () => null,
        redraw: async () => undefined,
        byKey: async () => cardRow,
        lastPut: async () => null,
        put: async () => undefined,
        backlog: async () => ({ waiting: 0, oldest: null }),
        intakeOfDay: async () => ({ total: 0, byReason: [], examples: [] }),
        pressure: async () => [],
        fold: async () => 0,
        endStorm: async () => ({ freed: 0 }),
        storm: async () => null,
      },
      suppressions: {
        byId: async (id) => (id === suppression.id ? suppression : null),
        list: async () => [suppression],
        ending: async () => [],
        toRemind: async () => [],
        sweeping: async () => [],
        sweepAgain: async () => undefined,
        findingsSince: async () => [],
      },
      requests: { byId: async () => null, waiting: async () => [], over: async () => [] },
      leases: noLeases,
      onCall: { overrides: async () => [] },
      digests: { due: async () => [], waiting: async () => [], quiet: async () => [] },
    },
  };
}

/** Three take turns, and the policies are the shipped ones. */
const settings: TriageSettings = {
  ...plainSettings,
  policies: defaultProfile,
  onCall: {
    kind: 'rotation',
    people: ['U0CAROL', 'U0BOB', 'U0ALICE'],
    ...{ start: '2026-11-16', handover: { day: 'mon', time: '10:00' }, timeZone: 'Asia/Tokyo' },
  },
};

const noLeases: Tools['store']['leases'] = {
  due: async () => [],
  claim: async () => null,
  byId: async () => null,
  release: async () => undefined,
  list: async () => [],
  byGroup: async () => null,
  places: async () => [],
  breakGlassSince: async () => [],
  addressOf: async () => null,
};

const sameForAll = { viewer: day, responder: day, approver: day, admin: day };

async function nothingChanges(): Promise<never> {
  throw new Error('in the gallery nothing happens');
}

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

/** What the triage asked about the first arrival. */
const trace: LedgerRow['trace'] = [
  { stage: 'duplicate', answer: 'differs' },
  { stage: 'identity', answer: 'unknown' },
  { stage: 'lifecycle', answer: 'opens' },
  { stage: 'suppression', answer: 'not-suppressed' },
  { stage: 'policy', answer: 'track', rule: 'policy:guardduty (policies.1 in yagura.yaml line 12)' },
  { stage: 'grouping', answer: 'alone' },
  { stage: 'routing', answer: 'critical-channel', detail: 'sec-critical' },
  { stage: 'due', answer: 'no-deadline' },
];

function storyOf({ case: one, findings: [view] }: CaseView): WhyAnswer {
  if (!view) throw new Error('a case without findings has no story');
  const row = {
    path: '/detail',
    queue: 'yagura-alerts',
    identity: view.identity,
    accountId: view.account.id,
    configHash: 'c0ffee',
    trace: [],
  };
  const at = (minutesAgo: number) => ({
    sentAt: now - minutesAgo * minute,
    arrivedAt: now - minutesAgo * minute,
  });
  return {
    view,
    case: one,
    card: cardRow,
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
        reason: { code: 'new', rule: 'policy:guardduty' },
        trace,
        source: 'guardduty',
      },
    ],
    rowCount: 3,
    unsaid: 0,
    suppression: null,
    told: [{ source: 'securityhub', copies: 3, isSaid: false, wanted: null }],
  };
}
