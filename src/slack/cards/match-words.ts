import type { Match } from '../../finding/match.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';

type Words = Catalogue['card'];

const alternatives = 3;
const longest = 500;

/** What a matcher is about, in words: `type Recon:* · account prod or staging`; empty when it is about everything. */
export function describeMatch(match: Match, words: Words): string {
  const keys = Object.keys(words.match.keys) as (keyof Match)[];
  return plain(
    keys.flatMap((key) => (match[key] === undefined ? [] : [partOf(match, key, words)])).join(' · '),
    longest,
  );
}

function partOf(match: Match, key: keyof Match, words: Words): string {
  const { match: said } = words;
  const label = said.keys[key];
  const value = match[key];
  if (typeof value === 'boolean') return value ? said.only(label) : said.no(label);
  if (typeof value !== 'object') return label;
  const all = Array.isArray(value)
    ? value.map((one) => wordOf(key, plain(String(one), 80), words))
    : Object.entries(value).map(([tag, text]) => said.tag(plain(tag, 60), plain(String(text), 60)));
  // Nobody can read the ids of findings; how many they are says more.
  if (key === 'identity') return said.one(label, `×${all.length}`);
  const shown = all.slice(0, alternatives);
  const more = all.length - shown.length;
  return said.one(label, said.or(shown, more));
}

/** Our own words for our own values; everything else stands as it was written. */
function wordOf(key: keyof Match, value: string, words: Words): string {
  const own: Readonly<Partial<Record<keyof Match, Readonly<Record<string, string>>>>> = {
    severity: words.severity,
    kind: words.match.kinds,
    controlClass: words.match.controlClasses,
    compliance: words.match.compliances,
  };
  const known = own[key];
  return known !== undefined && Object.hasOwn(known, value) ? (known[value] ?? value) : value;
}
