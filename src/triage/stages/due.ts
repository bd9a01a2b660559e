import { dueOf } from '../placement.ts';
import { show } from './show.ts';
import { policyRule, type Stage } from './stage.ts';

/** Until when does it have to be done? With this all is known, and it is shown. */
export const due: Stage = {
  name: 'due',
  ask(situation, progress) {
    const { policy } = progress;
    const dueAt = dueOf(policy, situation.around.context.now);
    const decides = show(situation, progress, dueAt);
    if (policy === null || dueAt === null) return { says: { answer: 'no-deadline' }, decides };
    return {
      says: { answer: 'due', detail: new Date(dueAt).toISOString(), rule: policyRule(policy) },
      decides,
    };
  },
};
