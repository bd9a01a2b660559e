import type { Severity } from './severity.ts';

/** The doors: one name per folder of `sources/`. */
export const sourceNames = [
  'guardduty',
  'securityhub',
  'securityhub-v2',
  'macie',
  'cloudtrail',
  'custom',
] as const;
export type SourceName = (typeof sourceNames)[number] | 'yagura';

export interface Resource {
  /** The detector's word for the kind of thing, e.g. `AwsEc2SecurityGroup` or `Instance`. */
  readonly type: string;
  /** What AWS calls it: an id, a name, or its ARN where there is nothing shorter. */
  readonly id: string;
  readonly arn?: string;
  /** A person's word for it (the Name tag), where there is one. */
  readonly name?: string;
  /** At most 50; keys of at most 128 characters, values of at most 256, which may be empty. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Link {
  readonly kind: 'console' | 'remediation' | 'detector';
  readonly url: string;
}

export type Compliance = 'passed' | 'failed' | 'warning' | 'not_available';
export type Workflow = 'new' | 'notified' | 'suppressed' | 'resolved';

/** What one service says of its own copy. `null`: that service has no such field. */
export interface RecordStatus {
  readonly archived: boolean;
  readonly compliance: Compliance | null;
  readonly workflow: Workflow | null;
  /** What of it is our own word, which came back to us: it decides nothing anew. */
  readonly ours?: readonly ('workflow' | 'archived')[];
}

/** What a rule itself says of what it matched, values filled in: what happened, and what to do first. */
export type RuleWords = Readonly<Record<'en' | 'ja', { readonly says: string; readonly first: string }>>;

/** What kind of statement it is; cards and texts differ by it. */
export type FindingKind = 'threat' | 'control' | 'vulnerability' | 'data' | 'other';

/**
 * One service's statement about resources, in the one normal form. What SQL keeps per record.
 * Every string is as it came from outside: untrusted. Times are epoch milliseconds.
 */
export interface Finding {
  /** What makes two findings the same, e.g. `guardduty:<id>` or `control:<account>:<region>:<control>:<resource>`. */
  readonly identity: string;
  /** Which copy this is: the door and the copy's own id. Unique within the identity. */
  readonly recordKey: string;
  /** The door that this copy came through. */
  readonly source: SourceName;
  /** Who detected it, in AWS's own spelling: `GuardDuty`, `Security Hub`, `Inspector`, `Config` or a partner's name. */
  readonly product: string;
  /** The id as this copy spells it. */
  readonly id: string;
  readonly kind: FindingKind;
  /** GuardDuty's own type, a control id (`EC2.19`), or the product's type. */
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  /** `id` is `none` for things outside AWS. */
  readonly account: { readonly id: string; readonly name?: string };
  /** `none` for things outside AWS. */
  readonly region: string;
  /** Sorted by id, without repeats. */
  readonly resources: readonly Resource[];
  /** Who did it, where the statement names somebody. */
  readonly principal?: string;
  /** The address at the other end, where there is one. */
  readonly remoteAddress?: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** When the service last changed this copy; orders the versions of one record. */
  readonly updatedAt: number;
  readonly count: number;
  /** A test finding made by a person; it never pages. */
  readonly sample: boolean;
  readonly status: RecordStatus;
  /** Standards that ask for this, in short words: `FSBP`, `CIS 1.4.0`, `PCI DSS`. */
  readonly standards: readonly string[];
  /** How to put it right, in the detector's words. */
  readonly remediation?: string;
  readonly links: readonly Link[];
  /** Values worth a place in a sentence (`port`, `domain`, `bucket` …), by name. */
  readonly facts: Readonly<Record<string, string>>;
  /** An attack sequence's: identities of the findings that it is made of; sorted, 1 to 100. */
  readonly signals?: readonly string[];
  /** A rule's, where it brings words of its own. */
  readonly text?: RuleWords;
  /** A rule's: when its present run of matches began, after a window of silence. A later one is an alert anew. */
  readonly episode?: number;
}

/** `account.id` and `region` of what does not live in AWS. */
export const outsideAws = 'none';

/** Sorted by id, one of each: several resources make one identity, whatever order they came in. */
export function sortResources(resources: readonly Resource[]): Resource[] {
  const seen = new Map<string, Resource>();
  for (const one of resources)
    if (!seen.has(`${one.type}\n${one.id}`)) seen.set(`${one.type}\n${one.id}`, one);
  return [...seen.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.type < b.type ? -1 : 1));
}
