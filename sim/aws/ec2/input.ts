import type { Input } from '../service.ts';
import { invalidValue, missing } from './errors.ts';

// Readers of what the query protocol brought: text, lists of text, structures, and nothing else.

export function textOf(input: Input, name: string): string | null {
  const value = input[name];
  return typeof value === 'string' ? value : null;
}

export function required(input: Input, name: string): string {
  const value = textOf(input, name);
  if (value === null || value === '') throw missing(name);
  return value;
}

export function integerOf(input: Input, name: string): number | null {
  const value = textOf(input, name);
  if (value === null) return null;
  if (!/^-?\d{1,9}$/.test(value)) throw invalidValue(`Invalid value '${value}' for ${name}`);
  return Number(value);
}

export function isSet(input: Input, name: string): boolean {
  return textOf(input, name) === 'true';
}

export function listOf(input: Input, name: string): string[] {
  return entries(input, name).filter((one) => typeof one === 'string');
}

export function structuresOf(input: Input, name: string): Input[] {
  return entries(input, name).filter((one): one is Input => typeof one === 'object' && one !== null);
}

export function structureOf(input: Input, name: string): Input {
  const value = input[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : {};
}

function entries(input: Input, name: string): readonly unknown[] {
  const value = input[name];
  return Array.isArray(value) ? value : [];
}
