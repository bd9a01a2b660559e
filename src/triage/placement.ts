import type { CaseDraft } from '../finding/case.ts';
import { outsideAws } from '../finding/finding.ts';
import type { Policy } from '../finding/policy.ts';
import type { FindingView } from '../finding/view.ts';
import type { TriageContext } from './context.ts';

/** Where a case goes, whose it is, and until when it has to be done. */
export type Placement = Pick<CaseDraft, 'channel' | 'owner' | 'unowned' | 'dueAt'>;

/** Why a channel was chosen; the first that holds. */
export type Route =
  | { readonly by: 'policy-channel'; readonly channel: string }
  | { readonly by: 'critical-channel'; readonly channel: string }
  | { readonly by: 'account-channel'; readonly channel: string }
  | { readonly by: 'default-channel'; readonly channel: string };

export function routeOf(view: FindingView, policy: Policy | null, { rules }: TriageContext): Route {
  const { channel, criticalChannel } = rules.settings;
  const account = rules.accountOf(view.account.id);
  if (policy?.channel) return { by: 'policy-channel', channel: policy.channel };
  if (view.severity === 'Critical' && !view.sample && criticalChannel)
    return { by: 'critical-channel', channel: criticalChannel };
  if (account?.channel) return { by: 'account-channel', channel: account.channel };
  return { by: 'default-channel', channel };
}

/** Null: it has no deadline. Only what is tracked has one. */
export function dueOf(policy: Policy | null, now: number): number | null {
  return policy?.then === 'track' && policy.due !== null ? now + policy.due : null;
}

export function placementOf(view: FindingView, policy: Policy | null, context: TriageContext): Placement {
  const account = context.rules.accountOf(view.account.id);
  return {
    channel: routeOf(view, policy, context).channel,
    owner: policy?.owner ?? account?.owner ?? null,
    unowned: account === null && view.account.id !== outsideAws,
    dueAt: dueOf(policy, context.now),
  };
}
