import { keepQuiet } from './keep-quiet.ts';
import { type Stage, suppressionRule } from './stage.ts';

/** Did people ask not to be shown this? Asked before grouping, so that a group never smuggles anything past it. */
export const suppression: Stage = {
  name: 'suppression',
  ask(situation) {
    const answer = situation.around.suppressionOf(situation.view);
    if (answer.is === 'not-suppressed') return { says: { answer: answer.is } };
    const rule = suppressionRule(answer.by);
    if (answer.is === 'too-severe') return { says: { answer: answer.is, detail: answer.by.severity, rule } };
    const { id } = answer.by;
    const quiet = { by: 'suppression', suppression: id } as const;
    return {
      says: { answer: answer.is, rule },
      decides: { ...keepQuiet(situation, quiet, { code: 'suppression', rule }), hit: id },
    };
  },
};
