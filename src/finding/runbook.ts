import type { Place } from './lease.ts';

/** `starting`: wanted; `running`: AWS has it; the others are how it ended, as AWS calls them or because we gave up. */
export type RunState = 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'timed-out';

/** One run of an SSM Automation document: an audited act, not a lease. */
export interface RunbookRun {
  readonly id: number;
  /** As the configuration calls it. */
  readonly name: string;
  readonly document: string;
  readonly place: Place;
  readonly parameters: Readonly<Record<string, string>>;
  readonly state: RunState;
  /** Slack user id. */
  readonly by: string;
  readonly reason: string;
  readonly caseId: number | null;
  readonly channel: string;
  /** A UUID: AWS starts one execution for it, however often it is asked. */
  readonly clientToken: string;
  readonly executionId: string | null;
  readonly requestedAt: number;
  readonly endedAt: number | null;
  /** The step that it is in, or ended in. */
  readonly step: string | null;
  /** What it put out, cut to what fits a thread. */
  readonly output: string | null;
  readonly attempts: number;
  readonly nextAt: number | null;
}

export type RunbookRunDraft = Omit<RunbookRun, 'id'>;
