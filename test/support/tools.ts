import type { Override } from '../../src/calendar/on-call.ts';
import type { AuditDraft } from '../../src/finding/audit.ts';
import type { Case } from '../../src/finding/case.ts';
import type { CheckResult } from '../../src/finding/check.ts';
import type { Lease } from '../../src/finding/lease.ts';
import type { LeaseDesk } from '../../src/finding/lease-desk.ts';
import type { LeasePolicy } from '../../src/finding/lease-policy.ts';
import { type Outcome, outcomes } from '../../src/finding/ledger.ts';
import { matcherVersion } from '../../src/finding/match.ts';
import type { ApprovalRequest } from '../../src/finding/request.ts';
import type { RuleOverview } from '../../src/finding/rule-overview.ts';
import type { Suppression } from '../../src/finding/suppression.ts';
import { emptyTally, moved } from '../../src/finding/tally.ts';
import type { CaseView, FindingView } from '../../src/finding/view.ts';
import { catalogues, type Language } from '../../src/i18n/catalogue.ts';
import { everywhere } from '../../src/operations/grants.ts';
import type { Actor } from '../../src/operations/operation.ts';
import type { AnswerOf, OperationName } from '../../src/operations/registry.ts';
import { FakeClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { Reader } from '../../src/slack/receive/answer.ts';
import type { Tools } from '../../src/slack/receive/tools.ts';
import type { CardRow } from '../../src/store/ports/cards.ts';
import type { CaseSummary, WhyAnswer } from '../../src/store/ports/cases.ts';
import type { LedgerRow } from '../../src/store/ports/ledger.ts';
import { plainSettings } from '../../src/triage/plain-settings.ts';
import type { TriageSettings } from '../../src/triage/settings.ts';
import { actLimits } from './acts.ts';

/** 14:00 on 22 November 2026 in Tokyo. */
export const now = Date.UTC(2026, 10, 22, 5, 0, 0);

export function readerOf(language: Language): Reader {
  const { answers, card } = catalogues[language];
  return { language, timeZone: 'Asia/Tokyo', words: answers, card };
}

/** Dave, a responder, at a slash command. */
const dave: Actor = {
  userId: 'U0DAVE',
  role: 'responder',
  grants: everywhere('responder'),
  surface: 'command',
};

/** What Dave typed or pressed, in one of these languages. */
export function inputOf(language: Language = 'en') {
  return { userId: 'U0DAVE', channelId: 'C0ALERTS', actor: dave, reader: readerOf(language) };
}

export function suppressionOf(id: number, over: Partial<Suppression> = {}): Suppression {
  return {
    id,
    match: { type: ['Recon:*'], account: ['111122223333'] },
    matcherVersion,
    severity: 'High',
    reason: 'a planned test',
    author: 'U0CAROL',
    approver: null,
    caseId: 7,
    channel: 'sec-alerts',
    createdAt: now - 3_600_000,
    until: now + 86_400_000,
    idle: null,
    hits: 12,
    lastHitAt: now,
    ended: null,
    remindedAt: null,
    ...over,
  };
}

/** Carol asks to keep Y7 quiet, or, with `asked`, for something else. */
export function requestOf(id: number, over: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    id,
    caseId: 7,
    asked: {
      ...{ kind: 'suppression', scope: 'finding', until: now + 30 * 86_400_000, idle: null },
      why: ['critical', 'true-positive', 'too-long'],
    },
    severity: 'Critical',
    channel: 'sec-alerts',
    reason: 'a planned test',
    askedBy: 'U0CAROL',
    askedAt: now - 3_600_000,
    expiresAt: now + 7 * 86_400_000,
    status: 'asked',
    decidedBy: null,
    decidedAt: null,
    ...over,
  };
}

export function findingView(over: Partial<FindingView> = {}): FindingView {
  return {
    identity: 'guardduty:f-1',
    kind: 'threat',
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    title: 'An instance asked for a mining pool',
    description: 'It asked.',
    severity: 'Critical',
    account: { id: '111122223333', name: 'payments-prod' },
    region: 'ap-northeast-1',
    resources: [{ type: 'Instance', id: 'i-0abc', name: 'web-7' }],
    firstSeen: now - 3_600_000,
    lastSeen: now - 60_000,
    count: 3,
    sample: false,
    standards: [],
    product: 'GuardDuty',
    sources: ['guardduty', 'securityhub'],
    links: [],
    facts: { domain: 'pool.example.net' },
    compliance: [],
    state: 'active',
    unverifiable: false,
    ...over,
  };
}

/** A case with its findings, none of which is in another one. */
export function viewOf(one: Case, findings: readonly FindingView[] = [findingView()]): CaseView {
  return { case: one, findings, related: { cases: [], total: 0 }, foldedInto: null };
}

