import { routeOf } from '../placement.ts';
import { caseOf, policyRule, type Stage } from './stage.ts';

/** Where is it shown? A case keeps the channel that its card is in. */
export const routing: Stage = {
  name: 'routing',
  ask(situation, { policy, target }) {
    const known = caseOf(situation, target);
    if (known?.shown) {
      return { says: { answer: 'known-channel', detail: known.channel }, finds: { channel: known.channel } };
    }
    const { by, channel } = routeOf(situation.view, policy, situation.around.context);
    const rule = policy && by === 'policy-channel' ? { rule: policyRule(policy) } : {};
    return { says: { answer: by, detail: channel, ...rule }, finds: { channel } };
  },
};
