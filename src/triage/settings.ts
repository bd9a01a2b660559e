import type { OnCall } from '../calendar/on-call.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import type { Account } from '../finding/account.ts';
import type { Policy } from '../finding/policy.ts';
import type { Severity } from '../finding/severity.ts';

/** Somebody to call: by part, or a Slack user (`U…`) or user group (`S…`). */
export type Who = 'owner' | 'on-call' | 'second' | (string & {});

/** One thing that happens while nobody acknowledges; each once. */
export interface EscalationStep {
  /** Since the case opened, came back, became worse, or its acknowledgement lapsed; in ms. */
  readonly after: number;
  /** Mentioned in the thread, and in the channel by a broadcast. */
  readonly mention: readonly Who[];
  /** The pager outside Slack is told too; only ever for Critical. */
  readonly page: boolean;
  /** A new message in the channel, so that it is the last thing there. */
  readonly newMessage: boolean;
}

interface Escalations {
  /** `working`: `after` counts working time of the case's channel only. */
  readonly hours: 'always' | 'working';
  readonly steps: readonly EscalationStep[];
}

/** All of the configuration that decides about alerts: plain data, as it crosses to the worker. Times are ms. */
export interface TriageSettings {
  /** In order; the default profile, where it is on, comes last. */
  readonly policies: readonly Policy[];
  readonly accounts: readonly Account[];
  readonly channel: string;
  readonly criticalChannel: string | null;
  /** Who is mentioned when a case of this severity is posted or becomes worse. */
  readonly mentions: Readonly<Record<Severity, readonly Who[]>>;
  /** These are said at once, whatever the hour; the others wait for working hours. */
  readonly urgent: readonly Severity[];
  readonly escalation: Readonly<Record<Severity, Escalations>>;
  /** How long an acknowledgement holds when nobody says otherwise. */
  readonly acknowledgement: Readonly<Record<Severity, number>>;
  readonly hours: {
    readonly default: WorkingHours;
    readonly channels: Readonly<Record<string, WorkingHours>>;
  };
  readonly onCall: OnCall;
  /** How long whoever is asked "was this you?" has in working time, and patterns of names that are programs'. */
  readonly questions: { readonly wait: number; readonly never: readonly string[] };
  /** A case that comes back more often than `times` within `within` is flapping. */
  readonly flapping: { readonly times: number; readonly within: number };
  /** So many closures or doubts within `within` in one account and region look like a broken source. */
  readonly sourceHealth: { readonly count: number; readonly within: number };
}
