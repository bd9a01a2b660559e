import { caseLabel } from '../finding/case.ts';
import type { CaseView } from '../finding/view.ts';
import { catalogues, type Language } from '../i18n/catalogue.ts';
import type { Page, PageAction } from './pager.ts';

const longestName = 120;

/** One case in the few words that fit on a phone's lock screen. `at`: since when it is to be said. */
export function pageOf(
  view: CaseView,
  said: { readonly action: PageAction; readonly at: number; readonly url: string | null },
  language: Language,
): Page {
  const [worst] = view.findings;
  if (!worst) throw new Error('a case without findings is no page');
  const { id, severity } = view.case;
  const { card, page } = catalogues[language];
  const label = caseLabel(id);
  const account = oneLine(worst.account.name ?? worst.account.id, longestName);
  const where = `${account} · ${card.region(oneLine(worst.region, 40))}`;
  const title = oneLine(worst.title, 300);
  return {
    ...said,
    key: `yagura-${label}`,
    label,
    summary:
      said.action === 'trigger'
        ? page.trigger({ severity: card.severity[severity], label, where, title })
        : page[said.action](label, title),
    severity,
    account,
    region: oneLine(worst.region, 40),
    type: oneLine(worst.type, longestName),
    product: oneLine(worst.product, longestName),
    resource: worst.resources[0] ? oneLine(worst.resources[0].id, 300) : null,
  };
}

/** Text from AWS with nothing in it that moves a cursor, turns text around, or ends a line; at most `max` characters. */
function oneLine(text: string, max: number): string {
  return text
    .slice(0, 4 * max)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\s]+/gu, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed();
}
