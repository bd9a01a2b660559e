import { keepQuiet } from './keep-quiet.ts';
import { policyPlace, policyRule, type Stage } from './stage.ts';

/** What does the team want done about such things? What no policy names is tracked: detection fails open. */
export const policy: Stage = {
  name: 'policy',
  ask(situation) {
    const answer = situation.around.context.rules.policyOf(situation.view);
    if (answer === null) return { says: { answer: 'no-policy' } };
    const { name, then: action } = answer;
    const says = { answer: action, rule: policyPlace(answer) };
    if (action === 'track') return { says, finds: { policy: answer } };
    const reason = { code: `policy-${action}`, rule: policyRule(answer) } as const;
    return { says, decides: keepQuiet(situation, { by: 'policy', policy: name, action }, reason) };
  },
};
