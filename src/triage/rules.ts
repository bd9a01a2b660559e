import type { Account } from '../finding/account.ts';
import { type Policy, policyActions } from '../finding/policy.ts';
import type { FindingView } from '../finding/view.ts';
import { compileMatch, type Matches } from './match.ts';
import type { TriageSettings } from './settings.ts';
import { type WorkCalendar, workCalendar } from './work-calendar.ts';

/** The configuration, compiled once; it answers what every decision asks. */
export interface TriageRules {
  readonly settings: TriageSettings;
  /** The policy that decides about a finding; null: none matches, so it is tracked without a deadline. */
  policyOf(view: FindingView): Policy | null;
  policyNamed(name: string): Policy | null;
  /** Null: the configuration does not know it. */
  accountOf(id: string): Account | null;
  /** When the people of a channel work. */
  calendarOf(channel: string): WorkCalendar;
}

export function compileTriage(settings: TriageSettings): TriageRules {
  const policies = settings.policies.map((policy): [Policy, Matches] => [
    policy,
    // What hides has to be right about every resource; what shows, about one.
    compileMatch(policy.match, { resources: policy.then === 'track' ? 'any' : 'all' }),
  ]);
  const byName = new Map(settings.policies.map((policy) => [policy.name, policy]));
  const accounts = new Map(settings.accounts.map((account) => [account.id, account]));
  const asksForStandards = settings.policies.some((policy) => policy.match.standard !== undefined);
  const own = Object.entries(settings.hours.channels);
  const calendars = new Map(own.map(([channel, hours]) => [channel, workCalendar(hours)]));
  const everywhereElse = workCalendar(settings.hours.default);

  const firstFor = (view: FindingView, standards: readonly string[]): Policy | null => {
    const subject = { view, account: accounts.get(view.account.id) ?? null, standards };
    for (const [policy, matches] of policies) if (matches(subject)) return policy;
    return null;
  };

  return {
    settings,
    policyOf(view) {
      const { standards } = view;
      if (!asksForStandards || standards.length < 2) return firstFor(view, standards);
      return strictest(standards.map((one) => firstFor(view, [one])));
    },
    policyNamed: (name) => byName.get(name) ?? null,
    accountOf: (id) => accounts.get(id) ?? null,
    calendarOf: (channel) => calendars.get(channel) ?? everywhereElse,
  };
}

/** One answer per standard: tracking beats hiding, and of two deadlines the earlier counts. */
function strictest(answers: readonly (Policy | null)[]): Policy | null {
  return answers.reduce((strict, one) => (compareStrictness(one, strict) < 0 ? one : strict));
}

function compareStrictness(one: Policy | null, other: Policy | null): number {
  const byAction = policyActions.indexOf(actionOf(one)) - policyActions.indexOf(actionOf(other));
  return byAction || (one?.due ?? Number.MAX_VALUE) - (other?.due ?? Number.MAX_VALUE);
}

function actionOf(policy: Policy | null) {
  return policy?.then ?? 'track';
}
