import type { CheckResult } from '../../finding/check.ts';
import type { Timeline } from '../../finding/investigation.ts';
import type { LeaseDesk } from '../../finding/lease-desk.ts';
import type { RuleOverview } from '../../finding/rule-overview.ts';
import type { CaseView } from '../../finding/view.ts';
import type { ActLimits } from '../../operations/operation.ts';
import type { PreviewRequest, previewSuppression } from '../../operations/preview-suppression.ts';
import type { Act } from '../../operations/registry.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Repositories } from '../../store/store.ts';
import type { TriageSettings } from '../../triage/settings.ts';
import type { PrivateFile } from './send-files.ts';

/** What commands and actions work with. Only `act` changes anything. */
export interface Tools {
  readonly store: Pick<
    Repositories,
    'audit' | 'cases' | 'ledger' | 'cards' | 'suppressions' | 'requests' | 'onCall' | 'digests' | 'leases'
  > & { readonly wishes: Pick<Repositories['wishes'], 'quieted'> };
  readonly clock: Clock;
  readonly logger: Logger;
  /** Does what somebody asked for, once they were authorised. */
  readonly act: Act;
  /** What a suppression would do; nothing is changed. */
  previewSuppression(request: PreviewRequest): ReturnType<typeof previewSuppression>;
  /** What the configuration says about alerts, at present. */
  settings(): TriageSettings;
  limits(): ActLimits;
  /** How far Security Hub and GuardDuty are told of decisions, at present. */
  writeBack(): { readonly mode: 'off' | 'dry-run' | 'on'; readonly suppress: 'off' | 'on' };
  /** Two Slack user ids of one human. */
  isSamePerson(a: string, b: string): boolean;
  /** The rules, and how often they matched. */
  rules(): Promise<RuleOverview>;
  /** What AWS itself says of a case, within ten seconds; null: nothing can be asked about it. Never throws. */
  check(view: CaseView, signal: AbortSignal): Promise<CheckResult | null>;
  /**
   * What a key, user, role or resource did in the last day, by CloudTrail; `region` null: our own. It takes seconds, and
   * is asked in the name of `by`.
   */
  historyOf(
    word: string,
    place: { readonly account: string; readonly region: string | null },
    by: string | null,
  ): Promise<Timeline>;
  /** What AWS says before anything is done about it; null: this deployment has no leases. */
  readonly leases: LeaseDesk | null;
  /** The newest event that a case came from, as it arrived; null when its body is no longer kept. */
  rawEvent(caseId: number): Promise<unknown>;
  /** Sends files to somebody alone. Throws when Slack does not take them. */
  sendFiles(userId: string, files: readonly PrivateFile[], comment: string): Promise<void>;
  /** Somebody's name, for where a mention would ring them up; the id where Slack does not tell. Never throws. */
  nameOf(userId: string): Promise<string>;
  /** Why somebody cannot be given work; null: they are a full, active member. Throws when Slack is away. */
  unfitnessOf(userId: string): Promise<Unfitness | null>;
  /** False: they surely lack the role that takes a case. Never throws. */
  mayTake(userId: string): Promise<boolean>;
  /** A message's address for people; null where the workspace's address is not known. */
  permalink(channelId: string, ts: string): string | null;
  /** Draws the card that this message is anew, if it is one; what stood there may be old. Never throws. */
  redraw(channelId: string, ts: string): Promise<void>;
  /** Is this a channel that carries cards, and seen by nobody outside this workspace? Throws when Slack is away. */
  isSafeToShareIn(channelId: string): Promise<boolean>;
}

export type Unfitness = 'unknown' | 'deactivated' | 'guest' | 'stranger' | 'bot';
