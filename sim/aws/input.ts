import { CommonFailure, type Input } from './service.ts';

// Members of an input, checked as the service would: what is absent is undefined, what is wrong is refused.

export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw wrong(name, 'a string');
}

export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined || value === '') throw wrong(name, 'given');
  return value;
}

/** A list's texts; without it none. */
export function textsOf(input: Input, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export function optionalInteger(input: Input, name: string, { least, most }: Bounds): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  // Queries and paths carry text.
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most)
    return number;
  throw wrong(name, `a whole number from ${least} to ${most}`);
}

function wrong(name: string, expected: string): CommonFailure {
  return new CommonFailure('invalid', `Invalid value for ${name}: it must be ${expected}.`);
}
