/** Keeps what was made, by key; beyond `most`, what was used longest ago is let go. */
export function createKept<T>(most: number) {
  const kept = new Map<string, T>();
  return {
    get(key: string, make: () => T): T {
      const value = kept.get(key) ?? make();
      // A Map holds its order of insertion: the last used stands last.
      kept.delete(key);
      kept.set(key, value);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return value;
    },
    drop: (key: string) => kept.delete(key),
  };
}
