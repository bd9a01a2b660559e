import type { CaseState } from '../../../finding/case.ts';
import type { Token } from './tokens.ts';

/** The one state that was asked for; `visible`: nobody said one. */
export type AskedState = CaseState | 'visible' | 'all';

/** The same question with one restriction less, as one would type it; null when nothing is left to drop. */
export function wider(tokens: readonly Token[], state: AskedState): string | null {
  if (state !== 'all') return typed([...tokens.filter((one) => one.key !== 'state').map(rawOf), 'state:all']);
  const restrictions = tokens.filter((one) => one.key !== 'state');
  // Time narrows most unnoticed; after that, what was typed last.
  const dropped = restrictions.find((one) => one.key === 'since') ?? restrictions.at(-1);
  if (dropped === undefined) return null;
  return typed(tokens.filter((one) => one !== dropped).map(rawOf));
}

function rawOf(token: Token): string {
  return token.raw;
}

function typed(words: readonly string[]): string {
  return ['/secfind', ...words].join(' ');
}
