import { isMap, isScalar, type Node } from 'yaml';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

export interface Complaint {
  /** Ends with a full stop. */
  readonly sentence: string;
  /** Which part of the file it is about. */
  readonly path: Path;
}

/** Keys that people will look for before their time comes. */
const notYet: readonly { readonly at: RegExp; readonly sentence: string }[] = [
  { at: /^policies\.\d+\.ticket$/, sentence: 'tickets cannot be sent yet; leave it out.' },
];

/** The one thing to mend first, in one sentence. */
export function complaintOf(issues: readonly Issue[], schema: z.ZodType): Complaint {
  // A misspelt key is also a missing one; what stands in the file is easier to find.
  const issue = issues.find((one) => one.code === 'unrecognized_keys') ?? issues[0];
  if (!issue) return { sentence: 'it is not valid.', path: [] };
  return describe(innermost(issue), schema as unknown as Schema);
}

function describe(issue: Issue, schema: Schema): Complaint {
  const { path } = issue;
  const key = path.map(String).join('.');
  const absent = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (absent && issue.input === undefined) return { sentence: `the key ${key} is missing.`, path };
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [first = ''] = issue.keys;
      const full = key ? `${key}.${first}` : first;
      const wait = notYet.find(({ at }) => at.test(full));
      const known = keysAt(schema, path).join(', ');
      const sentence = wait
        ? `the key ${full}: ${wait.sentence}`
        : `the key ${full} is not known; possible here: ${known}.`;
      return { sentence, path: [...path, first] };
    }
    case 'invalid_key':
      return {
        sentence: `the key ${key} is wrong: ${issue.issues[0]?.message ?? 'it is not possible'}.`,
        path,
      };
    case 'invalid_type':
      if (key === '')
        return {
          sentence: 'it has to hold keys with their values, as deploy/yagura.example.yaml does.',
          path,
        };
      if (issue.expected === 'string' && typeof issue.input === 'number')
        return { sentence: `the value of ${key} is wrong: it is read as a number; put it in quotes.`, path };
  }
  const what = issue.message.replace(/^Invalid (input|option): /, '');
  return { sentence: `the value of ${key} is wrong: ${what}.`, path };
}

/** Of the ways in which a value could have been right, what is wrong with the one that came closest. */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const depth = (one: Issue) => one.path.length + (one.code === 'invalid_type' ? 0 : 0.5);
  const candidates = issue.errors.flatMap(([first]) => (first ? [innermost(first)] : []));
  const [closest] = candidates.sort((a, b) => depth(b) - depth(a));
  return closest ? ({ ...closest, path: [...issue.path, ...closest.path] } as Issue) : issue;
}

/** What zod keeps of a schema, as far as a path leads through it. */
interface Schema {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly def?: {
    /** Of what is optional or has a default. */
    readonly innerType?: Schema;
    /** Of what is transformed. */
    readonly in?: Schema;
    readonly options?: readonly Schema[];
    readonly element?: Schema;
    readonly valueType?: Schema;
  };
}

function keysAt(schema: Schema, path: Path): string[] {
  let schemas = alternatives(schema);
  for (const part of path) {
    schemas = schemas.flatMap(({ shape, def }) => {
      const next = typeof part === 'number' ? def?.element : (shape?.[String(part)] ?? def?.valueType);
      return next ? alternatives(next) : [];
    });
  }
  return [...new Set(schemas.flatMap(({ shape }) => Object.keys(shape ?? {})))];
}

/** The schemas behind what is optional, has a default, is transformed or has several forms. */
function alternatives(schema: Schema): Schema[] {
  const { innerType, in: input, options } = schema.def ?? {};
  const behind = innerType ?? input;
  if (behind) return alternatives(behind);
  return options ? options.flatMap(alternatives) : [schema];
}

/** Where the nearest existing node of a path stands in the file; null: it is empty. */
export function offsetOf(contents: Node | null, path: Path): number | null {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? null;
  for (const part of path) {
    if (!node || typeof node !== 'object' || !('get' in node)) break;
    const collection = node as { get(key: unknown, keepScalar: boolean): unknown; items: unknown[] };
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && one.key.value === part);
      if (isScalar(pair?.key) && pair.key.range) offset = pair.key.range[0];
    }
    node = collection.get(part, true);
    const range = (node as { range?: [number] } | undefined)?.range;
    if (range && typeof part === 'number') offset = range[0];
  }
  return offset;
}
