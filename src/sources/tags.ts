import { type Fields, fieldsOf, isObject, itemsOf, textOf } from './read.ts';

export type Tags = Readonly<Record<string, string>>;

/** AWS lets a resource have 50, with keys of 128 characters and values of 256, which may be empty. */
const mostTags = 50;
const longestKey = 128;
const longestValue = 256;

/**
 * A resource's tags, however they are spelled: an object of values by key (ASFF), or a list of `{key, value}`
 * (GuardDuty, Macie) or `{name, value}` (OCSF). undefined: none.
 */
export function tagsOf(value: unknown): Tags | undefined {
  return Array.isArray(value) ? listed(value) : isObject(value) ? byKey(value) : undefined;
}

/**
 * OCSF's labels, as Security Hub (`team=web`) and scanners (`team:web`) write them; a bare word has no value.
 * The equals sign goes first, since AWS's own keys have colons in them.
 */
export function labelsOf(value: unknown): Tags | undefined {
  let labels: Record<string, string> | undefined;
  for (const label of itemsOf(value).slice(0, mostTags)) {
    if (typeof label !== 'string') continue;
    const [, key, text] = /^([^=]+)=(.*)$/s.exec(label) ??
      /^([^:]+):(.*)$/s.exec(label) ?? [label, label, ''];
    labels = withTag(labels, key, text);
  }
  return labels;
}

function listed(value: readonly unknown[]): Tags | undefined {
  let tags: Record<string, string> | undefined;
  for (const item of value.slice(0, mostTags)) {
    const tag = fieldsOf(item);
    tags = withTag(tags, tag['key'] ?? tag['name'], tag['value']);
  }
  return tags;
}

function byKey(value: Fields): Tags | undefined {
  let tags: Record<string, string> | undefined;
  let room = mostTags;
  for (const key in value) {
    if (room === 0) break;
    room -= 1;
    tags = withTag(tags, key, value[key]);
  }
  return tags;
}

/** Of two with one key the first stays. */
function withTag(
  tags: Record<string, string> | undefined,
  key: unknown,
  value: unknown,
): Record<string, string> | undefined {
  const name = textOf(key, longestKey);
  // An assignment to `__proto__` would change the prototype.
  if (name === undefined || name === '__proto__') return tags;
  const all = tags ?? {};
  if (!Object.hasOwn(all, name)) all[name] = textOf(value, longestValue) ?? '';
  return all;
}
