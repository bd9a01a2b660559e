import type { Case } from '../../finding/case.ts';
import { outsideAws } from '../../finding/finding.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { safeLink } from '../text/link.ts';
import { plain } from '../text/plain.ts';
import { joined, linkRun, type Run, run, userRun } from '../text/rich.ts';
import { warningMark } from './marks.ts';
import { isAccessKey, isAccount, labelOf, primaryResource } from './resource-label.ts';
import type { TimeWords } from './when.ts';

type Words = Catalogue['card'];

/** `payments-prod (111122223333) · Tokyo · GuardDuty, also via Security Hub · 22 Nov 14:02–14:31, 12 times`. */
export function whereAndWhen(view: FindingView, words: Words, times: TimeWords): string {
  return [...where(view, words), ...origin(view, words), times.seen(view)].join(' · ');
}

/** The same in short, for what is closed: `payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02`. */
export function whereAndWhenInShort(view: FindingView, words: Words, times: TimeWords): string {
  const detector = plain(view.kind === 'control' ? view.type : view.product, 60);
  return [...where(view, words), detector, times.seen(view)].join(' · ');
}

function where(view: FindingView, words: Words): string[] {
  const region = view.region === outsideAws ? [] : [words.region(plain(view.region, 40))];
  return [account(view, words), ...region];
}

function account(view: FindingView, words: Words): string {
  if (view.account.id === outsideAws) return words.outsideAws;
  const id = plain(view.account.id, 20);
  const name = plain(view.account.name ?? '', 48);
  return name === '' || name === id ? words.thisAccount(id) : `${name} (${id})`;
}

/** Who says so, and through which doors: a control by its standards, anything else by its detector. */
function origin(view: FindingView, words: Words): string[] {
  const doors = view.sources.map((source) => words.doors[source]);
  const product = plain(view.product, 60);
  if (view.kind === 'control') {
    const named = view.standards.slice(0, 4).map((standard) => plain(standard, 40));
    const more = view.standards.length - named.length;
    const standards = more > 0 ? [...named, words.andMore(more)] : named;
    const via = product === words.doors.securityhub ? words.via(doors) : words.productVia(product, doors);
    return [words.inStandards(plain(view.type, 40), standards), via];
  }
  const others = doors.filter((door) => door !== product);
  if (others.length === 0) return [product];
  return [others.length < doors.length ? words.alsoVia(product, others) : words.productVia(product, others)];
}

/** Resources, principal and address at the other end, as far as `said` does not name them yet. */
export function whoAndWhat(view: FindingView, words: Words, said: string): string {
  const heard = said.toLowerCase();
  const unsaid = (text: string) => text !== '' && !heard.includes(text.toLowerCase());
  const principal = plain(view.principal ?? '', 64);
  const address = plain(view.remoteAddress ?? '', 64);
  return [
    ...[resources(view, words, unsaid)].filter(unsaid),
    ...[principal].filter(unsaid).map(words.by),
    ...[address].filter(unsaid).map(words.from),
  ].join(' · ');
}

function resources(view: FindingView, words: Words, unsaid: (text: string) => boolean): string {
  const first = primaryResource(view);
  if (!first) return '';
  // Whoever has read whose key it is need not read its id.
  const all = [first, ...view.resources.filter((one) => one !== first)].filter(
    (one) =>
      !isAccount(one, view.account.id) &&
      (!isAccessKey(one) || unsaid(plain(one.name ?? view.principal ?? one.id, 64))),
  );
  const shown = all.slice(0, 2);
  const more = all.length - shown.length;
  const labels = [
    ...new Set(shown.map((one) => labelOf(one, words, one === first ? view.facts['instanceType'] : ''))),
  ].join(', ');
  return more > 0 ? `${labels} ${words.andMore(more)}` : labels;
}

/** Where to read on. */
export function linksOf(view: FindingView, words: Words): Run[] {
  const links = view.links.flatMap((link) => {
    const safe = safeLink(link.url);
    if (!safe) return [];
    const label = words.links[link.kind];
    // A stranger's address is named, so that nobody follows it thinking that it is AWS's.
    return [[linkRun(`${safe.host === null ? label : words.elsewhere(label, safe.host)} ↗`, safe.url)]];
  });
  return joined(links);
}

/** Who has it and what else is true of it now. */
export function stateLine({ case: one, findings }: CaseView, words: Words, times: TimeWords): Run[] {
  const others = findings.length - 1;
  return joined([
    owner(one, words),
    one.dueAt === null ? [] : [run(words.due(times.date(one.dueAt)), 'bold')],
    one.reopened > 0 ? [run(words.reopened(one.reopened))] : [],
    one.unverifiable ? [run(`${warningMark} ${words.unverifiable}`)] : [],
    others > 0 ? [run(words.moreFindings(others))] : [],
  ]);
}

function owner(one: Case, words: Words): Run[] {
  if (one.assignee === null) return [run(words.nobody, 'bold')];
  return [userRun(plain(one.assignee, 40)), run(words.somebody, 'bold')];
}
