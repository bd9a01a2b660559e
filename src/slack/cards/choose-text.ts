import { outsideAws } from '../../finding/finding.ts';
import type { FindingView } from '../../finding/view.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import type { Explanation, Values } from '../../i18n/explanation.ts';
import { plain } from '../text/plain.ts';
import { aboutOf, labelOf, nameOf, primaryResource } from './resource-label.ts';

/** What a card says in words; plain text, cut to what a card can hold. */
export interface ChosenText {
  readonly headline: string;
  /** Null when the detector says no more than its title. */
  readonly sentence: string | null;
  /** What to do first; null when nobody says. */
  readonly step: string | null;
}

const longestHeadline = 160;
const longestSentence = 420;

/** Our own words for what we know; else the detector's, marked as such. `over`: the case is closed. */
export function chooseText(view: FindingView, catalogue: Catalogue, over: boolean): ChosenText {
  const words = catalogue.card;
  const ours = explanationOf(view, catalogue);
  if (!ours) return detectorsWords(view, words);
  const values = valuesOf(view, words);
  const subject = primaryResource(view);
  // The headline has room for the name alone; the sentence says which one it is.
  const resource = subject ? labelOf(subject, words, view.facts['instanceType']) : values.resource;
  return {
    headline: plain(ours.headline(values, over), longestHeadline),
    sentence: plain(ours.sentence({ ...values, resource }), longestSentence),
    step: view.kind === 'control' ? words.fix(ours.first) : words.first(ours.first),
  };
}

function explanationOf(view: FindingView, catalogue: Catalogue): Explanation | null {
  const { controls, threats } = catalogue;
  if (view.kind === 'control') {
    // Old standards have ids of their own; the words belong to the id that all standards share.
    const id = view.facts['control'] ?? view.type;
    return Object.hasOwn(controls, id) ? controls[id as keyof typeof controls] : null;
  }
  // A sender of custom events may use GuardDuty's words, but it does not mean what GuardDuty means by them.
  const fitting = view.product === 'GuardDuty' ? patterns.find((one) => one.fits.test(view.type)) : undefined;
  return fitting ? threats[fitting.key] : null;
}

const patterns = (Object.keys(catalogues.en.threats) as (keyof Catalogue['threats'])[]).map((key) => ({
  key,
  fits: new RegExp(`^${key.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`),
}));

function detectorsWords(view: FindingView, words: Catalogue['card']): ChosenText {
  const product = plain(view.product, 60);
  const headline =
    plain(withoutControl(view), longestHeadline) || plain(view.type, longestHeadline) || product;
  const description = plain(view.description, 320);
  // What stands behind a link need not be said twice, and AWS's text there only says "see the documentation".
  const linked = view.links.some((link) => link.kind === 'remediation');
  const advice = linked ? '' : plain(view.remediation ?? '', 240);
  return {
    headline,
    sentence: description === '' || description === headline ? null : words.says(product, description),
    step: advice === '' ? null : words.advice(product, advice),
  };
}

/** Security Hub begins a control's title with its id, which stands on the next line anyway. */
function withoutControl({ kind, title, type }: FindingView): string {
  return kind === 'control' && title.startsWith(`${type} `) ? title.slice(type.length + 1) : title;
}

function valuesOf(view: FindingView, words: Catalogue['card']): Values {
  const fact = (name: string, max: number) => {
    const value = Object.hasOwn(view.facts, name) ? plain(view.facts[name] ?? '', max) : '';
    return value === '' ? null : value;
  };
  const subject = primaryResource(view);
  const resource = subject ? nameOf(subject, words) : words.noResource;
  const principal = plain(view.principal ?? '', 64);
  const address = plain(view.remoteAddress ?? '', 64);
  return {
    resource,
    user: principal || (subject && aboutOf(view) === 'IAMUser' ? resource : words.noUser),
    account: accountName(view, words),
    domain: fact('domain', 80),
    port: fact('port', 16),
    address: address === '' ? null : address,
    country: fact('country', 40),
    api: fact('api', 60),
    file: fact('file', 100) ?? fact('process', 60),
  };
}

function accountName(view: FindingView, words: Catalogue['card']): string {
  if (view.account.id === outsideAws) return words.outsideAws;
  return plain(view.account.name ?? '', 48) || words.thisAccount(plain(view.account.id, 20));
}
