import { outsideAws } from '../../finding/finding.ts';
import type { FindingView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type {
  ControlExplanation,
  ProductExplanation,
  ProductValues,
  ThreatExplanation,
  Values,
} from '../../i18n/explanation.ts';
import { productKind } from '../../i18n/product-kind.ts';
import { threatFamily } from '../../i18n/threat-family.ts';
import { plain } from '../text/plain.ts';
import { productValues } from './product-values.ts';
import { aboutOf, labelOf, nameOf, primaryResource } from './resource-label.ts';
import { isRuleMatch, ruleSentence, ruleStep } from './rule-text.ts';

/** What a card says in words; plain text, cut to what a card can hold. */
export interface ChosenText {
  readonly headline: string;
  /** Null when the detector says no more than its title. */
  readonly sentence: string | null;
  /** What to do first; null when nobody says. */
  readonly step: string | null;
}

const longestHeadline = 120;
const longestSentence = 280;

/** Our own words for what we know; else the detector's, marked as such. `over`: the case is closed. */
export function chooseText(view: FindingView, catalogue: Catalogue, over: boolean): ChosenText {
  const words = catalogue.card;
  if (isRuleMatch(view)) return rulesWords(view, words);
  const ours = explanationOf(view, catalogue);
  if (!ours) return detectorsWords(view, words);
  const values = valuesOf(view, words);
  const subject = primaryResource(view);
  // The headline has room for the name alone; the sentence says which one it is.
  const resource = subject ? labelOf(subject, words, view.facts['instanceType']) : values.resource;
  return {
    headline: plain(ours.headline(values, over), longestHeadline),
    sentence: [plain(ours.sentence({ ...values, resource }), longestSentence), quoteOf(view, ours, words)]
      .filter((one) => one !== '')
      .join(' '),
    step:
      view.kind === 'control' || view.kind === 'vulnerability'
        ? words.fix(ours.first)
        : words.first(ours.first),
  };
}

/** What there is to know beyond the card: why it matters, what may make it harmless, what its fix may break. */
export interface Note {
  readonly label: string;
  readonly text: string;
}

/** Empty where we have no words of our own. */
export function notesOn(view: FindingView, catalogue: Catalogue): Note[] {
  const words = catalogue.card.notes;
  const ours = explanationOf(view, catalogue);
  if (!ours) return [];
  return [
    { label: words.why, text: ours.why },
    ...('harmless' in ours ? [{ label: words.harmless, text: ours.harmless }] : []),
    ...('breaks' in ours ? [{ label: words.breaks, text: ours.breaks }] : []),
  ];
}

type Ours = ThreatExplanation | ControlExplanation | ProductExplanation;

function explanationOf(view: FindingView, catalogue: Catalogue): Ours | null {
  const { controls, products, threats } = catalogue;
  if (view.kind === 'control') {
    // Old standards have ids of their own; the words belong to the id that all standards share.
    const id = view.facts['control'] ?? view.type;
    return Object.hasOwn(controls, id) ? controls[id as keyof typeof controls] : null;
  }
  // A sender of custom events may use GuardDuty's words, but it does not mean what GuardDuty means by them.
  const family = view.product === 'GuardDuty' ? threatFamily(view.type) : null;
  if (family !== null) return threats[family];
  const kind = productKind(view);
  return kind === null ? null : products[kind];
}

/** The detector's own words, where ours say too little alone; '' where they do not. */
function quoteOf(view: FindingView, ours: Ours, words: Catalogue['card']): string {
  // Health writes its line breaks as a backslash and an n.
  const text = 'quotes' in ours ? plain(view.description.replaceAll('\\n', ' '), 240) : '';
  return text === '' ? '' : words.says(plain(view.product, 60), text);
}

function rulesWords(view: FindingView, words: Catalogue['card']): ChosenText {
  const headline = plain(view.title, longestHeadline) || plain(view.type, longestHeadline);
  const sentence = ruleSentence(view, words);
  return { headline, sentence: sentence === '' ? null : sentence, step: ruleStep(view, words) };
}

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

function valuesOf(view: FindingView, words: Catalogue['card']): ProductValues {
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
    role: roleOf(view.facts['resourceRole']),
    country: fact('country', 40),
    api: fact('api', 60),
    file: fact('file', 100) ?? fact('process', 60),
    ...productValues(view),
  };
}

/** GuardDuty's words for what a resource was to the deed. */
function roleOf(word: string | undefined): Values['role'] {
  return word === 'ACTOR' ? 'actor' : word === 'TARGET' ? 'target' : null;
}

export function accountName(view: FindingView, words: Catalogue['card']): string {
  if (view.account.id === outsideAws) return words.outsideAws;
  return plain(view.account.name ?? '', 48) || words.thisAccount(plain(view.account.id, 20));
}
