import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml';
import { messageOf } from '../shared/errors.ts';

/** One document of a YAML file: plain values, and where each of them stands. */
export interface RuleDocument {
  readonly value: unknown;
  /** The line, from 1, of the nearest key or value on the way. */
  lineOf(path: readonly PropertyKey[]): number;
}

export interface DocumentProblem {
  readonly line: number;
  readonly message: string;
}

/** A file of rules is text that people write; this is some hundred times the longest. */
const mostBytes = 2_000_000;
/** Deeper nesting is an attack on the reader's stack. */
const deepest = 64;
const widest = 200;
const mostAliases = 100;

/**
 * The documents of a YAML 1.2 file. Never throws, and bounds what a hostile file can cost: its size, its depth, and
 * what its aliases unfold to. A broken document is a problem; those before and behind it are read.
 */
export function readDocuments(text: string): {
  readonly documents: readonly RuleDocument[];
  readonly problems: readonly DocumentProblem[];
} {
  if (text.length > mostBytes)
    return problem(
      1,
      `the file is larger than ${mostBytes / 1e6} MB, which no rule is; is it a file of rules?`,
    );
  const deepLine = lineTooDeep(text);
  if (deepLine !== null) return problem(deepLine, `this nests deeper than a rule may; write it flatter`);
  const lines = new LineCounter();
  const documents: RuleDocument[] = [];
  const problems: DocumentProblem[] = [];
  try {
    const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false });
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const begin = lines.linePos(document.contents?.range?.[0] ?? document.range?.[0] ?? 0).line;
      const flaw = document.errors[0];
      if (flaw) {
        const line = lines.linePos(flaw.pos[0]).line;
        problems.push({ line, message: `the document is not valid YAML: ${flaw.message.split('\n')[0]}` });
        continue;
      }
      if (document.contents === null) continue;
      keepLongNumbers(document);
      try {
        refuseDoubleKeys(document, lines);
        documents.push(plainDocument(document, lines));
      } catch (error) {
        const line = error instanceof DoubleKey ? error.line : begin;
        problems.push({ line, message: `the document cannot be read: ${messageOf(error)}` });
      }
    }
  } catch (error) {
    problems.push({ line: 1, message: `the file cannot be read: ${messageOf(error)}` });
  }
  return { documents, problems };
}

function problem(line: number, message: string): ReturnType<typeof readDocuments> {
  return { documents: [], problems: [{ line, message }] };
}

function plainDocument(document: Document.Parsed, lines: LineCounter): RuleDocument {
  const value: unknown = document.toJS({ maxAliasCount: mostAliases });
  if (!isShallow(value, deepest * 2))
    throw new Error('it nests too deep, or an alias leads back into itself');
  const contents: Node | null = document.contents;
  return { value, lineOf: (path) => lines.linePos(offsetOf(document, contents, path)).line };
}

/**
 * The line where the text goes too deep; null where it never does. Asked before the parser is: it calls itself for
 * each bracket, and on very wide indentation the regular expressions it builds end the process (seen, yaml 2.9.1).
 */
function lineTooDeep(text: string): number | null {
  for (const [index, line] of text.split('\n').entries()) {
    if ((/^[ \t]*(?:[-?:][ \t]+)*/.exec(line)?.[0].length ?? 0) > widest) return index + 1;
  }
  let [depth, line] = [0, 1];
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    else if (token === '---') depth = 0;
    if (depth > deepest) return line;
    line += token.split('\n').length - 1;
  }
  return null;
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1));
}

class DoubleKey extends Error {
  override readonly name = 'DoubleKey';
  readonly line: number;
  constructor(key: string, line: number) {
    super(`the key ${key} stands twice in one map`);
    this.line = line;
  }
}

/** The parser's own check compares each key with all before it, which takes minutes on a hostile file. */
function refuseDoubleKeys(document: Document.Parsed, lines: LineCounter): void {
  visit(document, {
    Map(_key, node) {
      const seen = new Set<string>();
      for (const { key } of node.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) throw new DoubleKey(name, lines.linePos(key.range?.[0] ?? 0).line);
        seen.add(name);
      }
    },
  });
}

/** An account id that is written as a number loses its leading zeros, and a long number its last digits. */
function keepLongNumbers(document: Document.Parsed): void {
  visit(document, {
    Scalar(_key, node) {
      const { value, source } = node;
      if (typeof value !== 'number' || source === undefined) return;
      if (/^0\d+$/.test(source) || (/^[-+]?\d+$/.test(source) && !Number.isSafeInteger(value)))
        node.value = source;
    },
  });
}

function offsetOf(document: Document.Parsed, contents: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (!node || typeof node !== 'object' || !('get' in node)) break;
    const collection = node as { get(key: unknown, keepScalar: boolean): unknown };
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(part));
      if (isScalar(pair?.key) && pair.key.range) offset = pair.key.range[0];
    }
    node = collection.get(part, true);
    const range = (node as { range?: [number] } | undefined)?.range;
    if (range && typeof part === 'number') offset = range[0];
  }
  return offset;
}
