import { type ExpressionFlag, linearExpression, UnknownExpression } from '../expressions/linear.ts';
import { RuleFlaw } from './flaw.ts';

/** Longer ones are programs, not patterns; compiling takes time in proportion. */
const longest = 10_000;

/**
 * A matcher that looks for the expression anywhere in a text, in time linear in the text. Throws RuleFlaw
 * where RE2 does not know the syntax.
 */
export function regularMatcher(
  source: string,
  flags: ReadonlySet<ExpressionFlag>,
): (text: string) => boolean {
  if (source.length > longest)
    throw new RuleFlaw(`the regular expression is longer than ${longest} characters; split it`);
  const compiled = compile(source, flags);
  const needed = requiredText(source, flags);
  if (needed === null) return (text) => compiled.test(text);
  return (text) => text.includes(needed) && compiled.test(text);
}

function compile(source: string, flags: ReadonlySet<ExpressionFlag>) {
  try {
    return linearExpression(source, flags);
  } catch (error) {
    if (!(error instanceof UnknownExpression)) throw error;
    throw new RuleFlaw(
      `the regular expression cannot be used (${error.message}); look-around and back references are not possible`,
    );
  }
}

/**
 * The longest text that every match must contain, so that most texts are turned away by a plain search; null where that
 * is not certain. Only expressions without groups, alternatives and flags in the pattern are read.
 */
export function requiredText(source: string, flags: ReadonlySet<ExpressionFlag>): string | null {
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
