import { caseLabel } from '../../finding/case.ts';
import { severities } from '../../finding/severity.ts';
import { activeCount, moved, type Tally, totalCount } from '../../finding/tally.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { accountName, chooseText } from './choose-text.ts';
import { closedMark } from './marks.ts';

/** How many findings of a case a card lists. */
export const listedOnCard = 5;

/** The finding that speaks for the case: what it is named after, else the worst that is still there. */
export function leadingFinding({ case: one, findings }: CaseView): FindingView {
  const lead =
    findings.find((finding) => finding.identity === one.key) ??
    findings.find((finding) => finding.state === 'active') ??
    findings[0];
  if (!lead) throw new Error('a case without findings has no card');
  return lead;
}

/** Several findings that a policy put into one case. An attack sequence with its signals is none: it speaks for them. */
export function isGroup({ case: one, findings }: CaseView): boolean {
  return countOf({ case: one, findings }) > 1 && !findings.some((finding) => finding.identity === one.key);
}

/** All that is at hand is of one type: what is right for one of them is right for all. */
export function isUniform({ findings }: CaseView): boolean {
  return findings.every(({ kind, type }) => kind === findings[0]?.kind && type === findings[0].type);
}

/** What a case is called, on its card and in lists. `over`: it is closed. */
export function headlineOf(view: CaseView, catalogue: Catalogue, over: boolean): string {
  const { headline } = chooseText(leadingFinding(view), catalogue, over);
  if (!isGroup(view)) return headline;
  const { group } = catalogue.card;
  const count = countOf(view);
  if (view.findings.every((finding) => finding.kind === 'vulnerability'))
    return group.vulnerabilities(count, placeOf(view, catalogue.card));
  return plain(group.headline(plain(headline, 100), count - 1, isUniform(view)), 140);
}

/** How many, how bad, and the worst of them by name. Empty where the case is about one finding alone. */
export function groupLines(view: CaseView, catalogue: Catalogue, listed: number): string[] {
  if (countOf(view) < 2) return [];
  const { group, severity, andMore } = catalogue.card;
  const lead = leadingFinding(view);
  const grouped = isGroup(view);
  // What speaks for the case stands above already.
  const others = grouped ? view.findings : view.findings.filter((finding) => finding !== lead);
  const shown = others.slice(0, listed);
  const rest = countOf(view) - (grouped ? 0 : 1) - shown.length;
  const label = caseLabel(view.case.id);
  return [
    grouped
      ? countsOf(view.case.tally, catalogue)
      : group.madeOf(countsOf(moved(view.case.tally, lead, null), catalogue)),
    ...shown.map((finding) => {
      const active = finding.state === 'active' || finding.state === 'unverifiable';
      const { headline } = chooseText(finding, catalogue, !active);
      return `• ${active ? '' : `${closedMark} `}${severity[finding.severity]} · ${headline}`;
    }),
    ...(rest <= 0 ? [] : [listed > listedOnCard ? andMore(rest) : group.rest(rest, `/secfind ${label}`)]),
  ];
}

function countsOf(tally: Tally, { card: { group, severity } }: Catalogue): string {
  const bySeverity = severities
    .toReversed()
    .filter((one) => tally.active[one] > 0)
    .map((one) => group.severity(tally.active[one], severity[one]));
  const total = totalCount(tally);
  return group.counts(total, bySeverity, total - activeCount(tally) - tally.unverifiable);
}

/** The account that all of them are in; null: there are several. */
function placeOf({ findings }: CaseView, words: Catalogue['card']): string | null {
  const names = new Set(findings.map((finding) => accountName(finding, words)));
  const [name = null] = names;
  return names.size === 1 ? name : null;
}

/** The tally counts all; what is at hand is at most ten. */
function countOf({ case: { tally }, findings }: Pick<CaseView, 'case' | 'findings'>): number {
  return Math.max(totalCount(tally), findings.length);
}
