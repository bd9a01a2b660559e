import type { InvestigationData } from '../../finding/card-data.ts';
import { caseLabel } from '../../finding/case.ts';
import type { CaseView } from '../../finding/view.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { smallPrint } from '../text/rich.ts';
import { drawChannelCard } from './channel-card.ts';
import { grey } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { timelineFootnote, timelineHeadline, timelineLines } from './timeline.ts';

/** What CloudTrail knows around a case, in its thread; edited when it was read anew. */
export function drawInvestigation(
  { key, view, data }: { readonly key: string; readonly view: CaseView; readonly data: InvestigationData },
  { language, timeZone }: CardStyle,
): CardPayload {
  const { card, answers } = catalogues[language];
  const { timeline, again } = data;
  if (timeline === null) {
    const headline = card.investigation.nobody({ label: caseLabel(view.case.id) });
    return drawChannelCard({ key, headline, color: grey, lines: [] });
  }
  const known = view.findings.find(({ account }) => account.id === timeline.search.account)?.account;
  const style = {
    ...{ card, timeZone, account: known?.name ?? timeline.search.account },
    number: (value: number) => value.toLocaleString(answers.locale),
  };
  return drawChannelCard({
    key,
    headline: timelineHeadline(timeline, style),
    color: grey,
    lines: timelineLines(timeline, style),
    more: [smallPrint(timelineFootnote(timeline, again, style))],
  });
}
