import { portsOf, type RuleSource } from '../../finding/lease-spec.ts';
import { networkOf } from '../../finding/network.ts';
import { durationOf } from '../commands/duration.ts';
import type { How } from './ask.ts';

/** What was typed after `attach`, as far as it goes: it stands in a window's value. */
export interface Typed {
  readonly how: How;
  readonly target: string;
  readonly port: string;
  readonly source: string;
  readonly span: string;
  readonly reason: string;
}

/** The first word that is not what belongs there. */
export interface Misread {
  readonly problem: 'target' | 'port' | 'from' | 'source' | 'for' | 'span' | 'because';
  readonly word: string;
}

export const nothingTyped: Typed = {
  ...{ how: 'ask', target: '', port: '', source: '', span: '', reason: '' },
};

const because = /^(?:because|理由)[::]?$/i;

/** `web-7 ssh from me for 2h because …`; it may end after any part. */
export function readAttach(words: readonly string[], how: How): Typed | Misread {
  const [target = '', port = '', from, source = '', ...rest] = words;
  if (/[*?]/.test(target)) return { problem: 'target', word: target };
  if (port !== '' && portsOf(port) === null) return { problem: 'port', word: port };
  if (from !== undefined && from.toLowerCase() !== 'from') return { problem: 'from', word: from };
  if (source !== '' && sourceOf(source) === null) return { problem: 'source', word: source };
  const told = readSpan(rest);
  return 'problem' in told ? told : { how, target, port, source, ...told };
}

/** `for 1h because …`. */
export function readSpan(words: readonly string[]): Pick<Typed, 'span' | 'reason'> | Misread {
  const [how, span = '', why, ...reason] = words;
  if (how === undefined) return { span: '', reason: '' };
  if (how.toLowerCase() !== 'for') return { problem: 'for', word: how };
  if (span !== '' && durationOf(span) === null) return { problem: 'span', word: span };
  if (why !== undefined && !because.test(why)) return { problem: 'because', word: why };
  return { span, reason: reason.join(' ') };
}

/** Null: none at all. `me`: the address that the person has told. */
export function sourceOf(word: string): RuleSource | 'me' | null {
  if (/^me$/i.test(word)) return 'me';
  if (/^sg-[0-9a-f]{8,17}$/.test(word)) return { kind: 'group', groupId: word };
  if (/^pl-[0-9a-f]{8,17}$/.test(word)) return { kind: 'prefix-list', prefixListId: word };
  const network = networkOf(word);
  return network && { kind: 'cidr', cidr: network.cidr };
}

export function isWhole({ target, port, source, span, reason }: Typed): boolean {
  return [target, port, source, span, reason].every((part) => part !== '');
}

/** Words as typed; quotes keep those of one name together. */
export function wordsOf(text: string): string[] {
  return (text.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}
