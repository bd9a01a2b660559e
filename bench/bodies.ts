import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { control, guardDuty } from '../test/support/bodies.ts';

const hex = (number: number) => number.toString(16).padStart(32, '0');
const types = [
  'CryptoCurrency:EC2/BitcoinTool.B!DNS',
  'Recon:EC2/PortProbeUnprotectedPort',
  'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
  'Backdoor:EC2/C&CActivity.B!DNS',
];

/** `count` different GuardDuty findings from `first` on, of many types and severities. */
export function newFindings(first: number, count: number, at: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const type = types[number % types.length] ?? '';
    const instance = `i-${hex(number).slice(-17)}`;
    return guardDuty({ id: hex(number), at, severity: 1 + (number % 9), type, instance });
  });
}

/**
 * What a queue carries on an ordinary day: one in ten is new, the rest are repeats of `known` findings and control
 * evaluations that pass.
 */
export function ordinaryDay(first: number, count: number, known: number, at: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    if (index % 10 === 0) return newFindings(number, 1, at)[0] ?? '';
    if (index % 3 === 0)
      return control({ at: at + number, resource: `sg-${hex(number % known).slice(-17)}`, status: 'PASSED' });
    const repeated = number % known;
    return guardDuty({
      id: hex(repeated),
      at: at + number,
      severity: 1 + (repeated % 9),
      type: types[repeated % types.length] ?? '',
      instance: `i-${hex(repeated).slice(-17)}`,
      count: number,
    });
  });
}

/** Real events that others wrote, where they lie beside the project; otherwise bodies of our own. */
export function realBodies(): { readonly bodies: string[]; readonly what: string } {
  const folder = process.env['YAGURA_DATA'] ?? '../shared/data';
  try {
    const files = ['guardduty', 'asff', 'ocsf', 'cloudtrail'];
    const bodies = files.flatMap((file) =>
      readFileSync(join(folder, `${file}.ndjson`), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.stringify((JSON.parse(line) as { event: unknown }).event)),
    );
    return { bodies, what: 'real events' };
  } catch {
    return { bodies: ordinaryDay(0, 4_000, 500, Date.now()), what: 'made events' };
  }
}
