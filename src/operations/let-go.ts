import type { Case } from '../finding/case.ts';
import { mayEscalate } from '../triage/people.ts';
import type { ActContext } from './operation.ts';

/** The case without whoever had it: open, and its escalation begins anew where there is one. */
export function nobodysAgain(before: Case, context: ActContext): Case {
  const running = before.state === 'open' ? before.escalation : { since: context.now, step: 0 };
  return {
    ...before,
    state: 'open',
    verifying: null,
    assignee: null,
    acknowledgedAt: null,
    acknowledgedUntil: null,
    escalation: mayEscalate(before, context) ? running : null,
  };
}
