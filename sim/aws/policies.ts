import { matchesPattern } from './patterns.ts';

type OneOrMore<T> = T | readonly T[];

/** The part of IAM's policy language that is understood; anything else throws when it is compiled. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: OneOrMore<PolicyStatement>;
}

interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: OneOrMore<string>;
  readonly Resource: OneOrMore<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<string>>>>>;
}

interface PolicyQuestion {
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, readonly string[]>;
}

/** Whether these policies allow it: somebody must, and nobody may deny (IAM, "Policy evaluation logic"). */
export type Allows = (question: PolicyQuestion) => boolean;

/** Keys that every call has, beside those of its service. */
const everyCallsKeys = [
  'aws:RequestedRegion',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:SourceIdentity',
];

const statementKeys = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);

/** `serviceKeys`: what the services at hand can tell. Throws on what would otherwise be ignored. */
export function compilePolicies(
  documents: readonly PolicyDocument[],
  serviceKeys: readonly string[],
): Allows {
  const keys = [...everyCallsKeys, ...serviceKeys];
  const statements = documents
    .flatMap(({ Statement }) => several(Statement))
    .map((one) => compiled(one, keys));
  return (question) => {
    const fitting = statements.filter(({ fits }) => fits(question));
    return fitting.length > 0 && fitting.every(({ allows }) => allows);
  };
}

function compiled(statement: PolicyStatement, keys: readonly string[]) {
  const unknown = Object.keys(statement).find((key) => !statementKeys.has(key));
  if (unknown !== undefined) throw new Error(`policy element not simulated: ${unknown}`);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    throw new Error(`policy effect: ${statement.Effect}`);
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, wanted]) =>
    Object.entries(wanted).map(([key, values]) => condition(operator, key, several(values), keys)),
  );
  return {
    allows: statement.Effect === 'Allow',
    fits: ({ action, resource, context }: PolicyQuestion) =>
      several(statement.Action).some((one) => matchesPattern(one.toLowerCase(), action.toLowerCase())) &&
      several(statement.Resource).some((one) => matchesPattern(one, resource)) &&
      conditions.every((holds) => holds(context)),
  };
}

type Compare = (wanted: string, found: string) => boolean;

/** By the name of its operator; `negated`: none of the wanted values may fit. */
const operators: Readonly<Record<string, { readonly compare: Compare; readonly negated?: true }>> = {
  StringEquals: { compare: (wanted, found) => wanted === found },
  StringNotEquals: { compare: (wanted, found) => wanted === found, negated: true },
  StringLike: { compare: matchesPattern },
  StringNotLike: { compare: matchesPattern, negated: true },
  ArnEquals: { compare: matchesPattern },
  ArnLike: { compare: matchesPattern },
  Bool: { compare: (wanted, found) => wanted.toLowerCase() === found.toLowerCase() },
};

function condition(
  operator: string,
  key: string,
  wanted: readonly string[],
  keys: readonly string[],
): (context: PolicyQuestion['context']) => boolean {
  if (!keys.some((known) => matchesPattern(known.toLowerCase(), key.toLowerCase())))
    throw new Error(`condition key not simulated: ${key}`);
  const found = (context: PolicyQuestion['context']) => context.get(key.toLowerCase());
  if (operator === 'Null') return (context) => (found(context) === undefined) === (wanted[0] === 'true');
  const [, quantifier, name = '', ifExists] = /^(?:(\w+):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const known = operators[name];
  if (!known || !['ForAllValues', 'ForAnyValue', undefined].includes(quantifier))
    throw new Error(`condition operator not simulated: ${operator}`);
  const fits = (value: string) =>
    wanted.some((one) => known.compare(one, value)) !== (known.negated ?? false);
  return (context) => {
    const values = found(context);
    // ForAllValues holds of nothing at all, and so does what is negated (IAM, "Multivalued context keys").
    if (values === undefined)
      return ifExists !== undefined || quantifier === 'ForAllValues' || known.negated === true;
    return quantifier === 'ForAllValues' ? values.every(fits) : values.some(fits);
  };
}

function several<T>(value: OneOrMore<T>): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
