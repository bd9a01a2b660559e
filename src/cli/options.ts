import { InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../config/duration.ts';

export const configOption = (flags = '-c, --config <file>', description = 'the configuration file') =>
  new Option(flags, description).default('yagura.yaml').env('YAGURA_CONFIG');

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };
}

export function durationOption(text: string): number {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  throw new InvalidArgumentError('It takes a duration such as 90s, 15m, 4h, 30d or 2w.');
}
