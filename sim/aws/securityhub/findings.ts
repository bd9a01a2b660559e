import { type Document, textAt } from '../document.ts';
import type { Setting } from '../setting.ts';

/** A finding in ASFF; what is left out is filled in as Security Hub would have it. */
export interface AsffSeed {
  readonly Id: string;
  readonly ProductArn?: string;
  readonly [more: string]: unknown;
}

export interface FindingKey {
  readonly Id: string;
  readonly ProductArn: string;
}

/** What people have set stays when the product tells of the finding again (Security Hub user guide, BatchUpdateFindings). */
const keptFields = ['Workflow', 'Note', 'UserDefinedFields', 'VerificationState'] as const;

/** The findings of all accounts. The administrator sees those of every account in its Region, others their own. */
export function createFindings({ now, emit, administrator }: Setting) {
  const regions = new Map<string, Map<string, Document>>();

  function ofRegion(region: string): Map<string, Document> {
    const known = regions.get(region) ?? new Map<string, Document>();
    regions.set(region, known);
    return known;
  }

  function seen(account: string, region: string): readonly Document[] {
    return [...ofRegion(region).values()].filter(
      (finding) => account === administrator || finding['AwsAccountId'] === account,
    );
  }

  /** A finding as a product reports it: new, or once more. */
  async function put(account: string, region: string, seed: AsffSeed): Promise<void> {
    const reported = completed(seed, account, region, now());
    const known = ofRegion(region).get(keyOf(reported));
    await save(region, known === undefined ? reported : reportedAgain(known, reported, seed));
  }

  /** Keeps it, and tells: of every change an event, on the owner's bus and on the administrator's. */
  async function save(region: string, finding: Document): Promise<void> {
    ofRegion(region).set(keyOf(finding), finding);
    const owner = textAt(finding, 'AwsAccountId') ?? administrator;
    for (const account of new Set([owner, administrator])) {
      await emit({
        source: 'aws.securityhub',
        'detail-type': 'Security Hub Findings - Imported',
        account,
        region,
        resources: [`${textAt(finding, 'ProductArn')}/${textAt(finding, 'Id')}`],
        detail: { findings: [finding] },
      });
    }
  }

  return {
    put,
    save,
    seen,
    find: (account: string, region: string, key: FindingKey) =>
      seen(account, region).find((finding) => keyOf(finding) === keyOf(key)),
  };
}

export function keyOf(finding: Document | FindingKey): string {
  return `${textAt(finding, 'ProductArn')} ${textAt(finding, 'Id')}`;
}

function completed(seed: AsffSeed, account: string, region: string, now: number): Document {
  const time = new Date(now).toISOString();
  return {
    SchemaVersion: '2018-10-08',
    ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
    AwsAccountId: account,
    Region: region,
    CreatedAt: time,
    UpdatedAt: time,
    RecordState: 'ACTIVE',
    Workflow: { Status: 'NEW' },
    WorkflowState: 'NEW',
    ...seed,
  };
}

function reportedAgain(known: Document, reported: Document, seed: AsffSeed): Document {
  const kept = Object.fromEntries(
    keptFields.filter((field) => field in known && !(field in seed)).map((field) => [field, known[field]]),
  );
  const merged = { ...reported, ...kept, CreatedAt: seed['CreatedAt'] ?? known['CreatedAt'] };
  return reopens(known, merged) && !('Workflow' in seed)
    ? { ...merged, Workflow: { Status: 'NEW' } }
    : merged;
}

/** When Security Hub sets NOTIFIED and RESOLVED back to NEW by itself (API reference, Workflow). */
function reopens(before: Document, after: Document): boolean {
  const status = textAt(before, 'Workflow.Status');
  if (status !== 'NOTIFIED' && status !== 'RESOLVED') return false;
  const revived = before['RecordState'] === 'ARCHIVED' && after['RecordState'] === 'ACTIVE';
  const failing = textAt(after, 'Compliance.Status') ?? 'PASSED';
  return revived || (textAt(before, 'Compliance.Status') === 'PASSED' && failing !== 'PASSED');
}
