import type { Button, KnownBlock } from '@slack/types';
import { caseLabel, isVisible } from '../../finding/case.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import type { TellableSource } from '../../finding/wish.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { joined, type Run, run } from '../text/rich.ts';
import { headlineOf, isGroup, leadingFinding } from './case-group.ts';
import type { People } from './people.ts';
import type { TimeWords } from './when.ts';

/** What a card may say besides its case. */
export interface Besides {
  /** What keeps the case quiet, where a suppression does. */
  readonly suppression?: Suppression | null;
  /** What services did not take of what was decided here. */
  readonly notTaken?: readonly {
    readonly source: TellableSource;
    readonly problem: string;
    readonly count: number;
  }[];
  /** There is something that can be done in AWS about what it is about. */
  readonly responds?: boolean;
  /** How many of several findings are listed; a card lists five and says how to see more. */
  readonly listed?: number;
}

/** All that the parts of a case's card are drawn from. */
export interface Drawing {
  readonly view: CaseView;
  readonly besides: Besides;
  readonly catalogue: Catalogue;
  readonly words: Catalogue['card'];
  readonly times: TimeWords;
  readonly people: People;
  readonly now: number;
}

/** A card in the making: what stands above the bar, what beside it, and the bar's colour. */
export interface Drawn {
  readonly headline: Run[];
  /** At the end of the first line. */
  readonly button: Button | null;
  readonly rest: KnownBlock[];
  readonly color: string;
}

/** Whose words stand for the case: those of the group, or of what it is named after. */
export function speakers(view: CaseView): readonly FindingView[] {
  return isGroup(view) ? view.findings : [leadingFinding(view)];
}

/** `Critical · web-7 is mining cryptocurrency · Y1042`; `over`: the headline speaks of the past. */
export function firstLine(state: Run[], { view, catalogue, words }: Drawing, over: boolean): Run[] {
  const { case: one } = view;
  const headline = headlineOf(view, catalogue, over);
  return joined([
    state,
    one.sample ? [run(words.sample, 'italic')] : [],
    [run(headline, isVisible(one.state) ? 'bold' : undefined)],
    [run(caseLabel(one.id))],
  ]);
}

/** A fact about AWS: people may have to mend something there. */
export function notTakenLines({ besides: { notTaken = [] }, catalogue, words }: Drawing): string[] {
  return notTaken
    .slice(0, 3)
    .map(({ source, problem, count }) =>
      catalogue.writeBack.notTaken(words.doors[source], plain(problem, 60), count),
    );
}
