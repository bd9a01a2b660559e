/** A JSON object of which only some fields are known. */
export type Document = Readonly<Record<string, unknown>>;

/** All values at a dotted path; lists on the way are walked through. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  return path
    .split('.')
    .reduce<readonly unknown[]>(
      (found, step) => found.flatMap((one) => several((one as Document | null)?.[step])),
      [value],
    );
}

export function textAt(value: unknown, path: string): string | undefined {
  const [first] = valuesAt(value, path);
  return first === undefined || first === null ? undefined : String(first);
}

function several(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A list that an input must have, of a size that the service takes; null: it has not. */
export function listOf(value: unknown, most: number): readonly unknown[] | null {
  return Array.isArray(value) && value.length >= 1 && value.length <= most ? value : null;
}
