import { optionalInteger, optionalText } from '../input.ts';
import { pageOf } from '../paging.ts';
import { AwsError, CommonFailure, type Input } from '../service.ts';

export interface UserSeed {
  readonly name: string;
  /** Serial numbers of its MFA devices. */
  readonly mfa?: readonly string[];
  readonly keys?: readonly AccessKeySeed[];
}

interface AccessKeySeed {
  readonly id: string;
  /** Default true. */
  readonly active?: boolean;
  /** Left out: never. */
  readonly lastUsed?: { readonly at: number; readonly service: string; readonly region: string };
}

export interface RoleSettings {
  readonly name: string;
  readonly path?: string;
  /** The trust policy. */
  readonly trust: object;
  /** ARNs of managed policies. */
  readonly attached?: readonly string[];
  /** Policies of its own: their text by name. */
  readonly inline?: Readonly<Record<string, string>>;
}

/** What IAM has of one account; it has no Regions. */
export interface Account {
  readonly users: Map<string, UserSeed & { readonly since: number }>;
  readonly roles: Map<string, RoleSettings & { readonly since: number }>;
  readonly aliases: string[];
}

export function missing(message: string): never {
  throw new AwsError('NoSuchEntity', message, 404);
}

/** A list in pages of up to 1,000, 100 unless told otherwise (IAM API reference). */
export function paged<T>(name: string, all: readonly T[], idOf: (item: T) => string, input: Input): object {
  const page = pageOf(all, idOf, {
    size: optionalInteger(input, 'MaxItems', { least: 1, most: 1_000 }) ?? 100,
    token: optionalText(input, 'Marker'),
    question: name,
  });
  if (page === null) throw new CommonFailure('invalid', 'Invalid Marker.');
  return { [name]: page.items, IsTruncated: page.next !== undefined, Marker: page.next };
}
