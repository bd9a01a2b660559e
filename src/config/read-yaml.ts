import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { messageOf, UsageError } from '../shared/errors.ts';
import { complaintOf, offsetOf } from './complaint.ts';

export interface ReadYaml<T> {
  readonly value: T;
  /** Where the nearest part of a path stands, counted from 1; null in an empty text. */
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** Twenty thousand accounts; what is larger is no configuration, and reading it would hold up everything else. */
const mostCharacters = 1_048_576;

/** Reads a text by a schema. Throws UsageError with one sentence that names key, line and `name`. */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  name: string,
  schema: Schema,
): ReadYaml<z.output<Schema>> {
  if (text.length > mostCharacters) throw new UsageError(`${name} is larger than 1 MiB, so it is not read.`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const syntax = document.errors[0];
  if (syntax) {
    const at = lines.linePos(syntax.pos[0]);
    throw new UsageError(`${name} line ${at.line} is not valid YAML: ${syntax.message.split('\n')[0]}`);
  }
  const lineOf = (path: readonly PropertyKey[]): number | null => {
    const offset = offsetOf(document.contents, path);
    return offset === null ? null : lines.linePos(offset).line;
  };
  const parsed = schema.safeParse(plainValue(document, name), { reportInput: true });
  if (parsed.success) return { value: parsed.data, lineOf };
  const complaint = complaintOf(parsed.error.issues, schema);
  const line = lineOf(complaint.path);
  throw new UsageError(`${name}${line === null ? '' : ` line ${line}`}: ${complaint.sentence}`);
}

/** A few lines of aliases can stand for more than fits into memory. */
function plainValue(document: Document.Parsed, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 }) ?? {};
  } catch (error) {
    const what = /^Unresolved alias/.test(messageOf(error))
      ? 'an alias (*) stands for nothing that is said above it'
      : 'its aliases (*) are too many to follow';
    throw new UsageError(`${name}: ${what}.`, { cause: error });
  }
}
