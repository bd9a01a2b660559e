import { outcomes } from '../../finding/ledger.ts';
import { severities } from '../../finding/severity.ts';
import type { Comparison, NewlyHidden } from './comparison.ts';

/** What people decide by: numbers side by side, then everything bad that would no longer be seen. */
export function comparisonText({ messages, suppress, before, after, hidden }: Comparison): string {
  const channels = [
    ...new Set([...Object.keys(before.postsByChannel), ...Object.keys(after.postsByChannel)]),
  ];
  const inChannel = (counts: Comparison['before'], name: string) => counts.postsByChannel[name] ?? 0;
  const refused = hidden.filter(({ allowed }) => !allowed);
  return [
    `${counted(messages, 'message')}, played in memory; nothing was stored or sent.`,
    '',
    row('events', 'present', 'new', 'change'),
    ...outcomes.map((one) => numbers(one, before.events[one], after.events[one])),
    '',
    row('posts in Slack', 'present', 'new', 'change'),
    numbers('all', before.posts, after.posts),
    ...severities
      .toReversed()
      .map((one) => numbers(one, before.postsBySeverity[one], after.postsBySeverity[one])),
    ...channels.sort().map((name) => numbers(`#${name}`, inChannel(before, name), inChannel(after, name))),
    '',
    row('in Security Hub', 'present', 'new', 'change'),
    numbers('quiet by a policy', before.quieted, after.quieted),
    suppress === 'on'
      ? 'writeBack.suppress is on: they are suppressed there, too.'
      : 'writeBack.suppress is off: they stay there as they are. On, it would suppress them.',
    '',
    ...hidden.flatMap(hiddenLines),
    refused.length === 0
      ? `✓ No${hidden.length > 0 ? ' other' : ''} Critical or High finding would newly be hidden.`
      : `✗ ${counted(refused.length, 'Critical or High finding')} would newly be hidden; --allow <identity or type> says that it is meant.`,
  ].join('\n');
}

function hiddenLines({ identity, severity, title, rule, allowed }: NewlyHidden): string[] {
  const mark = allowed ? 'hidden, allowed' : 'hidden';
  return [`${mark}: ${severity} ${identity}`, `  ${title}`, `  by ${rule}`];
}

function numbers(name: string, before: number, after: number): string {
  const change = after - before;
  return row(
    name,
    String(before),
    String(after),
    change > 0 ? `+${change}` : change === 0 ? '' : String(change),
  );
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(24)}${cells.map((cell) => cell.padStart(9)).join('')}`.trimEnd();
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
