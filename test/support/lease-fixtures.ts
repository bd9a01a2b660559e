import { type LeaseDraft, noFacts } from '../../src/finding/lease.ts';
import { hour } from './acts.ts';
import { noon } from './store-fixtures.ts';

/** An hour of SSH, asked for by Carol at noon; `over`: how it is otherwise. */
export function leaseDraft(over: Partial<LeaseDraft> = {}): LeaseDraft {
  const source = { kind: 'cidr', cidr: '198.51.100.7/32' } as const;
  return {
    spec: {
      ...{ kind: 'security-group', instanceId: 'i-0abc', interfaces: null },
      rule: { protocol: 'tcp', fromPort: 22, toPort: 22, source },
    },
    ...{ place: { account: '111122223333', region: 'ap-northeast-1' }, deployment: 'test' },
    ...{ subject: 'i-0abc', planHash: 'h', state: 'requested' },
    plan: { kind: 'security-group', steps: [], instance: null, surroundings: null, user: null },
    ...{ requester: 'U0CAROL', requesterRole: 'responder', reason: 'restore check', caseId: null },
    ...{ channel: 'sec', needed: 1, approvals: [], breakGlass: false, requestedAt: noon },
    ...{ requestUntil: noon + 4 * hour, reminders: 0, refusal: null, approvedAt: null, duration: hour },
    ...{ endsAt: null, extension: null, reviewAt: null, activeAt: null, ending: null, endedAt: null },
    ...{ journal: {}, facts: noFacts, drift: [], trouble: null, pagedAt: null, nextAt: null },
    ...over,
  };
}
