import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { messageAtHand } from '../../src/cli/policy/past-messages.ts';
import { type Config, parseConfig } from '../../src/config/config.ts';
import type { Case } from '../../src/finding/case.ts';
import { createRehearsal } from '../../src/rehearsal.ts';
import { realBodies, sayThatItIsAbsent, there } from './data.ts';

/** The complete configuration in docs/policies.md. */
const [, example = ''] =
  /policies\.test\.ts reads this block[\s\S]*?```yaml\n([\s\S]*?)```/.exec(
    readFileSync('docs/policies.md', 'utf8'),
  ) ?? [];
const hosting = parseConfig(example, 'hosting.yaml');

/** Messages in the order of their own times, decided at those times. */
async function played(config: Config, bodies: readonly string[]) {
  const rehearsal = createRehearsal(config, { doors: 'open' });
  const messages = bodies.map((body, at) => messageAtHand(body, `m-${at}`)).sort((a, b) => a.at - b.at);
  const outcomes: string[] = [];
  const severities: string[] = [];
  const channels: string[] = [];
  for (const { message, at } of messages) {
    const { events, posts } = await rehearsal.play(message, at);
    outcomes.push(...events.map(({ verdict }) => verdict.outcome));
    severities.push(...posts.map(({ severity }) => severity));
    channels.push(...posts.map(({ channel }) => channel));
  }
  return { outcomes, severities, channels, cases: rehearsal.memory.cases() };
}

function counted(all: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

const responseOf = ({ quiet, policy }: Case) =>
  quiet?.by === 'policy' ? quiet.action : `track by ${policy}`;

test('the example of the documentation is a whole configuration, asked before the policies that come with Yagura', () => {
  expect(hosting.policies.slice(0, 10).map(({ name, then }) => `${name}: ${then}`)).toEqual([
    'virtual-mfa-is-enough: disable',
    'no-metric-filters: disable',
    'the-watch-is-on: track',
    'critical: track',
    'high: track',
    'plain-traffic: track',
    'low-in-good-order: accept',
    'availability-is-sold-separately: accept',
    'monthly-summary: notify',
    'informational: accept',
  ]);
  expect(hosting.policies[10]?.name).toBe('default.own-events');
});

sayThatItIsAbsent();

/**
 * Counted once apart from this code, by a script of 90 lines over the raw ASFF that knows only what AWS writes:
 * the id of each control by the tables of "How consolidation impacts control IDs and titles" (PCI.KMS.1 is KMS.4, CIS
 * 1.2.0's 2.5 is Config.1; 1.6 of a CIS 1.7.0, which is in none of them, stands alone); its class by its title; account,
 * region (none for IAM, CloudFront and S3.1), control and resources as what makes two events one finding; a newer event
 * of the same Id replaces the one before; then the table of docs/policies.md by class and severity. Events go in
 * the order of their UpdatedAt. The only thing that had to be looked up here: a product that names itself nowhere
 * (line 139) is called Custom, and so meets `default.own-events`.
 */
describe.runIf(there)('the hosting company, over every real event of Security Hub', () => {
  const bodies = there
    ? realBodies().flatMap(({ file, body }) => (file === 'asff.ndjson' ? [body] : []))
    : [];

  test('what became of the events', async () => {
    const { outcomes, severities, channels } = await played(hosting, bodies);
    expect(counted(outcomes)).toEqual({ posted: 34, suppressed: 107, dropped: 35, merged: 7 });
    expect(counted(severities)).toEqual({ Critical: 10, High: 13, Medium: 10, Low: 1 });
    expect(counted(channels)).toEqual({
      'sec-critical': 10,
      'sec-web': 12,
      'sec-domains': 6,
      'sec-mail': 1,
      'sec-alerts': 5,
    });
  });

  test('the response to each control that fails', async () => {
    const { cases } = await played(hosting, bodies);
    const controls = cases.filter(({ key }) => key.startsWith('control:'));
    expect(counted(controls.map(responseOf))).toEqual({
      'track by critical': 8,
      'track by the-watch-is-on': 1,
      'track by high': 11,
      'track by plain-traffic': 1,
      notify: 36,
      accept: 29,
      disable: 15,
    });
    expect(counted(controls.filter(({ shown }) => shown).map(({ owner }) => String(owner)))).toEqual({
      S0WEB: 18,
      S0MAIL: 1,
      U0DOMAINS: 2,
    });
    const days = controls
      .filter(({ shown }) => shown)
      .map(({ dueAt, openedAt }) => ((dueAt ?? 0) - openedAt) / 86_400_000);
    expect(counted(days.map(String))).toEqual({ 7: 9, 14: 11, 30: 1 });
  });
});
