import { guardDuty } from '../test/support/bodies.ts';
import { stormAccounts } from './storm-world.ts';

/** One finding of the storm, and what is needed to know its card again. */
export interface StormFinding {
  readonly body: string;
  readonly severity: 'Critical' | 'High' | 'other';
  /** Its own alone; every card says it. */
  readonly instance: string;
  /** The channel of its account. */
  readonly channel: string;
}

export interface StormSize {
  readonly findings: number;
  readonly critical: number;
  readonly high: number;
  readonly types: number;
}

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** A storm of GuardDuty findings in three accounts, shuffled, and the same each time. */
export function stormOf(size: StormSize, at: number): StormFinding[] {
  const findings = Array.from({ length: size.findings }, (_, index) => findingOf(index, size, at));
  return shuffled(findings);
}

function findingOf(index: number, { critical, high, types }: StormSize, at: number): StormFinding {
  const severity = index < critical ? 'Critical' : index < critical + high ? 'High' : 'other';
  const { id: account, channel } = stormAccounts[index % stormAccounts.length] ?? { id: '', channel: '' };
  const instance = `i-${hex(index, 17)}`;
  const body = guardDuty({
    id: hex(index, 32),
    at,
    severity: severity === 'Critical' ? 9.5 : severity === 'High' ? 8 : 2 + (index % 4),
    type: `Recon:EC2/Probe${index % types}`,
    instance,
  });
  return { body: body.replaceAll('111122223333', account), severity, instance, channel };
}

/** Fisher and Yates, with a small generator that begins the same each time. */
function shuffled<T>(items: T[]): T[] {
  let state = 20_261_122;
  for (let last = items.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    const [a, b] = [items[last], items[other]];
    if (a !== undefined && b !== undefined) [items[last], items[other]] = [b, a];
  }
  return items;
}
