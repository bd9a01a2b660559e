import type { Case } from '../../src/finding/case.ts';
import { type Outcome, outcomes } from '../../src/finding/ledger.ts';
import type { CaseView, FindingView } from '../../src/finding/view.ts';
import { catalogues, type Language } from '../../src/i18n/catalogue.ts';
import { FakeClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { Reader } from '../../src/slack/receive/answer.ts';
import type { Tools } from '../../src/slack/receive/tools.ts';
import type { CardRow, CaseSummary, LedgerRow, WhyAnswer } from '../../src/store/store.ts';

/** 14:00 on 22 November 2026 in Tokyo. */
export const now = Date.UTC(2026, 10, 22, 5, 0, 0);

export function readerOf(language: Language): Reader {
  const { answers, card } = catalogues[language];
  return { language, timeZone: 'Asia/Tokyo', words: answers, card };
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
    state: 'active',
    unverifiable: false,
    ...over,
  };
}

export function caseOf(id: number, over: Partial<Case> = {}): Case {
  return {
    id,
    key: 'guardduty:f-1',
    state: 'open',
    resolution: null,
    unverifiable: false,
    severity: 'Critical',
    openedAt: now - 3_600_000,
    closedAt: null,
    reopened: 0,
    channel: 'sec-alerts',
    assignee: null,
    dueAt: null,
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
}

/** A small world in memory: the given cases in the given order, whatever is asked. */
export function toolsOf(seed: WorldSeed): Tools {
  const views = seed.views ?? [];
  const counts = Object.fromEntries(outcomes.map((one) => [one, seed.counts?.[one] ?? 0]));
  return {
    store: {
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
        rawOf: async () => [],
      },
      ledger: {
        counts: async () => counts as Record<Outcome, number>,
        quarantined: async () => [],
        messages: async () => [],
        body: async () => null,
      },
      cards: cardsOf(seed.card ?? null),
    },
    clock: new FakeClock(now),
    logger: silentLogger,
    rawEvent: async () => seed.raw ?? null,
    nameOf: async (userId) => `name of ${userId}`,
    permalink: (channelId, ts) => `https://example.slack.com/archives/${channelId}/p${ts.replace('.', '')}`,
    isSafeToShareIn: async () => seed.shareable ?? true,
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
    byKey: async (key) => (card?.key === key ? card : null),
    touch: async () => undefined,
    backlog: async () => ({ waiting: 0, oldest: null }),
    intakeOfDay: async () => ({ total: 0, byReason: [], examples: [] }),
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