export function caseOf(id: number, over: Partial<Case> = {}): Case {
  return {
    id,
    key: 'guardduty:f-1',
    state: 'open',
    resolution: null,
    foldedInto: null,
    quiet: null,
    verifying: null,
    exception: null,
    unverifiable: false,
    severity: 'Critical',
    tally: moved(emptyTally, null, { state: 'active', severity: over.severity ?? 'Critical' }),
    sample: false,
    shown: true,
    sampleBy: null,
    openedAt: now - 3_600_000,
    closedAt: null,
    closedBy: null,
    handledAt: null,
    reopened: 0,
    reopenTimes: [],
    flapping: false,
    channel: 'sec-alerts',
    policy: null,
    owner: null,
    unowned: false,
    mentions: [],
    mentionAt: null,
    assignee: null,
    acknowledgedAt: null,
    acknowledgedUntil: null,
    dueAt: null,
    escalation: null,
    nextAt: null,
    ...over,
  };
}

export function cardRow(over: Partial<CardRow> = {}): CardRow {
  return {
    key: 'case:1',
    caseId: 1,
    channel: 'sec-alerts',
    severity: 'Critical',
    wanted: 2,
    shown: 2,
    material: 1,
    channelId: 'C0ALERTS',
    ts: '1700000000.000123',
    gone: false,
    shownHash: 'hash',
    data: null,
    storm: null,
    thread: null,
    unconfirmedSince: null,
    attempts: 0,
    createdAt: now,
    dirtySince: now - 120_000,
    ...over,
  };
}

export function ledgerRow(over: Partial<LedgerRow> = {}): LedgerRow {
  return {
    messageId: 'm-1',
    path: '',
    queue: 'yagura-alerts',
    outcome: 'posted',
    reason: { code: 'new' },
    trace: [],
    source: 'guardduty',
    identity: 'guardduty:f-1',
    accountId: '111122223333',
    sentAt: now - 61_000,
    arrivedAt: now - 60_000,
    configHash: 'c0ffee',
    ...over,
  };
}

export interface WorldSeed {
  readonly views?: readonly CaseView[];
  readonly card?: CardRow | null;
  readonly why?: readonly WhyAnswer[];
  readonly counts?: Partial<Record<Outcome, number>>;
  readonly raw?: unknown;
  readonly shareable?: boolean;
  readonly suppressions?: readonly Suppression[];
  readonly overrides?: readonly Override[];
  readonly quiet?: Awaited<ReturnType<Tools['store']['digests']['quiet']>>;
  readonly quieted?: Awaited<ReturnType<Tools['store']['wishes']['quieted']>>;
  readonly writeBack?: ReturnType<Tools['writeBack']>;
  readonly settings?: Partial<TriageSettings>;
  /** What an operation answers, by its name; any other throws. */
  readonly answers?: { readonly [Name in OperationName]?: AnswerOf<Name> };
  readonly preview?: Awaited<ReturnType<Tools['previewSuppression']>>;
  readonly historyOf?: Tools['historyOf'];
  readonly requests?: readonly ApprovalRequest[];
  /** Two Slack ids of one human. */
  readonly same?: readonly [string, string];
  /** Newest first. */
  readonly leases?: readonly Lease[];
  readonly address?: string | null;
  /** What AWS says before anything is done about it. */
  readonly desk?: LeaseDesk;
  readonly policy?: LeasePolicy;
  /** What AWS says of every case. */
  readonly checked?: CheckResult;
  readonly rules?: RuleOverview;
  /** What is written into the audit log is put here; the newest first. */
  readonly audited?: AuditDraft[];
  /** Acts that were asked for are put here. */
  readonly acts?: [name: string, input: unknown, actor: Actor][];
}

/** A small world in memory: the given cases in the given order, whatever is asked. */
export function toolsOf(seed: WorldSeed): Tools {
  const views = seed.views ?? [];
  const counts = Object.fromEntries(outcomes.map((one) => [one, seed.counts?.[one] ?? 0]));
  return {
    store: {
      audit: auditOf(seed.audited ?? []),
      cases: {
        view: async (id) => views.find((one) => one.case.id === id) ?? null,
        search: async (query, { offset, limit }) => {
          const found = views.filter(
            ({ case: one }) => query.severity.length === 0 || query.severity.includes(one.severity),
          );
          const total = Math.min(found.length, 1_000);
          const rows = found.slice(offset, offset + limit).map(summaryOf);
          return { rows, total, more: found.length > total };
        },
        why: async () => [...(seed.why ?? [])],
        related: async () => ({ rows: [], total: 0 }),
        inStorm: async (_key, { offset, limit }) => {
          const rows = views.slice(offset, offset + limit).map(summaryOf);
          return { rows, total: views.length, more: false };
        },
        findingIds: async (id) =>
          views
            .filter((one) => one.case.id === id)
            .flatMap(({ findings }) => findings.map(({ identity }) => identity)),
        rawOf: async () => [],
      },
      ledger: {
        counts: async () => counts as Record<Outcome, number>,
        quarantined: async () => [],
        messages: async () => [],
        body: async () => null,
      },
      cards: cardsOf(seed.card ?? null),
      suppressions: suppressionsOf(seed.suppressions ?? []),
      requests: requestsOf(seed.requests ?? []),
      leases: leasesOf(seed),
      onCall: { overrides: async () => [...(seed.overrides ?? [])] },
      wishes: { quieted: async () => seed.quieted ?? { notify: 0, accept: 0 } },
      digests: { due: async () => [], waiting: async () => [], quiet: async () => seed.quiet ?? [] },
    },
    clock: new FakeClock(now),
    logger: silentLogger,
    async act(name, input, actor) {
      seed.acts?.push([name, input, actor]);
      const answer = seed.answers?.[name];
      if (answer === undefined) throw new Error(`nobody said what ${name} answers`);
      return answer as never;
    },
    previewSuppression: async ({ caseId }) => seed.preview ?? { kind: 'no-case', caseId },
    settings: () => ({ ...plainSettings, ...seed.settings }),
    writeBack: () => seed.writeBack ?? { mode: 'off', suppress: 'off' },
    limits: () => ({ ...actLimits, leases: seed.policy ?? null }),
    isSamePerson: (a, b) => a === b || (seed.same?.every((id) => [a, b].includes(id)) ?? false),
    leases: seed.desk ?? null,
    check: async () => seed.checked ?? null,
    async historyOf(word, place, by) {
      if (seed.historyOf === undefined) throw new Error('nobody asks for a history here');
      return seed.historyOf(word, place, by);
    },
    rules: async () => seed.rules ?? { rules: [], problems: [] },
    unfitnessOf: async (userId) => (userId === 'U0BOT' ? 'bot' : null),
    mayTake: async (userId) => userId !== 'U0ERIN',
    rawEvent: async () => seed.raw ?? null,
    sendFiles: async () => undefined,
    nameOf: async (userId) => `name of ${userId}`,
    permalink: (channelId, ts) => `https://example.slack.com/archives/${channelId}/p${ts.replace('.', '')}`,
    redraw: async () => undefined,
    isSafeToShareIn: async () => seed.shareable ?? true,
  };
}

