import { RE2JS } from 're2js';

/** RE2 does not know such an expression; the message says why. */
export class UnknownExpression extends Error {}

const flagBits = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL } as const;
export type ExpressionFlag = keyof typeof flagBits;

export interface LinearExpression {
  /** It matches somewhere in the text. */
  test(text: string): boolean;
  /** It matches the text from its beginning to its end. */
  matches(text: string): boolean;
}

/**
 * An expression that somebody wrote for us, over texts that somebody else sends: matched in time linear in the text, so
 * that no text can make it hang (RE2; no backtracking). Throws UnknownExpression: look-around, back references.
 */
export function linearExpression(
  source: string,
  flags: ReadonlySet<ExpressionFlag> = new Set(),
): LinearExpression {
  let bits = 0;
  for (const flag of flags) bits |= flagBits[flag];
  try {
    return RE2JS.compile(source, bits);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^error parsing regexp: /, '') : String(cause);
    throw new UnknownExpression(why, { cause });
  }
}

/** Null: it can be used; else why not. */
export function flawOf(source: string): string | null {
  try {
    linearExpression(source);
    return null;
  } catch (error) {
    if (error instanceof UnknownExpression) return error.message;
    throw error;
  }
}
