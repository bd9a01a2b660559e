import { allOf, anyOf, type Expression } from './expression.ts';
import { RuleFlaw } from './flaw.ts';

/** Deeper brackets are a mistake, or an attempt to overflow the stack. */
const deepest = 64;
const longest = 20_000;

/**
 * Sigma's condition: `or`, `and`, `not`, `1 of name*`, `all of them`, brackets; `not` binds tightest, `or` least. The
 * names stand for the detections given. Throws RuleFlaw where the condition cannot be read or names what is not there.
 */
export function parseCondition(source: string, detections: ReadonlyMap<string, Expression>): Expression {
  if (source.length > longest) throw new RuleFlaw(`the condition is longer than ${longest} characters`);
  if (source.includes('|'))
    throw new RuleFlaw('aggregations in a condition ("|") are obsolete; write a correlation rule instead');
  const reader = new Reader(source, detections);
  const whole = reader.disjunction(0);
  reader.expectEnd();
  return whole;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #detections: ReadonlyMap<string, Expression>;
  #at = 0;

  constructor(source: string, detections: ReadonlyMap<string, Expression>) {
    this.#tokens = source.match(/[()]|[^\s()]+/g) ?? [];
    this.#detections = detections;
  }

  disjunction(depth: number): Expression {
    const parts = [this.#conjunction(depth)];
    while (this.#take('or')) parts.push(this.#conjunction(depth));
    return anyOf(parts);
  }

  expectEnd(): void {
    const token = this.#tokens[this.#at];
    if (token !== undefined)
      throw new RuleFlaw(`the condition goes on with "${token}" where "and" or "or" was expected`);
  }

  #conjunction(depth: number): Expression {
    const parts = [this.#negation(depth)];
    while (this.#take('and')) parts.push(this.#negation(depth));
    return allOf(parts);
  }

  #negation(depth: number): Expression {
    let negated = false;
    while (this.#take('not')) negated = !negated;
    const inner = this.#primary(depth);
    return negated ? { kind: 'not', of: inner } : inner;
  }

  #primary(depth: number): Expression {
    const token = this.#next();
    if (token === '(') return this.#bracketed(depth + 1);
    const following = this.#tokens[this.#at]?.toLowerCase();
    if (following === 'of') {
      this.#at += 1;
      return this.#quantified(token.toLowerCase(), this.#next());
    }
    const named = this.#detections.get(token);
    if (named) return named;
    throw new RuleFlaw(`the condition names "${token}", which the detection does not have; ${this.#names()}`);
  }

  #bracketed(depth: number): Expression {
    if (depth > deepest) throw new RuleFlaw(`the condition has more than ${deepest} brackets in each other`);
    const inner = this.disjunction(depth);
    if (!this.#take(')')) throw new RuleFlaw('the condition opens a bracket and does not close it');
    return inner;
  }

  #quantified(quantity: string, selector: string): Expression {
    if (quantity !== '1' && quantity !== 'any' && quantity !== 'all')
      throw new RuleFlaw(`the condition says "${quantity} of"; only "1 of" and "all of" exist`);
    const chosen = [...this.#detections].filter(([name]) => selects(selector, name)).map(([, one]) => one);
    if (chosen.length === 0)
      throw new RuleFlaw(`the condition says "of ${selector}", and nothing is named so; ${this.#names()}`);
    return quantity === 'all' ? allOf(chosen) : anyOf(chosen);
  }

  #names(): string {
    return `there are ${[...this.#detections.keys()].join(', ')}`;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new RuleFlaw('the condition ends where something is missing');
    this.#at += 1;
    return token;
  }

  /** A detection that is named like an operator would be a trap; the operator wins, in any letter case. */
  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}

/** `them` is all but those that begin with an underscore; `*` stands for any letters. */
function selects(selector: string, name: string): boolean {
  if (selector.toLowerCase() === 'them') return !name.startsWith('_');
  const pieces = selector.split('*');
  if (pieces.length === 1) return selector === name;
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at + last.length <= name.length;
}
