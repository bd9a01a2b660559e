import { type Fields, isObject } from '../read.ts';

/** Deeper than any finding; below that nothing is read anyway. */
const deepest = 32;

/** `AccountId` → `accountId` throughout, where the finding is spelled so; a camelCase one comes back as it is. */
export function foldKeys(value: Fields): Fields {
  return 'AccountId' in value || 'Type' in value ? foldObject(value, 0) : value;
}

function foldObject(value: Fields, depth: number): Fields {
  if (depth > deepest) return {};
  // fromEntries defines `__proto__` as a plain field, where an assignment would change the prototype.
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      foldValue(one, depth + 1),
    ]),
  );
}

function foldValue(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return depth > deepest ? [] : value.map((one) => foldValue(one, depth + 1));
  return isObject(value) ? foldObject(value, depth) : value;
}
