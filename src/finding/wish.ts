import type { Case, Disposition } from './case.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { Suppression } from './suppression.ts';

/** The services that can be told what was decided about their own copy of a finding: the doors of the same names. */
const tellableSources = ['securityhub', 'securityhub-v2', 'guardduty'] as const;
export type TellableSource = (typeof tellableSources)[number];

type WishReason =
  | 'acknowledged'
  | 'assigned'
  | 'verifying'
  | 'suppression'
  | 'exception'
  | 'policy'
  | Disposition
  | 'duplicate';

/** What a service should say of its own copy of a finding, because of what was decided about the finding's case. */
export interface Wish {
  /** Security Hub's words. GuardDuty only archives: what is set aside or done. */
  readonly status: 'NOTIFIED' | 'SUPPRESSED' | 'RESOLVED';
  readonly why: WishReason;
  /** Slack user id: who has it, decided it or granted it; null: a policy did. */
  readonly by: string | null;
  /** Until when it holds; null: no end is known. */
  readonly until: number | null;
  /** In the words of whoever decided, or the policy's name; null: none was given. */
  readonly reason: string | null;
  /** Null: of a policy, which says the same of many cases. */
  readonly caseId: number | null;
}

/** How far the configuration lets decisions reach. */
export interface WishSettings {
  /** What policies keep quiet is suppressed in Security Hub, too. */
  readonly suppress: boolean;
  /** Findings are archived in GuardDuty, and it is told whether they were of use. */
  readonly guardDuty: boolean;
}

type Deciding = 'assignee' | 'acknowledgedUntil' | 'verifying' | 'exception' | 'closedBy';

/** What a wish depends on. */
export interface WishGround {
  readonly case: Pick<Case, 'id' | 'state' | 'quiet' | 'resolution' | Deciding>;
  /** What keeps the case quiet, where that is a suppression that is still known. */
  readonly suppression: Pick<Suppression, 'author' | 'reason' | 'until'> | null;
  /** The service's own copy. */
  readonly record: Pick<Finding, 'source' | 'kind' | 'status'>;
}

/** Null: nothing is wanted; whatever we wrote before is taken back, where it still stands. Pure. */
export function wantOf(ground: WishGround, settings: WishSettings): Wish | null {
  const { record } = ground;
  if (!isTellable(record.source) || isOver(record)) return null;
  const wish = decided(ground);
  if (wish === null) return null;
  if (wish.why === 'policy' && !(settings.suppress && record.kind === controlKind)) return null;
  if (record.source !== 'guardduty') return wish;
  return settings.guardDuty && wish.status !== 'NOTIFIED' ? wish : null;
}

/** A policy is about settings; a threat that it keeps quiet stays to be seen where it was found. */
const controlKind: FindingKind = 'control';

export function isTellable(source: string): source is TellableSource {
  return (tellableSources as readonly string[]).includes(source);
}

/** The service itself says what becomes of what passed, and nobody needs to be told of what it archived. */
export function isOver({ status }: Pick<Finding, 'status'>): boolean {
  return status.compliance === 'passed' || (status.archived && !status.ours?.includes('archived'));
}

function decided({ case: one, suppression }: WishGround): Wish | null {
  const { id: caseId, assignee: by, acknowledgedUntil: until } = one;
  switch (one.state) {
    case 'open':
      if (by === null) return null;
      return { status: 'NOTIFIED', why: 'assigned', by, until: null, reason: null, caseId };
    case 'verifying': {
      const { by: presser = by, until: end = null } = one.verifying ?? {};
      return { status: 'NOTIFIED', why: 'verifying', by: presser, until: end, reason: null, caseId };
    }
    case 'acknowledged':
      return { status: 'NOTIFIED', why: 'acknowledged', by, until, reason: null, caseId };
    case 'suppressed':
      return quietWish(one, suppression);
    case 'excepted': {
      const { approver = null, until: review = null, reason = null } = one.exception ?? {};
      return { status: 'SUPPRESSED', why: 'exception', by: approver, until: review, reason, caseId };
    }
    case 'resolved':
      return closedWish(one);
    case 'external':
      return null;
  }
}

function quietWish({ id, quiet }: WishGround['case'], suppression: WishGround['suppression']): Wish | null {
  if (quiet === null || (quiet.by === 'policy' && quiet.action === 'disable')) return null;
  if (quiet.by === 'policy')
    return {
      ...{ status: 'SUPPRESSED', why: 'policy', by: null, until: null },
      ...{ reason: quiet.policy, caseId: null },
    };
  const { author: by = null, until = null, reason = null } = suppression ?? {};
  return { status: 'SUPPRESSED', why: 'suppression', by, until, reason, caseId: id };
}

/** What a person closed; what ended by itself is the service's own news. Real and dealt with, or nothing to be done. */
function closedWish({ id: caseId, resolution: why, closedBy: by }: WishGround['case']): Wish | null {
  const said = { by, until: null, reason: null, caseId };
  switch (why) {
    case 'handled':
      return { status: 'RESOLVED', why, ...said };
    case 'benign':
    case 'false-positive':
    case 'duplicate':
      return { status: 'SUPPRESSED', why, ...said };
    default:
      return null;
  }
}

/** Somebody decided about it, so that services may have to be told; a case that nobody touched wants nothing. */
export function isDecided({ state, assignee, resolution }: Omit<Case, 'id'>): boolean {
  if (state === 'open') return assignee !== null;
  return state !== 'external' && !endsByItself.has(resolution);
}

const endsByItself: ReadonlySet<unknown> = new Set(['fixed', 'gone', 'external', 'folded']);
