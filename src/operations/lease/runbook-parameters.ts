import { linearExpression } from '../../expressions/linear.ts';
import type { RunbookPolicy } from '../../finding/lease-policy.ts';

/** What is wrong with what somebody filled in; worded by whoever shows it. */
export interface ParameterProblem {
  readonly code:
    | 'unknown'
    | 'missing'
    | 'not-a-choice'
    | 'no-number'
    | 'no-boolean'
    | 'no-instance'
    | 'unfit'
    | 'too-long';
  readonly name: string;
}

type Parameter = RunbookPolicy['parameters'][number];

const longest = 256;

/** All that stands against them; empty: they may go to AWS as they are. Only what the configuration names may be said. */
export function problemsOf(
  { parameters }: Pick<RunbookPolicy, 'parameters'>,
  filled: Readonly<Record<string, string>>,
): ParameterProblem[] {
  const names = parameters.map(({ name }) => name);
  const unknown = Object.keys(filled).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name): ParameterProblem => ({ code: 'unknown', name })),
    ...parameters.flatMap((parameter): ParameterProblem[] => {
      const code = problemWith(
        parameter,
        Object.hasOwn(filled, parameter.name) ? filled[parameter.name] : undefined,
      );
      return code === null ? [] : [{ code, name: parameter.name }];
    }),
  ];
}

function problemWith(parameter: Parameter, value: string | undefined): ParameterProblem['code'] | null {
  if (value === undefined || value === '') return parameter.required ? 'missing' : null;
  if (value.length > longest) return 'too-long';
  if (parameter.pattern !== null && !linearExpression(parameter.pattern).matches(value)) return 'unfit';
  switch (parameter.type) {
    case 'choice':
      return parameter.choices.includes(value) ? null : 'not-a-choice';
    case 'number':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? null : 'no-number';
    case 'boolean':
      return value === 'true' || value === 'false' ? null : 'no-boolean';
    case 'instance':
      return /^i-[0-9a-f]{8,17}$/.test(value) ? null : 'no-instance';
    case 'string':
      return null;
  }
}
