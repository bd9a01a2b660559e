import type { LeasePolicy } from '../../src/finding/lease-policy.ts';
import type { Role } from '../../src/finding/role.ts';
import type { Severity } from '../../src/finding/severity.ts';
import { everywhere, type Grant } from '../../src/operations/grants.ts';
import type { ActLimits, ActSetting } from '../../src/operations/operation.ts';
import { type AnswerOf, type InputOf, type OperationName, perform } from '../../src/operations/registry.ts';
import { type PersonAccounts, samePerson } from '../../src/operations/same-person.ts';
import type { Store } from '../../src/store/store.ts';
import { plainSettings } from '../../src/triage/plain-settings.ts';
import { compileTriage, type TriageRules } from '../../src/triage/rules.ts';
import type { TriageSettings } from '../../src/triage/settings.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const actLimits: ActLimits = {
  suppression: { viewer: 0, responder: 7 * day, approver: 30 * day, admin: 90 * day },
  acknowledgement: { viewer: 0, responder: day, approver: 3 * day, admin: 7 * day },
  leases: null,
  exception: { viewer: 0, responder: 30 * day, approver: 90 * day, admin: 365 * day },
  requestsExpire: 7 * day,
};

const acknowledgement: Record<Severity, number> = {
  ...{ Critical: 4 * hour, High: 8 * hour, Medium: day, Low: day, Informational: day },
};

/** Critical pages after five minutes; everything else as plain as it can be. */
export function rulesFixture(settings: Partial<TriageSettings> = {}): TriageRules {
  const steps = [
    { after: 5 * minute, mention: ['on-call'], page: true, newMessage: false },
    { after: 30 * minute, mention: ['on-call'], page: false, newMessage: true },
  ];
  const escalation = { ...plainSettings.escalation, Critical: { hours: 'always' as const, steps } };
  return compileTriage({ ...plainSettings, escalation, acknowledgement, ...settings });
}

export interface Acting {
  readonly now: number;
  readonly rules?: TriageRules;
  readonly role?: Role;
  /** Absent: the role, everywhere. */
  readonly grants?: readonly Grant[];
  /** Absent: this deployment has none. */
  readonly leases?: LeasePolicy;
  readonly humans?: readonly PersonAccounts[];
}

function actSetting(userId: string, acting: Acting): ActSetting {
  const { now, rules = rulesFixture(), role = 'responder', leases = null, humans = [] } = acting;
  const { grants = everywhere(role) } = acting;
  const actor = { userId, role, grants, surface: 'command' } as const;
  return { now, actor, rules, limits: { ...actLimits, leases }, people: samePerson(humans) };
}

/** What somebody does, straight to the store. */
export function actAs<Name extends OperationName>(
  store: Store,
  userId: string,
  acting: Acting,
  name: Name,
  input: InputOf<Name>,
): Promise<AnswerOf<Name>> {
  return perform(store, name, input, actSetting(userId, acting));
}
