import type { Expression } from './expression.ts';
import { type Pattern, plainText } from './pattern.ts';
import { requiredText } from './regular-expression.ts';

/**
 * What an event must hold to satisfy an expression. `whole`: a text of the field is one of these, in lower case. `part`
 * and `casedPart`: a text of the field has one of these in it, in lower case or as it stands.
 */
export interface Requirement {
  readonly kind: 'whole' | 'part' | 'casedPart';
  readonly field: string;
  readonly texts: ReadonlySet<string>;
}

/** More values than this make a poor key. */
const mostTexts = 500;
/** Shorter parts stand in most texts. */
const shortestPart = 3;

/** What the expression cannot do without; each one alone is a reason to pass an event over. */
export function requirementsOf(expression: Expression): readonly Requirement[] {
  switch (expression.kind) {
    case 'and':
      return expression.of.flatMap(requirementsOf);
    case 'or':
      return inCommon(expression.of.map(requirementsOf));
    case 'text': {
      const { field, any, cased } = expression;
      const whole = textsOf(any, (pattern) => plainText(pattern)?.toLowerCase() ?? null);
      // A keyword is looked for within the event, so it is no whole text of anything.
      if (field === '') return [];
      if (whole) return [{ kind: 'whole', field, texts: whole }];
      const parts = textsOf(any, (pattern) => longestText(pattern, cased));
      return parts ? [{ kind: cased ? 'casedPart' : 'part', field, texts: parts }] : [];
    }
    case 'regex': {
      const needed = expression.field === '' ? null : requiredText(expression.source, expression.flags);
      return needed === null
        ? []
        : [{ kind: 'casedPart', field: expression.field, texts: new Set([needed]) }];
    }
    default:
      return [];
  }
}

/** A text for each pattern; null where one has none, or there are too many. */
function textsOf(
  patterns: readonly Pattern[],
  text: (pattern: Pattern) => string | null,
): Set<string> | null {
  const texts = patterns.map(text);
  const some = texts.filter((one) => one !== null);
  return some.length < texts.length || some.length > mostTexts ? null : new Set(some);
}

function longestText(pattern: Pattern, cased: boolean): string | null {
  const texts = pattern.map((part) => (part.kind === 'text' ? part.text : ''));
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
  if (longest.length < shortestPart) return null;
  return cased ? longest : longest.toLowerCase();
}

/** A field that every alternative requires in the same way is required, with the values of all of them. */
function inCommon(alternatives: readonly (readonly Requirement[])[]): Requirement[] {
  const [first = [], ...others] = alternatives;
  return first.flatMap(({ kind, field, texts }) => {
    const all = new Set(texts);
    for (const requirements of others) {
      const [same] = requirements
        .filter((one) => one.field === field && one.kind === kind)
        .sort((a, b) => a.texts.size - b.texts.size);
      if (!same) return [];
      for (const text of same.texts) all.add(text);
    }
    return all.size > mostTexts ? [] : [{ kind, field, texts: all }];
  });
}

/** Of a hundred events, so many have some given value in the field: CloudTrail's fields that say little. */
const commonness: ReadonlyMap<string, number> = new Map([
  ['eventSource', 10],
  ...[
    ...[
      'managementEvent',
      'readOnly',
      'eventCategory',
      'eventType',
      'eventVersion',
      'errorCode',
      'awsRegion',
    ],
    ...['recipientAccountId', 'userIdentity.accountId', 'userIdentity.type'],
    'userIdentity.sessionContext.sessionIssuer.type',
  ].map((field) => [field, 50] as const),
]);
/** What an API is called, and whatever is not listed, says much. */
const rare = 1;
/** Looking a field up costs as much as asking one rule, and each event pays for it; a part must also be searched for. */
const costOfLook = { whole: 100, part: 200, casedPart: 150 } as const;

/**
 * The requirement by which each rule is best found; null where it must be asked about every event. Weighed is what a
 * hundred events will cost: how often the value is there, and the look at the field, which all rules that could be
 * found by it share.
 */
export function chooseKeys(rules: readonly (readonly Requirement[])[]): (Requirement | null)[] {
  const shared = new Map<string, number>();
  for (const requirements of rules) {
    for (const way of new Set(requirements.map(wayOf))) shared.set(way, (shared.get(way) ?? 0) + 1);
  }
  const cost = (one: Requirement) => {
    const often = Math.min(100, (commonness.get(one.field) ?? rare) * one.texts.size);
    return often + costOfLook[one.kind] / (shared.get(wayOf(one)) ?? 1);
  };
  return rules.map(([first, ...others]) =>
    first ? others.reduce((best, one) => (cost(one) < cost(best) ? one : best), first) : null,
  );
}

function wayOf({ kind, field }: Requirement): string {
  return `${kind} ${field}`;
}
