/** Whom a typed word means. Slack turns `@carol` into an id on its way here; a name alone means nobody. */
export function whoIs(word: string, self: string): { readonly id: string } | 'nobody' | 'group' | null {
  if (/^me$/i.test(word)) return { id: self };
  if (/^(?:nobody|none)$/i.test(word)) return 'nobody';
  if (/^(?:<!subteam\^)?S[A-Z0-9]{2,20}(?:\|[^>]*)?>?$/.test(word)) return 'group';
  const id = /^(?:<@)?([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>?$/.exec(word)?.[1];
  return id === undefined ? null : { id };
}
