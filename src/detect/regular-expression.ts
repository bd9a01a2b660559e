import { RE2JS } from 're2js';
import { RuleFlaw } from './flaw.ts';

const flagBits = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL } as const;
export type RegularFlag = keyof typeof flagBits;

/** Longer ones are programs, not patterns; compiling takes time in proportion. */
const longest = 10_000;

/**
 * A matcher that looks for the expression anywhere in a text, in time linear in the text (RE2; no backtracking, so no
 * text can make it hang). Throws RuleFlaw where RE2 does not know the syntax: look-around, back references.
 */
export function regularMatcher(source: string, flags: ReadonlySet<RegularFlag>): (text: string) => boolean {
  if (source.length > longest)
    throw new RuleFlaw(`the regular expression is longer than ${longest} characters; split it`);
  let bits = 0;
  for (const flag of flags) bits |= flagBits[flag];
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(source, bits);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    throw new RuleFlaw(
      `the regular expression cannot be used (${why}); look-around and back references are not possible`,
    );
  }
  const needed = requiredText(source, flags);
  if (needed === null) return (text) => compiled.test(text);
  return (text) => text.includes(needed) && compiled.test(text);
}

/**
 * The longest text that every match must contain, so that most texts are turned away by a plain search; null where that
 * is not certain. Only expressions without groups, alternatives and flags in the pattern are read.
 */
export function requiredText(source: string, flags: ReadonlySet<RegularFlag>): string | null {
  if (flags.has('i')) return null;
  let [best, run] = ['', ''];
  const endRun = () => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (let index = 0; index < source.length; index += 1) {
    const character = source.charAt(index);
    if ('|()'.includes(character)) return null;
    if ('*?{'.includes(character)) {
      // What stands before may be absent; only one unit is taken off, so characters of two units give up.
      if (/[\ud800-\udfff]$/.test(run)) return null;
      run = run.slice(0, -1);
      endRun();
      if (character === '{') index = Math.max(index, source.indexOf('}', index));
    } else if (character === '[') {
      endRun();
      const end = endOfClass(source, index);
      if (end < 0) return null;
      index = end;
    } else if ('.^$+'.includes(character)) {
      endRun();
    } else if (character === '\\') {
      const next = source.charAt(index + 1);
      // Escaped punctuation is itself; escaped letters and digits are classes, and some of them take arguments.
      if (/[\w\s]|^$/.test(next)) return null;
      run += next;
      index += 1;
    } else {
      run += character;
    }
  }
  endRun();
  return best.length >= 3 ? best : null;
}

/** The index of the bracket that ends a character class; -1 where that takes more than a glance to tell. */
function endOfClass(source: string, start: number): number {
  // A bracket right at the beginning belongs to the class.
  const first = start + (source.charAt(start + 1) === '^' ? 2 : 1);
  const end = source.indexOf(']', first + 1);
  return /[[\\]/.test(source.slice(first, end)) ? -1 : end;
}
