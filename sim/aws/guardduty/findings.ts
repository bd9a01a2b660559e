import { createHash } from 'node:crypto';
import { type Document, textAt } from '../document.ts';
import type { Setting } from '../setting.ts';

/** A finding as the API and its event write it; what is left out is filled in. */
export interface GuardDutySeed {
  readonly id: string;
  readonly type: string;
  readonly severity: number;
  readonly service?: Document;
  readonly [more: string]: unknown;
}

/** By account and Region, always the same one. */
export function detectorIdOf(account: string, region: string): string {
  return createHash('sha256').update(`${account} ${region}`).digest('hex').slice(0, 32);
}

/** The findings of all accounts. The administrator sees those of every account in its Region, members their own. */
export function createFindings({ now, emit, administrator }: Setting) {
  const regions = new Map<string, Map<string, Document>>();

  function seen(account: string, region: string): readonly Document[] {
    return [...(regions.get(region)?.values() ?? [])].filter(
      (finding) => account === administrator || finding['accountId'] === account,
    );
  }

  /** Keeps a finding without a word: archiving and feedback put nothing on the bus. */
  function keep(region: string, finding: Document): void {
    const known = regions.get(region) ?? new Map<string, Document>();
    regions.set(region, known.set(textAt(finding, 'id') ?? '', finding));
  }

  /**
   * A finding that is new, or has occurred once more: told to its account and to the administrator. What somebody has
   * archived is told as well, and stays archived (GuardDuty user guide, EventBridge events).
   */
  async function occur(account: string, region: string, seed: GuardDutySeed): Promise<void> {
    const known = regions.get(region)?.get(seed.id);
    const finding = completed(seed, known, { account, region, time: new Date(now()).toISOString() });
    keep(region, finding);
    for (const bus of new Set([account, administrator])) {
      await emit({
        source: 'aws.guardduty',
        'detail-type': 'GuardDuty Finding',
        account: bus,
        region,
        detail: finding,
      });
    }
  }

  return { seen, keep, occur };
}

interface Occurrence {
  readonly account: string;
  readonly region: string;
  readonly time: string;
}

function completed(
  seed: GuardDutySeed,
  known: Document | undefined,
  { account, region, time }: Occurrence,
): Document {
  const detectorId = detectorIdOf(account, region);
  const before = (known?.['service'] ?? {}) as Document;
  return {
    ...{ schemaVersion: '2.0', accountId: account, region, partition: 'aws' },
    arn: `arn:aws:guardduty:${region}:${account}:detector/${detectorId}/finding/${seed.id}`,
    ...{ createdAt: known?.['createdAt'] ?? time, updatedAt: time },
    resource: { resourceType: 'Instance' },
    ...seed,
    service: {
      ...{ serviceName: 'guardduty', detectorId, archived: false, resourceRole: 'TARGET' },
      ...{ eventFirstSeen: time, eventLastSeen: time },
      ...before,
      count: Number(before['count'] ?? 0) + 1,
      ...(known && { eventLastSeen: time }),
      ...seed.service,
    },
  };
}