/** A log that nobody tampers with. */
export function auditOf(rows: AuditDraft[]): Tools['store']['audit'] {
  const entries = () =>
    rows.map((draft, at) => ({ ...draft, seq: rows.length - at, previousHash: '0', hash: String(at) }));
  return {
    add: async (draft) => void rows.unshift(draft),
    list: async ({ before, limit }) =>
      entries()
        .filter((one) => before === null || one.seq < before)
        .slice(0, limit),
    since: async () => entries(),
    anchor: async () => null,
    anchors: async () => [],
    verify: async () => ({ whole: true, head: { seq: rows.length, hash: '0' } }),
  };
}

function summaryOf({ case: one, findings }: CaseView): CaseSummary {
  const view = findings[0] ?? findingView();
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

function cardsOf(card: CardRow | null): Tools['store']['cards'] {
  return {
    due: async () => [],
    nextDueAt: async () => null,
    claim: async () => null,
    confirm: async () => false,
    fail: async () => false,
    gone: async () => false,
    byMessage: async (_channelId, ts) => (card?.ts === ts ? card : null),
    redraw: async () => undefined,
    byKey: async (key) => (card?.key === key ? card : null),
    lastPut: async () => null,
    put: async () => undefined,
    backlog: async () => ({ waiting: 0, oldest: null }),
    intakeOfDay: async () => ({ total: 0, byReason: [], examples: [] }),
    pressure: async () => [],
    fold: async () => 0,
    endStorm: async () => ({ freed: 0 }),
    storm: async () => null,
  };
}

function suppressionsOf(all: readonly Suppression[]): Tools['store']['suppressions'] {
  return {
    byId: async (id) => all.find((one) => one.id === id) ?? null,
    list: async () => [...all],
    ending: async () => [],
    toRemind: async () => [],
    sweeping: async () => [],
    sweepAgain: async () => undefined,
    findingsSince: async () => [],
  };
}

function requestsOf(all: readonly ApprovalRequest[]): Tools['store']['requests'] {
  return {
    byId: async (id) => all.find((one) => one.id === id) ?? null,
    waiting: async () => [...all],
    over: async () => [],
  };
}

function leasesOf({ leases = [], address = null }: WorldSeed): Tools['store']['leases'] {
  return {
    due: async () => [],
    claim: async () => null,
    byId: async (id) => leases.find((one) => one.id === id) ?? null,
    release: async () => undefined,
    list: async ({ states, limit }) => leases.filter(({ state }) => states.includes(state)).slice(0, limit),
    byGroup: async () => null,
    places: async () => [],
    breakGlassSince: async () => leases.filter(({ breakGlass }) => breakGlass),
    addressOf: async () => address,
  };
}

/** All text of blocks, attachments or a view, as a person reads it from top to bottom. */
export function textOf(drawn: unknown): string {
  if (Array.isArray(drawn)) return drawn.map(textOf).join('');
  if (typeof drawn !== 'object' || drawn === null) return '';
  const { type, text, elements, fields, blocks, attachments, user_id } = drawn as Record<string, unknown>;
  if (type === 'user') return `<@${String(user_id)}>`;
  if (blocks !== undefined) return [blocks, attachments].map(textOf).join('');
  const own = typeof text === 'string' ? text : textOf(text);
  const line = own + textOf(fields) + textOf(elements);
  return elements !== undefined || type === 'section'
    ? `${line}${String(type).startsWith('rich_text_') ? '' : '\n'}`
    : line;
}
