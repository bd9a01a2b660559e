import type { ExpressionFlag } from '../expressions/linear.ts';
import type { Pattern } from './pattern.ts';

export type Comparison = 'eq' | 'lt' | 'lte' | 'gt' | 'gte';
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
/** Where in the field the value of another field is looked for. */
export type Place = 'whole' | 'start' | 'end' | 'anywhere';

/** What one field is asked. `field` is a dotted path; the empty one stands for the whole event (keywords). */
export type Item =
  | {
      readonly kind: 'text';
      readonly field: string;
      readonly any: readonly Pattern[];
      readonly cased: boolean;
    }
  | { readonly kind: 'null'; readonly field: string }
  | { readonly kind: 'exists'; readonly field: string; readonly wanted: boolean }
  | {
      readonly kind: 'regex';
      readonly field: string;
      readonly source: string;
      readonly flags: ReadonlySet<ExpressionFlag>;
    }
  | { readonly kind: 'network'; readonly field: string; readonly network: string }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly comparison: Comparison;
      readonly number: number;
      /** The field is a date, and this part of it is compared. */
      readonly part: TimePart | null;
    }
  | {
      readonly kind: 'reference';
      readonly field: string;
      readonly other: string;
      readonly place: Place;
      readonly cased: boolean;
    };

/** A condition with its detections put in: what an event must satisfy. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | Item;

export function allOf(of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'and', of };
}

export function anyOf(of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'or', of };
}
