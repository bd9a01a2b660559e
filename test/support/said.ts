import { type Catalogue, catalogues, type Language, languages } from '../../src/i18n/catalogue.ts';

/** What each word of a part of the catalogues said, by its path (`find.result`), in each language. */
export type Said = Readonly<Record<Language, ReadonlyMap<string, ReadonlySet<string>>>>;

/**
 * Writes down, from now on, every word that anybody takes out of these parts. The catalogues of this process are
 * changed: only for a test file of its own.
 */
export function listen(parts: readonly (keyof Catalogue)[]): Said {
  const said = { en: new Map<string, Set<string>>(), ja: new Map<string, Set<string>>() };
  for (const language of languages) {
    const hear = (path: string, text: unknown) => {
      const heard = said[language].get(path) ?? new Set();
      said[language].set(path, heard.add(String(text)));
    };
    const whole = catalogues[language];
    const overheard = parts.map((part) => [part, overhear(whole[part], part, hear)]);
    Object.assign(whole, Object.fromEntries(overheard));
  }
  return said;
}

type Hear = (path: string, text: unknown) => void;

function overhear(node: unknown, path: string, hear: Hear): unknown {
  if (typeof node === 'string') {
    hear(path, node);
    return node;
  }
  if (typeof node === 'function')
    return (...given: unknown[]) => {
      const text: unknown = node(...given);
      hear(path, text);
      return text;
    };
  if (typeof node !== 'object' || node === null) return node;
  return new Proxy(node, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return typeof key === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(key))
        ? value
        : overhear(value, `${path}.${key}`, hear);
    },
  });
}

/** The path of every word in a part. */
export function pathsOf(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [path];
  return Object.entries(node).flatMap(([key, value]) => pathsOf(value, `${path}.${key}`));
}
