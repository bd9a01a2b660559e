import { type Case, caseLabel } from '../finding/case.ts';
import { loud, notice } from '../triage/case-change.ts';
import { withCall } from '../triage/case-life.ts';
import { type NoUse, nothingDone, personOf, saveChange, viewsOf, visibleCase } from './case-act.ts';
import { contextOf } from './deciding.ts';
import type { Operation } from './operation.ts';

export interface UnmarkSample {
  readonly caseId: number;
}

export type SampleUnmarked =
  | NoUse
  | { readonly kind: 'unmarked'; readonly case: Case }
  /** Nobody said that it is a test; its findings may say so themselves. */
  | { readonly kind: 'not-marked'; readonly case: Case };

/** Takes back that a case is a test: people are called as for any other, from now on. */
export const unmarkSample: Operation<UnmarkSample, SampleUnmarked> = {
  name: 'unmarkSample',
  needs: 'responder',
  async run(transaction, { caseId }, context) {
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const { case: before } = found;
    if (before.sampleBy === null) return { kind: 'not-marked', case: before };
    // A test that somebody made in the detector stays one.
    const sample = viewsOf(found).some((view) => view.sample);
    const real: Case = { ...before, sample, sampleBy: null };
    const calling =
      before.state === 'open'
        ? withCall(real, await contextOf(transaction, context.rules, context.now))
        : real;
    const said = notice('sample-unmarked', context.now, { by: personOf(context) }, calling.mentions);
    const line = { notices: [calling.mentions.length > 0 ? loud(said) : said] };
    return { kind: 'unmarked', case: await saveChange(transaction, context, calling, line) };
  },
  audit({ caseId }, answer) {
    if (answer.kind !== 'unmarked')
      return answer.kind === 'not-marked' ? null : nothingDone(caseId, answer.kind);
    return { outcome: 'done', target: caseLabel(caseId) };
  },
};
