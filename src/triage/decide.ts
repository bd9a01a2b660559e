import type { StageAnswer } from '../finding/ledger.ts';
import { due } from './stages/due.ts';
import { duplicate } from './stages/duplicate.ts';
import { grouping } from './stages/grouping.ts';
import { identity } from './stages/identity.ts';
import { lifecycle } from './stages/lifecycle.ts';
import { policy } from './stages/policy.ts';
import { routing } from './stages/routing.ts';
import type { Decision, Progress, Situation, Stage } from './stages/stage.ts';
import { suppression } from './stages/suppression.ts';

/** A decision, and what led to it: the answers of the stages that were asked, in order. */
export interface Decided extends Decision {
  readonly trace: readonly StageAnswer[];
}

/** Read from the top: each is asked in turn, and the first that decides ends it. The last always does. */
const stages: readonly Stage[] = [
  duplicate,
  identity,
  lifecycle,
  suppression,
  policy,
  grouping,
  routing,
  due,
];

/** What is decided anew has arrived before: only whether it may be seen, and where, is asked. */
const stagesOfView: readonly Stage[] = stages.slice(stages.indexOf(suppression));

/** Pure: the same situation gives the same decision, and says why. */
export function decide(situation: Situation): Decided {
  return askedInTurn(stages, situation);
}

export function decideAnew(situation: Situation): Decided {
  return askedInTurn(stagesOfView, situation);
}

function askedInTurn(asked: readonly Stage[], situation: Situation): Decided {
  const trace: StageAnswer[] = [];
  let progress: Progress = {
    policy: null,
    target: situation.incoming.identity,
    channel: situation.around.context.rules.settings.channel,
  };
  for (const stage of asked) {
    const { says, decides, finds } = stage.ask(situation, progress);
    trace.push({ stage: stage.name, ...says });
    if (decides) return { ...decides, trace };
    progress = { ...progress, ...finds };
  }
  throw new Error('the last stage always decides');
}
