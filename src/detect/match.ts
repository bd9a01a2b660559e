import { personBehind } from '../finding/person.ts';
import type { Severity } from '../finding/severity.ts';
import type { EventView, FieldTable } from './fields.ts';
import type { RuleText } from './schema.ts';

/** What a rule says about one event. */
export interface RuleMatch {
  readonly ruleId: string;
  readonly title: string;
  readonly level: Severity;
  readonly tags: readonly string[];
  /** Matches of one rule with the same key are one alert; it is made of the values of the rule's dedup fields. */
  readonly dedupKey: string;
  /** Milliseconds for which matches with the same key belong together. */
  readonly window: number;
  /** So many matches with the same key within the window make an alert. */
  readonly threshold: number;
  /** False: the rule serves a correlation only, and people are not told. */
  readonly alerts: boolean;
  /** Templates; `{field}` stands for `values[field]`. Null: the rule brings no words of its own. */
  readonly text: RuleText | null;
  /** The event's own values, untrusted, for the fields that the templates name. */
  readonly values: Readonly<Record<string, string>>;
  /** How many events, values or rules made a correlation match; null for a rule about a single event. */
  readonly correlated: number | null;
}

const longestKeyPart = 1_024;
const longestValue = 300;
const mostValues = 5;

/** The person or role behind a CloudTrail record, the best name first; or what a custom event calls its user. */
const principalFields = [
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.arn',
  'userIdentity.principalId',
  'userIdentity.invokedBy',
  'user',
  'sourceIPAddress',
];
const accountFields = ['recipientAccountId', 'account', 'userIdentity.accountId'];

type Reader = (view: EventView) => string;

/** The first of the fields that has a value; empty where none has. */
function firstOf(names: readonly string[], table: FieldTable): Reader {
  const fields = names.map((name) => table.numberOf(name));
  return (view) => {
    for (const field of fields) {
      const text = view.first(field);
      if (text !== undefined && text !== '') return text.slice(0, longestKeyPart);
    }
    return '';
  };
}

export function accountReader(table: FieldTable): Reader {
  return firstOf(accountFields, table);
}

/** Null: by account and principal. */
export function dedupKeyReader(names: readonly string[] | null, table: FieldTable): Reader {
  if (names === null) {
    const [account, principal] = [firstOf(accountFields, table), firstOf(principalFields, table)];
    return (view) => `${account(view)}|${principal(view)}`;
  }
  const read = names.map((name) => firstOf([name], table));
  // A bar within a value must not make two keys alike.
  return (view) => read.map((one) => one(view).replaceAll(/[\\|]/g, '\\$&')).join('|');
}

const placeholder = /\{([^{}\s]{1,300})\}/g;

/**
 * The values that a rule's sentences name, out of an event. `{a|b}` is the first of them that has a value; `{who}`,
 * `{address}`, `{account}` and `{region}` are known of every CloudTrail record, unless the event has a field of that
 * name.
 */
export function valuesReader(
  text: RuleText | null,
  table: FieldTable,
): (view: EventView) => Readonly<Record<string, string>> {
  if (!text) return () => noValues;
  const sentences = [text.en.says, text.en.first, text.ja.says, text.ja.first].join(' ');
  const names = new Set([...sentences.matchAll(placeholder)].map(([, name = '']) => name));
  const readers = [...names].map((name) => [name, valueReader(name, table)] as const);
  return (view) => Object.fromEntries(readers.map(([name, read]) => [name, read(view)]));
}

function valueReader(alternatives: string, table: FieldTable): Reader {
  const readers = alternatives.split('|').flatMap((name): Reader[] => {
    const field = table.numberOf(name);
    const known = Object.hasOwn(knownOfAll, name) ? knownOfAll[name]?.(table) : undefined;
    return [(view) => inWords(view.texts(field)), ...(known ? [known] : [])];
  });
  return (view) => {
    for (const read of readers) {
      const value = read(view);
      if (value !== '') return value;
    }
    return '';
  };
}

const knownOfAll: Readonly<Record<string, (table: FieldTable) => Reader>> = {
  who: personReader,
  address: (table) => firstOf(['sourceIPAddress'], table),
  account: accountReader,
  region: (table) => firstOf(['awsRegion'], table),
};

function personReader(table: FieldTable): Reader {
  const field = (name: string) => table.numberOf(`userIdentity.${name}`);
  const [type, arn, principalId] = [field('type'), field('arn'), field('principalId')];
  const [userName, invokedBy] = [field('userName'), field('invokedBy')];
  const role = field('sessionContext.sessionIssuer.userName');
  const sourceIdentity = field('sessionContext.sourceIdentity');
  return (view) =>
    personBehind({
      type: view.first(type),
      arn: view.first(arn),
      principalId: view.first(principalId),
      userName: view.first(userName),
      invokedBy: view.first(invokedBy),
      role: view.first(role),
      sourceIdentity: view.first(sourceIdentity),
    }) ?? '';
}

const noValues: Readonly<Record<string, string>> = Object.freeze({});

function inWords(texts: string | readonly string[]): string {
  const some = [...new Set([texts].flat())].slice(0, mostValues).join(', ');
  return some.length > longestValue ? `${some.slice(0, longestValue - 1)}…` : some;
}

/** A rule's sentence with the event's values in it: plain text, as untrusted as the event. */
export function fillText(template: string, values: RuleMatch['values']): string {
  return template.replace(placeholder, (_, name: string) =>
    Object.hasOwn(values, name) && values[name] ? values[name] : '–',
  );
}
