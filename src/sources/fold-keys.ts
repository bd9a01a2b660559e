import { type Fields, isObject } from './read.ts';

/** Deeper than any finding; below that nothing is read anyway. */
const deepest = 32;

/** `AccountId` → `accountId` throughout: what AWS's SDKs and ASFF write in PascalCase, as EventBridge writes it. */
export function foldKeys(value: Fields): Fields {
  return foldObject(value, 0);
}

function foldObject(value: Fields, depth: number): Fields {
  const folded: Record<string, unknown> = {};
  if (depth > deepest) return folded;
  for (const key in value) {
    // An assignment to `__proto__` would change the prototype; no finding has such a field.
    if (key !== '__proto__')
      folded[key.charAt(0).toLowerCase() + key.slice(1)] = foldValue(value[key], depth + 1);
  }
  return folded;
}

function foldValue(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return depth > deepest ? [] : value.map((one) => foldValue(one, depth + 1));
  return isObject(value) ? foldObject(value, depth) : value;
}
