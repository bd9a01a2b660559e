import { isJson, type Json } from '../json.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Collects what is wrong, in Slack's own form: `[ERROR] must be … [json-pointer:/blocks/0/text]`. */
export class Report {
  readonly surface: Surface;
  readonly problems: string[] = [];

  constructor(surface: Surface) {
    this.surface = surface;
  }

  add(at: string, problem: string): void {
    this.problems.push(`[ERROR] ${problem} [json-pointer:${at || '/'}]`);
  }
}

/** Looks at one value and reports what is wrong with it, at its JSON pointer. */
export type Rule = (value: unknown, at: string, report: Report) => void;
/** A law over a whole object, run once its fields are known to be sound. */
export type Law = (value: Json, at: string, report: Report) => void;

export interface Shape {
  required?: Record<string, Rule>;
  optional?: Record<string, Rule>;
  laws?: readonly Law[];
}

/**
 * Text of `min` to `max` characters. Slack does not say how it counts; UTF-16 units are the stricter reading.
 */
export function text(max: number, min = 0): Rule {
  return (value, at, report) => {
    if (typeof value !== 'string') report.add(at, 'should be a string');
    else if (value.length < min) report.add(at, `must be more than ${min - 1} characters`);
    else if (value.length > max) report.add(at, `must be less than ${max + 1} characters`);
  };
}

export function pattern(form: RegExp, problem: string): Rule {
  return (value, at, report) => {
    if (typeof value !== 'string' || !form.test(value)) report.add(at, problem);
  };
}

/** A web address of at most 3,000 characters. */
export const url: Rule = (value, at, report) => {
  text(3000, 1)(value, at, report);
  if (typeof value === 'string' && !/^(https?|mailto|slack):/.test(value))
    report.add(at, 'must be a valid URL');
  else if (typeof value === 'string' && !URL.canParse(value)) report.add(at, 'must be a valid URL');
};

export const flag: Rule = (value, at, report) => {
  if (typeof value !== 'boolean') report.add(at, 'should be a boolean');
};

export function integer(min: number, max: number): Rule {
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) report.add(at, 'should be an integer');
    else if (value < min || value > max) report.add(at, `must be between ${min} and ${max}`);
  };
}

export const number: Rule = (value, at, report) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) report.add(at, 'should be a number');
};

export function choice(...allowed: readonly unknown[]): Rule {
  return (value, at, report) => {
    if (!allowed.includes(value)) report.add(at, `must be one of ${allowed.join(', ')}`);
  };
}

export function list(item: Rule, max: number, min = 1): Rule {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report.add(at, 'should be an array');
    if (value.length < min) report.add(at, `no less than ${min} items required`);
    if (value.length > max) report.add(at, `no more than ${max} items allowed`);
    for (const [index, each] of value.entries()) item(each, `${at}/${index}`, report);
  };
}

/** An object with these fields and no others; `type` may stand beside them, since it chose the shape. */
export function shape({ required = {}, optional = {}, laws = [] }: Shape): Rule {
  return (value, at, report) => {
    if (!isJson(value)) return report.add(at, 'should be an object');
    const before = report.problems.length;
    for (const [name, rule] of Object.entries(required)) {
      if (value[name] === undefined) report.add(at, `missing required field: ${name}`);
      else rule(value[name], `${at}/${name}`, report);
    }
    for (const [name, rule] of Object.entries(optional)) {
      if (value[name] !== undefined) rule(value[name], `${at}/${name}`, report);
    }
    for (const name of Object.keys(value)) {
      if (name !== 'type' && !(name in required) && !(name in optional)) {
        report.add(at, `invalid additional property: ${name}`);
      }
    }
    if (report.problems.length === before) for (const law of laws) law(value, at, report);
  };
}

/** An object whose `type` says which rule it must keep. */
export function oneOf(kinds: Readonly<Record<string, Rule>>): Rule {
  return (value, at, report) => {
    if (!isJson(value)) return report.add(at, 'should be an object');
    const type = value['type'];
    if (type === undefined) return report.add(at, 'missing required field: type');
    const rule = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (!rule) return report.add(`${at}/type`, `unsupported type: ${String(type)}`);
    rule(value, at, report);
  };
}

/** The rule holds on these surfaces; elsewhere the thing may not stand at all. */
export function only(surfaces: readonly Surface[], rule: Rule): Rule {
  return (value, at, report) => {
    if (!surfaces.includes(report.surface)) report.add(`${at}/type`, `not allowed in a ${report.surface}`);
    else rule(value, at, report);
  };
}

export function pick<Name extends string>(
  kinds: Readonly<Record<string, Rule>>,
  names: readonly Name[],
): Record<Name, Rule> {
  const chosen = {} as Record<Name, Rule>;
  for (const name of names) {
    const rule = kinds[name];
    if (!rule) throw new Error(`no rule is called ${name}`);
    chosen[name] = rule;
  }
  return chosen;
}

/** At least one of these fields must be there. */
export function anyOf(...names: readonly string[]): Law {
  return (value, at, report) => {
    if (names.every((name) => value[name] === undefined)) {
      report.add(at, `must define either ${names.map((name) => `\`${name}\``).join(' or ')}`);
    }
  };
}

/** Exactly one of these fields must be there. */
export function exactlyOneOf(...names: readonly string[]): Law {
  return (value, at, report) => {
    if (names.filter((name) => value[name] !== undefined).length !== 1) {
      report.add(at, `must define exactly one of ${names.map((name) => `\`${name}\``).join(', ')}`);
    }
  };
}
