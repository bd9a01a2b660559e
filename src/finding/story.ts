import type { Lease } from './lease.ts';
import type { RunbookRun } from './runbook.ts';

/**
 * What threads tell of temporary changes to AWS and of runbooks, beside the card that shows the present: acts of people,
 * and where a lease has come to. What the program does by the way, or often, is in no thread.
 */
export const storyKinds = [
  'lease-asked',
  'lease-alone',
  'lease-begun',
  'lease-approved',
  'lease-refused',
  'lease-withdrawn',
  'lease-lapsed',
  'lease-living',
  'lease-again',
  'lease-longer-asked',
  'lease-longer',
  'lease-not-longer',
  'lease-drift',
  'lease-putting-right',
  'lease-ending',
  'lease-ended',
  'lease-failed',
  'run-started',
  'run-over',
] as const;
export type StoryKind = (typeof storyKinds)[number];

/** One line: what, when, and the values of its sentence. `by`, a Slack user id, is who did it. */
export interface StoryLine {
  readonly kind: StoryKind;
  readonly at: number;
  readonly values: Readonly<Record<string, string | number>>;
}

type Said = Omit<StoryLine, 'at'>;

/** What became of a lease by one act; `by`: whose act it was, null for the program's. */
export function leaseStory(before: Lease | null, after: Lease, by: string | null, at: number): StoryLine[] {
  const said =
    before === null ? [beginning(after)] : [...approving(before, after), ...changing(before, after, by)];
  return said.map((one) => ({ ...one, at }));
}

function beginning({ state, breakGlass, requester, reason }: Lease): Said {
  const values = { by: requester, reason };
  if (breakGlass) return { kind: 'lease-alone', values };
  return { kind: state === 'requested' ? 'lease-asked' : 'lease-begun', values };
}

function approving(before: Lease, { approvals, needed }: Lease): Said[] {
  return approvals.slice(before.approvals.length).map(({ by }) => ({
    kind: 'lease-approved',
    values: { by, left: Math.max(0, needed - approvals.length) },
  }));
}

function changing(before: Lease, after: Lease, by: string | null): Said[] {
  if (after.state !== before.state) return moving(before, after, by);
  const actor = by === null ? {} : { by };
  const { extension } = after;
  if (extension !== null && extension.until !== before.extension?.until)
    return [{ kind: 'lease-longer-asked', values: { ...extension } }];
  if (after.endsAt !== null && after.endsAt !== before.endsAt)
    return [{ kind: 'lease-longer', values: { ...actor, until: after.endsAt } }];
  if (before.extension !== null && extension === null) return [{ kind: 'lease-not-longer', values: actor }];
  const isFresh = after.drift.some((one) => !before.drift.some(({ code }) => code === one.code));
  return isFresh ? [{ kind: 'lease-drift', values: {} }] : [];
}

function moving(before: Lease, after: Lease, by: string | null): Said[] {
  const { refusal, ending } = after;
  switch (after.state) {
    case 'refused': {
      const values = { by: refusal?.by ?? after.requester, reason: refusal?.reason ?? '' };
      return [{ kind: values.reason === '' ? 'lease-withdrawn' : 'lease-refused', values }];
    }
    case 'expired':
      return [{ kind: 'lease-lapsed', values: {} }];
    case 'attaching':
      return before.state === 'active'
        ? [{ kind: 'lease-putting-right', values: by === null ? {} : { by } }]
        : [];
    case 'active': {
      const until = after.endsAt === null ? {} : { until: after.endsAt };
      return [{ kind: before.activeAt === null ? 'lease-living' : 'lease-again', values: until }];
    }
    case 'ending': {
      const who = ending?.by ? { by: ending.by } : {};
      return [{ kind: 'lease-ending', values: { ...who, because: ending?.reason ?? 'expired' } }];
    }
    case 'ended':
      return [{ kind: 'lease-ended', values: {} }];
    case 'failed':
      return [{ kind: 'lease-failed', values: {} }];
    default:
      return [];
  }
}

/** What became of a run of a runbook. */
export function runStory(before: RunbookRun | null, after: RunbookRun, at: number): StoryLine[] {
  if (before === null) return [{ kind: 'run-started', at, values: { by: after.by, reason: after.reason } }];
  if (before.endedAt !== null || after.endedAt === null) return [];
  return [{ kind: 'run-over', at, values: { state: after.state, output: after.output ?? '' } }];
}
