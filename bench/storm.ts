import { startSlackWorkspace } from '../sim/slack/workspace.ts';
import { startBot } from './bot.ts';
import { atMost, type Bench, type Figure, quantile } from './measure.ts';
import { startQueue } from './queue.ts';
import { type StormFinding, stormOf } from './storm-events.ts';
import { postEachFinding } from './storm-naive.ts';
import { committed, send, until } from './storm-send.ts';
import { type Observation, observe, stormChannels, stormSettings } from './storm-world.ts';

const size = { findings: 20_000, critical: 50, high: 200, types: 200 };
const durationMs = 60_000;
/** When all High have to be in Slack; nothing is waited for any longer. */
const patienceMs = 360_000;
const warmUps = 1_000;

/**
 * 20,000 findings in a minute, from SQS to a simulated Slack that holds to Slack's own limits; and beside it, at the
 * same time and to a workspace of its own, a design that posts each finding.
 */
export const storm: Bench = {
  name: 'storm',
  async run(say) {
    const [queue, slack, otherSlack] = await Promise.all([
      startQueue(),
      startSlackWorkspace({ port: 0, channels: stormChannels }),
      startSlackWorkspace({ port: 0, channels: stormChannels }),
    ]);
    const bot = startBot(queue, slack, stormSettings);
    const naive = postEachFinding(otherSlack);
    const [ours, theirs] = [observe(slack), observe(otherSlack)];
    try {
      const all = stormOf({ ...size, findings: size.findings + 1 }, Date.now());
      const warmUp = all.findLast((one) => one.severity === 'other');
      if (!warmUp) throw new Error('the storm is empty');
      const findings = all.filter((one) => one !== warmUp);
      // Repeats of one finding: a bot that has run for a while has its code compiled.
      await queue.fill(Array.from({ length: warmUps }, () => warmUp.body));
      await until(() => ours.cards.size === 1, 30_000);
      say('the bot is up; the storm begins');
      const begun = Date.now();
      const sent = await send(queue, findings, durationMs, (finding) => naive.take(finding));
      const ended = Date.now();
      say(`sent in ${((ended - begun) / 1_000).toFixed(1)} s`);
      const allInSql = await committed(bot.database, size.findings + warmUps);
      say(`all in SQL ${seconds(allInSql - ended)} s after the last was sent`);
      const of = (severity: StormFinding['severity']) => findings.filter((one) => one.severity === severity);
      const isShown = (one: StormFinding) => ours.cards.has(one.instance);
      // The card of the warm-up is one more that was posted.
      const uncounted = () => of('other').filter((one) => !isShown(one)).length - ours.folded().count;
      const [allCounted] = await Promise.all([
        until(() => uncounted() <= 0, patienceMs - durationMs),
        until(() => of('High').every(isShown) && of('Critical').every(isShown), patienceMs - durationMs),
      ]);
      const run = { findings, sent, begun, ended, allInSql, allCounted, until: Date.now() };
      return [...figuresOf(ours, run, Math.max(0, uncounted())), ...figuresBeside(theirs, run, naive.left())];
    } finally {
      for (const one of [ours, theirs]) one.stop();
      await Promise.all([bot.stop(), naive.stop()]);
      await Promise.all([queue.stop(), slack.stop(), otherSlack.stop()]);
    }
  },
};

interface Run {
  readonly findings: readonly StormFinding[];
  /** Instance → when its SendMessageBatch began. */
  readonly sent: ReadonlyMap<string, number>;
  readonly begun: number;
  readonly ended: number;
  readonly allInSql: number;
  readonly allCounted: number;
  readonly until: number;
}

function figuresOf(ours: Observation, run: Run, missing: number): Figure[] {
  const critical = delays(ours, run, 'Critical');
  const high = delays(ours, run, 'High');
  const first = firstDelay(ours, run);
  const highBy = (lastShown(ours, run, 'High') - run.begun) / 1_000;
  const folded = ours.folded();
  const counted = (run.allCounted - run.ended) / 1_000;
  const refused = ours.refused();
  const s = 's';
  return [
    { name: 'storm: first Critical in Slack', value: first, unit: s, aim: atMost(first, 1, ' s') },
    { name: 'storm: Critical p50', value: quantile(critical, 0.5), unit: s },
    aimed('storm: Critical p99', quantile(critical, 0.99), s, 60),
    aimed('storm: Critical without a card', size.critical - critical.length, '', 0),
    aimed('storm: all High by, after its begin', highBy, s, 360),
    aimed('storm: High without a card', size.high - high.length, '', 0),
    aimed('storm: all in SQL, after the last was sent', (run.allInSql - run.ended) / 1_000, s, 60),
    aimed('storm: all others on a storm card, after the last was sent', counted, s, 60),
    aimed('storm: neither posted nor counted', missing, '', 0),
    aimed('storm: 429s', refused, '', 0),
    aimed('storm: most posts in a channel within a minute', ours.most(60_000), '', 60),
    { name: 'storm: most posts in a channel within 1 s', value: ours.most(1_000), unit: '' },
    {
      name: 'storm: posts',
      value: ours.posts.length,
      unit: '',
      beside: `${folded.cards} of them storm cards`,
    },
    { name: 'storm: edits', value: ours.calls('chat.update'), unit: '' },
    { name: 'storm: folded', value: folded.count, unit: '' },
  ];
}

function figuresBeside(theirs: Observation, run: Run, left: number): Figure[] {
  const critical = delays(theirs, run, 'Critical');
  const high = delays(theirs, run, 'High');
  const beside = `in the same ${Math.round((run.until - run.begun) / 1_000)} s`;
  return [
    { name: 'a post each: first Critical', value: firstDelay(theirs, run), unit: 's' },
    { name: 'a post each: Critical posted', value: critical.length, unit: '', beside },
    { name: 'a post each: High posted', value: high.length, unit: '', beside },
    { name: 'a post each: posts', value: theirs.posts.length, unit: '', beside },
    { name: 'a post each: 429s', value: theirs.refused(), unit: '', beside },
    {
      name: 'a post each: still waiting',
      value: left,
      unit: '',
      beside: `${Math.round(left / 3 / 60)} more minutes`,
    },
  ];
}

function aimed(name: string, value: number, unit: string, limit: number): Figure {
  return { name, value, unit, aim: atMost(value, limit, unit === '' ? '' : ` ${unit}`) };
}

/** How long each took from being sent to being seen, in seconds; those that were not seen are missing. */
function delays(seen: Observation, { findings, sent }: Run, severity: StormFinding['severity']): number[] {
  return findings.flatMap((one) => {
    const shown = seen.cards.get(one.instance);
    const at = sent.get(one.instance);
    return one.severity !== severity || shown === undefined || at === undefined ? [] : [(shown - at) / 1_000];
  });
}

/** Of the Critical finding that was sent first. */
function firstDelay(seen: Observation, { findings, sent }: Run): number {
  const first = findings.find((one) => one.severity === 'Critical');
  const shown = first && seen.cards.get(first.instance);
  return first && shown !== undefined ? (shown - (sent.get(first.instance) ?? 0)) / 1_000 : Number.NaN;
}

function lastShown(seen: Observation, { findings }: Run, severity: StormFinding['severity']): number {
  const times = findings
    .filter((one) => one.severity === severity)
    .map((one) => seen.cards.get(one.instance) ?? Number.POSITIVE_INFINITY);
  return Math.max(...times);
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
