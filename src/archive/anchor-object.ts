import type { AuditAnchor } from '../finding/audit.ts';

/** As an object: the same whoever writes it and however often, so that a second try finds its own. */
export function objectOf(
  { seq, hash, at }: AuditAnchor & { readonly at: number },
  prefix: string,
): { readonly key: string; readonly body: string } {
  const moment = new Date(at).toISOString();
  return {
    key: `${prefix}${moment.slice(0, 10)}-${seq}.json`,
    body: `${JSON.stringify({ at: moment, seq, hash })}\n`,
  };
}

/** What an object says; null: it is no anchor. */
export function anchorIn(body: string): AuditAnchor | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const { seq, hash } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) return null;
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? { seq, hash } : null;
}
