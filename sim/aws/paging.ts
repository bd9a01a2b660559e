/** One page of a list, and what asks for the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

interface Asked {
  readonly size: number;
  readonly token: string | undefined;
  /** What was asked for besides: a token is good for the same question alone. */
  readonly question: unknown;
}

/** Pages by the last thing shown, so that what comes in meanwhile shifts nothing; null: the token is no good. */
export function pageOf<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { size, token, question }: Asked,
): Page<T> | null {
  const asked = JSON.stringify(question);
  let from = 0;
  if (token !== undefined) {
    const [meant, last] = cursorOf(token);
    from = all.findIndex((item) => idOf(item) === last) + 1;
    if (meant !== asked || from === 0) return null;
  }
  const items = all.slice(from, from + size);
  const last = items.at(-1);
  const ended = from + size >= all.length || last === undefined;
  return { items, next: ended ? undefined : tokenOf([asked, idOf(last)]) };
}

function tokenOf(cursor: readonly [string, string]): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64');
}

function cursorOf(token: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
