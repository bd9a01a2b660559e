import type { FindingView } from '../finding/view.ts';

/** Longer words are cut, here and in questions alike, so that what is cut still matches. */
const longestWord = 64;
const longestValue = 200;
const longestText = 600;
/** Of one case. A title in Japanese alone could otherwise bring hundreds of two-letter pieces. */
const mostWords = 40;
/** Kept free for the title, whatever the resources are called. */
const mostNames = 28;
const mostResources = 20;

/**
 * The search words of free text: ASCII letters and digits run by run (`web-7` is `web` and `7`), and everything
 * else in overlapping pairs of letters, since Japanese writes no spaces (`公開中` is `公開`, `開中`). A run's last letter
 * also stands alone, so that a question of one letter finds it too.
 */
export function wordsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => (isAscii(run) ? [run.slice(0, longestWord)] : pairsOf(run)));
}

/** The words of a question: as of a text, without the last letter that the pair before it holds already. */
export function askedWords(text: string): string[] {
  return runsOf(text).flatMap((run) => {
    if (isAscii(run)) return [run.slice(0, longestWord)];
    const pairs = pairsOf(run);
    return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
  });
}

/** Full-width letters become plain ones and half-width kana full ones, so that either spelling finds the other. */
function runsOf(text: string): string[] {
  const plain = text.slice(0, longestText).normalize('NFKC').toLowerCase();
  return plain.match(/[a-z0-9]+|[[\p{L}\p{M}\p{N}]--[a-z0-9]]+/gv) ?? [];
}

function isAscii(run: string): boolean {
  return /^[a-z0-9]/.test(run);
}

function pairsOf(run: string): string[] {
  const letters = Array.from(run);
  return letters.map((letter, index) => letter + (letters[index + 1] ?? ''));
}

/** What may stand before `=`: a word for a filter, where the whole value counts and not its parts. */
export type Facet = 'account' | 'region' | 'type' | 'control' | 'resource' | 'source';

/** `account=payments-prod`; free words have no `=`, so the two never meet. */
export function facetWord(facet: Facet, value: string): string {
  const plain = facet === 'source' ? value.replace(/[^\p{L}\p{N}*]/gu, '') : value.replace(/\p{Cc}/gu, ' ');
  return `${facet}=${plain.slice(0, longestValue).normalize('NFKC').toLowerCase()}`;
}

/** Every word that finds this case, sorted, each once. */
export function searchWords(view: FindingView): string[] {
  const resources = view.resources.slice(0, mostResources);
  const names = [
    ...resources.flatMap((resource) => [resource.name ?? '', resource.id]),
    view.remoteAddress ?? '',
    view.account.id,
    view.principal ?? '',
    view.account.name ?? '',
    view.type,
    view.product,
    view.region,
  ].flatMap(wordsOf);
  const free = new Set([...[...new Set(names)].slice(0, mostNames), ...wordsOf(view.title), ...names]);
  const facets = [
    facetWord('account', view.account.id),
    ...(view.account.name === undefined ? [] : [facetWord('account', view.account.name)]),
    facetWord('region', view.region),
    facetWord('type', view.type),
    // An old standard's own id, and the id that all standards share.
    ...(view.kind === 'control'
      ? [facetWord('control', view.type), facetWord('control', view.facts['control'] ?? view.type)]
      : []),
    ...resources.flatMap(callsOf).map((call) => facetWord('resource', call)),
    ...[view.product, ...view.sources].map((source) => facetWord('source', source)),
  ];
  return [...new Set([...[...free].slice(0, mostWords), ...facets])].sort();
}

/** What a person may call a resource: its name, its id, and the end of its ARN, which mostly is its id. */
function callsOf({ id, name, arn }: FindingView['resources'][number]): string[] {
  return [...new Set([id, lastSegment(id), lastSegment(arn ?? ''), name ?? ''])].filter(Boolean);
}

/** `abc` of `arn:aws:guardduty:…:detector/d/finding/abc`; a name without separators is itself. */
export function lastSegment(id: string): string {
  return id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1) || id;
}

/** The column `cases.words`: each word between line feeds, so that a whole word or a beginning can be looked for. */
export function joinWords(words: readonly string[]): string {
  return `\n${words.join('\n')}\n`;
}

export function splitWords(joined: string): string[] {
  return joined.split('\n').filter(Boolean);
}
