import type { Case, CaseDraft } from '../../src/finding/case.ts';
import type { BatchChanges, CaseChange, KnownFinding } from '../../src/finding/change.ts';
import type { Finding } from '../../src/finding/finding.ts';
import type { Outcome } from '../../src/finding/ledger.ts';
import { emptyTally, moved } from '../../src/finding/tally.ts';
import { type FindingView, viewOf } from '../../src/finding/view.ts';
import type { CaseQuery } from '../../src/store/ports/cases.ts';
import type { LedgerRow, StoredBody } from '../../src/store/ports/ledger.ts';
import type { Store } from '../../src/store/store.ts';

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

/** A case as it is opened for one finding, with what is said otherwise. */
export function draftFixture(view: FindingView, changes: Partial<CaseDraft> = {}): CaseDraft {
  const { state, severity } = view;
  return {
    ...{ id: null, key: view.identity, state: 'open', resolution: null, foldedInto: null, quiet: null },
    ...{ unverifiable: false, severity, tally: moved(emptyTally, null, { state, severity }), sample: false },
    ...{ shown: true, openedAt: noon, closedAt: null, reopened: 0, reopenTimes: [], flapping: false },
    ...{ channel: '#sec-alerts', policy: null, owner: null, unowned: false, mentions: [], mentionAt: null },
    ...{ assignee: null, acknowledgedAt: null, acknowledgedUntil: null, dueAt: null },
    ...{ escalation: null, nextAt: null, verifying: null, exception: null },
    ...{ sampleBy: null, closedBy: null, handledAt: null },
    ...changes,
  };
}

/** What happens to a case, where nothing else is said: nothing but the case. */
export function caseChangeFixture(draft: CaseDraft, changes: Partial<CaseChange> = {}): CaseChange {
  return { case: draft, lastSeen: null, card: null, notices: [], page: null, announce: null, ...changes };
}

export interface Fate extends Partial<Omit<CaseChange, 'case' | 'lastSeen'>> {
  /** What the case becomes, beside what it was; null: the finding has none. */
  readonly decided?: Partial<CaseDraft> | null;
}

/** What one batch says of a finding; `known` and `before` are what it and its case were. */
export function changeFixture(
  finding: Finding,
  {
    known,
    before,
    messageId = 'm-0',
    decided = {},
    ...change
  }: Fate & { known?: KnownFinding | undefined; before?: Case | null | undefined; messageId?: string } = {},
): BatchChanges {
  const others = known?.records.filter((record) => record.recordKey !== finding.recordKey) ?? [];
  const view = viewOf([...others, finding]);
  const draft = decided === null ? null : { ...(before ?? draftFixture(view)), ...decided };
  const lastSeen = view.lastSeen;
  return {
    findings: [
      {
        identity: finding.identity,
        records: [{ finding, messageId, path: '/detail' }],
        view,
        caseKey: draft?.key ?? null,
      },
    ],
    cases: draft === null ? [] : [caseChangeFixture(draft, { lastSeen, card: 'post', ...change })],
    hits: new Map(),
  };
}

export const noChanges: BatchChanges = { findings: [], cases: [], hits: new Map() };

export function together(all: readonly BatchChanges[]): BatchChanges {
  return {
    findings: all.flatMap((one) => one.findings),
    cases: all.flatMap((one) => one.cases),
    hits: new Map(all.flatMap((one) => [...one.hits])),
  };
}

/** Nothing to save, to be filled in. */
export const emptyBatch = {
  now: noon,
  bodies: [],
  ledger: [],
  superseded: [],
  changes: noChanges,
  disturbances: new Map<string, number>(),
  intakeCard: null,
};

export function ledgerFixture(
  messageId: string,
  outcome: Outcome,
  changes: Partial<LedgerRow> = {},
): LedgerRow {
  return {
    ...{ messageId, path: '/detail', queue: 'alerts', outcome, reason: { code: 'new' }, trace: [] },
    ...{
      source: 'guardduty',
      identity: null,
      accountId: null,
      sentAt: noon - 1_000,
      arrivedAt: noon,
      configHash: 'c0ffee',
    },
    ...changes,
  };
}

export function bodyFixture(messageId: string, body: string, arrivedAt = noon): StoredBody {
  return { messageId, queue: 'alerts', body, sentAt: arrivedAt - 1_000, arrivedAt };
}

/** One finding, one message, one batch; returns its case's id, or null. */
export async function take(
  store: Store,
  finding: Finding,
  { arrivedAt = noon, ...fate }: Fate & { readonly arrivedAt?: number } = {},
): Promise<number | null> {
  const messageId = `m-${nextMessage++}`;
  await store.intake(async (transaction) => {
    const loaded = await transaction.load([finding.identity]);
    const known = loaded.findings.get(finding.identity);
    const key = fate.decided?.key ?? known?.caseKey ?? finding.identity;
    const before = loaded.cases.get(key) ?? (await transaction.casesByKey([key])).get(key);
    await transaction.save({
      ...emptyBatch,
      now: arrivedAt,
      bodies: [bodyFixture(messageId, JSON.stringify({ detail: finding }), arrivedAt)],
      ledger: [ledgerFixture(messageId, 'posted', { identity: finding.identity, arrivedAt })],
      changes: changeFixture(finding, { ...fate, known, before, messageId }),
    });
  });
  return (await knownOf(store, finding.identity)).case?.id ?? null;
}

/** What is known of a finding, and the case that it is in. */
export async function knownOf(
  store: Store,
  identity: string,
): Promise<KnownFinding & { readonly case: Case | null }> {
  return store.intake(async (transaction) => {
    const { findings, cases } = await transaction.load([identity]);
    const known = findings.get(identity);
    if (!known) throw new Error('every identity asked for is answered');
    return { ...known, case: (known.caseKey === null ? null : cases.get(known.caseKey)) ?? null };
  });
}

/** A question that restricts nothing but what is given. */
export function queryFixture(query: Partial<CaseQuery> = {}): CaseQuery {
  return {
    ...{ text: [], severity: [], account: [], region: [], type: [], control: [], resource: [], state: [] },
    ...{ assignee: [], source: [], since: null, overdueAt: null, unowned: false },
    ...query,
  };
}
