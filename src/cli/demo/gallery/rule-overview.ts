import type { RuleOverview } from '../../../finding/rule-overview.ts';
import { day, now } from './views.ts';

/** For the answer to `/sec rules`: more than are listed, one staged, one broken. */
export const ruleOverview: RuleOverview = {
  rules: [
    {
      id: 'example-rule',
      title: 'CloudTrail was switched off',
      level: 'High',
      day: 1,
      week: 3,
      stagedUntil: null,
    },
    { id: 'new-rule', title: 'A rule of ours', level: null, day: 0, week: 0, stagedUntil: now + 7 * day },
    ...Array.from({ length: 40 }, (_, at) => ({
      ...{
        id: `rule-${at}`,
        title: `Rule ${at}`,
        level: 'Medium' as const,
        day: 0,
        week: 0,
        stagedUntil: null,
      },
    })),
  ],
  problems: ['rules/own/mine.yml line 7: the rule mine does not run: the key condition is missing.'],
};
