import type { AuditNote, Surface } from '../finding/audit.ts';
import type { LeasePolicy } from '../finding/lease-policy.ts';
import type { Role } from '../finding/role.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import type { TriageRules } from '../triage/rules.ts';
import type { Grant } from './grants.ts';
import type { SamePerson } from './same-person.ts';

/** Who acts. Whoever builds one has authorised it; the clock is an actor too. */
export interface Actor {
  /** Slack user id; null: the clock. */
  readonly userId: string | null;
  /** The greatest role that they hold, wherever that is. */
  readonly role: Role;
  /** Every role that they hold, and where. */
  readonly grants: readonly Grant[];
  readonly surface: Surface;
}

/** What the configuration says about acts. Times are ms. */
export interface ActLimits {
  /** How long each role may suppress at most. */
  readonly suppression: Readonly<Record<Role, number>>;
  /** How long each role may acknowledge at most. */
  readonly acknowledgement: Readonly<Record<Role, number>>;
  /** Null: leases are not configured, so that there are none. */
  readonly leases: LeasePolicy | null;
  /** How far away the review of an exception may be that each role asks for or grants. */
  readonly exception: Readonly<Record<Role, number>>;
  /** How long a request waits for somebody to decide. */
  readonly requestsExpire: number;
}

/** What an act is performed with. */
export interface ActSetting {
  readonly now: number;
  readonly actor: Actor;
  readonly rules: TriageRules;
  readonly limits: ActLimits;
  readonly people: SamePerson;
}

export interface ActContext extends ActSetting {
  /** What the operation needs, for where the actor's roles hold only in some accounts. */
  readonly needs: Role;
}

/**
 * One act, whoever asks for it: who may, what it changes and what it says back. It runs in one transaction, and a
 * second time it changes nothing and says who was first. Answers are plain data: they cross a thread.
 */
export interface Operation<Input, Answer> {
  readonly name: string;
  /** The least role that may. */
  readonly needs: Role;
  run(transaction: ActTransaction, input: Input, context: ActContext): Promise<Answer>;
  /**
   * What the audit log keeps of it, refusals too; null: nothing happened. Where the target is a case, what changed
   * about it is added by itself.
   */
  audit(input: Input, answer: Answer): AuditNote | null;
}
