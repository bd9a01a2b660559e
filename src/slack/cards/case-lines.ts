import { type Link, outsideAws } from '../../finding/finding.ts';
import type { FindingView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { safeLink } from '../text/link.ts';
import { plain } from '../text/plain.ts';
import { joined, linkOutRun, type Run } from '../text/rich.ts';
import { isAccessKey, isAccount, labelOf, primaryResource } from './resource-label.ts';
import { isRuleMatch, personBehind } from './rule-text.ts';
import type { Seen, TimeWords } from './when.ts';

type Words = Catalogue['card'];

/** `payments-prod (111122223333) · Tokyo · GuardDuty, also via Security Hub · 22 Nov 14:02–14:31, 12 times`. */
export function whereAndWhen(findings: readonly FindingView[], words: Words, times: TimeWords): string {
  const origins = findings.map((view) => origin(view, words).join(' · '));
  return [...where(findings, words), some(origins), times.seen(seenOf(findings))].join(' · ');
}

/** The same in short, for what is closed: `payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02`. */
export function whereAndWhenInShort(
  findings: readonly FindingView[],
  words: Words,
  times: TimeWords,
): string {
  const detectors = findings.map((view) => plain(view.kind === 'control' ? view.type : view.product, 60));
  return [...where(findings, words), some(detectors), times.seen(seenOf(findings))].join(' · ');
}

function where(findings: readonly FindingView[], words: Words): string[] {
  const regions = findings
    .filter((view) => view.region !== outsideAws)
    .map((view) => words.region(plain(view.region, 40)));
  return [some(findings.map((view) => account(view, words))), ...(regions.length > 0 ? [some(regions)] : [])];
}

/** What several findings say, each once and at most two. */
function some(all: readonly string[]): string {
  const [first = '', second, ...more] = new Set(all);
  return second === undefined ? first : `${first}, ${second}${more.length > 0 ? '…' : ''}`;
}

/** Several findings have no count in common: one may be the cause of another. */
function seenOf(findings: readonly FindingView[]): Seen {
  const [first] = findings;
  if (!first) throw new Error('a case without findings has no card');
  return {
    kind: first.kind,
    firstSeen: Math.min(...findings.map((view) => view.firstSeen)),
    lastSeen: Math.max(...findings.map((view) => view.lastSeen)),
    count: findings.length === 1 ? first.count : 1,
  };
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
  const principal = personBehind(view) || plain(view.principal ?? '', 64);
  const address = plain(view.remoteAddress ?? '', 64);
  const agent = agentOf(view, words);
  return [
    ...[resources(view, words, unsaid)].filter(unsaid),
    ...[principal].filter(unsaid).map(words.by),
    ...[address].filter(unsaid).map(words.from),
    ...[agent].filter(unsaid).map(words.rule.agent),
  ].join(' · ');
}

/** `aws-cli/2.31.4` of a long line of versions; of browsers, that it is one. */
function agentOf(view: FindingView, words: Words): string {
  const agent = isRuleMatch(view) ? plain(view.facts['agent'] ?? '', 200) : '';
  return agent.startsWith('Mozilla/') ? words.rule.browser : plain(agent.split(' ', 1)[0] ?? '', 40);
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
export function linksOf(links: readonly Link[], words: Words): Run[] {
  const safeLinks = links.flatMap((link) => {
    const safe = safeLink(link.url);
    if (!safe) return [];
    const label = words.links[link.kind];
    // A stranger's address is named, so that nobody follows it thinking that it is AWS's.
    return [[linkOutRun(safe.host === null ? label : words.elsewhere(label, safe.host), safe.url)]];
  });
  return joined(safeLinks);
}
