import { grouped } from './count.ts';

/** Once a week: what was done alone, and the security groups that want looking at. */
export const leaseWeek = {
  headline: 'Leases and security groups of the week',
  breakGlass: (count: number) =>
    count === 0
      ? 'Nobody broke the glass.'
      : count === 1
        ? 'Once somebody broke the glass, without an approval:'
        : `${grouped(count)} times somebody broke the glass, without an approval:`,
  alone: (v: { label: string; who: string; at: string; reason: string }) =>
    `${v.label} · ${v.who} · ${v.at}: ${v.reason}`,
  more: (count: number) => `and ${grouped(count)} more`,
  groups: 'Security groups that want looking at:',
  found: (finding: string, count: number) => {
    const one = count === 1;
    switch (finding) {
      case 'unused':
        return `${grouped(count)} attached to nothing`;
      case 'open-to-world':
        return `${grouped(count)} open to the world`;
      case 'duplicate':
        return `${grouped(count)} with the rules of another one`;
      default:
        return one
          ? '1 interface with no room for another group'
          : `${grouped(count)} interfaces with no room for another group`;
    }
  },
  missed: (count: number) =>
    count === 1 ? '1 place could not be looked at.' : `${grouped(count)} places could not be looked at.`,
  next: 'The whole list, as a file: /secsg inventory',
};
