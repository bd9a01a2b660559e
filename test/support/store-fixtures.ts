import type { CaseDraft, NoticeDraft } from '../../src/finding/case.ts';
import type { Finding } from '../../src/finding/finding.ts';
import type { Outcome } from '../../src/finding/ledger.ts';
import { viewOf } from '../../src/finding/view.ts';
import type {
  CaseQuery,
  FindingChange,
  KnownFinding,
  LedgerRow,
  Store,
  StoredBody,
} from '../../src/store/store.ts';

export const noon = Date.UTC(2026, 10, 22, 12);
let nextMessage = 1;

/** A GuardDuty finding on an instance; `id` makes it another one. */
export function findingFixture(id: string, changes: Partial<Finding> = {}): Finding {
  return {
    identity: `guardduty:${id}`,
    recordKey: `guardduty:${id}`,
    source: 'guardduty',
    product: 'GuardDuty',
    id: `arn:aws:guardduty:ap-northeast-1:111122223333:detector/d1/finding/${id}`,
    kind: 'threat',
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    title: 'web-7 is asking for a mining pool',
    description: 'An instance asks for the address of a Bitcoin mining pool.',
    severity: 'High',
    account: { id: '111122223333', name: 'payments-prod' },
    region: 'ap-northeast-1',
    resources: [{ type: 'Instance', id: 'i-0abc', name: 'web-7' }],
    firstSeen: noon - 60_000,
    lastSeen: noon,
    updatedAt: noon,
    count: 1,
    sample: false,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts: {},
    ...changes,
  };
}

/** What one batch says of an identity; `known` and `decided` are what it was and what became of its case. */
export function changeFixture(
  finding: Finding,
  {
    known,
    decided = {},
    card = 'post',
    notices = [],
    messageId = 'm-0',
  }: {
    known?: KnownFinding | undefined;
    decided?: Partial<CaseDraft> | null;
    card?: FindingChange['card'];
    notices?: readonly NoticeDraft[];
    messageId?: string;
  } = {},
): FindingChange {
  const others = known?.records.filter((record) => record.recordKey !== finding.recordKey) ?? [];
  const view = viewOf([...others, finding]);
  const opened: CaseDraft = {
    ...{ id: null, key: finding.identity, state: 'open', resolution: null, unverifiable: false },
    ...{ severity: view.severity, openedAt: noon, closedAt: null, reopened: 0 },
    ...{ channel: '#sec-alerts', assignee: null, dueAt: null },
  };
  return {
    identity: finding.identity,
    records: [{ finding, messageId, path: '/detail' }],
    view,
    case: decided === null ? null : { ...(known?.case ?? opened), ...decided },
    card,
    notices,
  };
}

export function ledgerFixture(
  messageId: string,
  outcome: Outcome,
  changes: Partial<LedgerRow> = {},
): LedgerRow {
  return {
    ...{ messageId, path: '/detail', queue: 'alerts', outcome, reason: { code: 'new' }, source: 'guardduty' },
    ...{ identity: null, accountId: null, sentAt: noon - 1_000, arrivedAt: noon, configHash: 'c0ffee' },
    ...changes,
  };
}

export function bodyFixture(messageId: string, body: string, arrivedAt = noon): StoredBody {
  return { messageId, queue: 'alerts', body, sentAt: arrivedAt - 1_000, arrivedAt };
}

type Fate = Omit<NonNullable<Parameters<typeof changeFixture>[1]>, 'known' | 'messageId'> & {
  arrivedAt?: number;
};

/** One finding, one message, one batch; returns its case's id, or null. */
export async function take(store: Store, finding: Finding, fate: Fate = {}): Promise<number | null> {
  const messageId = `m-${nextMessage++}`;
  const { arrivedAt = noon, ...decision } = fate;
  await store.intake(async (transaction) => {
    const known = (await transaction.load([finding.identity])).get(finding.identity);
    await transaction.save({
      now: arrivedAt,
      bodies: [bodyFixture(messageId, JSON.stringify({ detail: finding }), arrivedAt)],
      ledger: [ledgerFixture(messageId, 'posted', { identity: finding.identity, arrivedAt })],
      changes: [changeFixture(finding, { ...decision, known, messageId })],
      superseded: [],
      intakeCard: null,
    });
  });
  return (await knownOf(store, finding.identity)).case?.id ?? null;
}

export async function knownOf(store: Store, identity: string): Promise<KnownFinding> {
  const known = await store.intake(async (transaction) => (await transaction.load([identity])).get(identity));
  if (!known) throw new Error('every identity asked for is answered');
  return known;
}

/** A question that restricts nothing but what is given. */
export function queryFixture(query: Partial<CaseQuery> = {}): CaseQuery {
  return {
    ...{ text: [], severity: [], account: [], region: [], type: [], control: [], resource: [], state: [] },
    ...{ assignee: [], source: [], since: null, overdueAt: null, unowned: false },
    ...query,
  };
}
