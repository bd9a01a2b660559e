import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startSlackWorkspace } from '../sim/slack/workspace.ts';
import { startBot } from './bot.ts';
import { atMost, type Bench, type Figure, quantile } from './measure.ts';
import { type Acted, act, type Card, deeds } from './people.ts';
import { startQueue } from './queue.ts';
import { stormOf } from './storm-events.ts';
import { pause, send, until } from './storm-send.ts';
import { observe, stormChannels, stormSettings } from './storm-world.ts';

const size = { findings: 20_000, critical: 50, high: 200, types: 200 };
const durationMs = 60_000;
/** Before the storm, for something to compare it with. */
const calmMs = 25_000;
const people = Array.from({ length: 12 }, (_, at) => ({
  name: `person-${String.fromCharCode(97 + at)}`,
}));
/** Of one person, from act to act. All of them make three a second, which keeps each method below Slack's limits. */
const everyMs = 4_000;

/** The same storm as `storm`, and twelve people at work in it: how long they wait. */
export const interactions: Bench = {
  name: 'interactions',
  async run(say) {
    const [queue, slack] = await Promise.all([
      startQueue(),
      startSlackWorkspace({ port: 0, channels: stormChannels, people }),
    ]);
    const ids = slack.people.map(({ id }) => id);
    const bot = startBot(queue, slack, { ...stormSettings, roles: { responder: ids } });
    const seen = observe(slack);
    try {
      const findings = stormOf(size, Date.now());
      const warmUps = findings.filter(({ severity }) => severity === 'High').slice(0, 60);
      await queue.fill(warmUps.map(({ body }) => body));
      await until(() => seen.cards.size > deeds.length, 30_000);
      // Once each beforehand: what is measured is a bot that has been asked before.
      for (const deed of deeds) await act(slack, ids[0] ?? '', deed, cardsOf(slack)[0] ?? nowhere);
      say('the bot is up, and people act');
      const before = await actWhile(slack, () => pause(calmMs));
      say('the storm begins');
      const lateness = monitorEventLoopDelay({ resolution: 5 });
      lateness.enable();
      const during = await actWhile(slack, () => send(queue, findings, durationMs));
      lateness.disable();
      const refused = seen.refused();
      const none = { name: 'interactions: 429s', value: refused, unit: '', aim: atMost(refused, 0) };
      return [...figuresOf(before, during, lateness.percentile(99) / 1e6), none];
    } finally {
      seen.stop();
      await bot.stop();
      await Promise.all([queue.stop(), slack.stop()]);
    }
  },
};

/** All of them act until the work is done. */
async function actWhile(slack: Slack, work: () => Promise<unknown>): Promise<Acted[]> {
  let over = false;
  const acting = Promise.all(slack.people.map(({ id }, at) => actOn(slack, id, at, () => over)));
  await work();
  over = true;
  return (await acting).flat();
}

type Slack = Awaited<ReturnType<typeof startSlackWorkspace>>;
const nowhere: Card = { caseId: '1', channel: '', ts: '' };

/** One person's minute: another deed each time, on another card. */
async function actOn(slack: Slack, id: string, first: number, over: () => boolean): Promise<Acted[]> {
  const acted: Acted[] = [];
  await pause((everyMs * first) / people.length);
  for (let turn = first; !over(); turn += 1) {
    const next = Date.now() + everyMs;
    const cards = cardsOf(slack);
    const deed = deeds[turn % deeds.length];
    const card = cards[(turn * 7) % cards.length];
    const done = deed && card ? await act(slack, id, deed, card) : null;
    if (done) acted.push(done);
    await pause(Math.max(0, next - Date.now()));
  }
  return acted;
}

/** Those of cases that nobody has taken: each still has its buttons. */
function cardsOf({ state }: Slack): Card[] {
  return [...state.channels.values()].flatMap(({ id, messages }) =>
    messages.flatMap((message) => {
      const payload = message.metadata?.['event_payload'] as { readonly key?: string } | undefined;
      const caseId = /^case:(\d+)$/.exec(payload?.key ?? '')?.[1];
      const open = JSON.stringify([message.blocks, message.attachments]).includes('"action_id":"ack"');
      return caseId === undefined || !open || message.thread_ts !== undefined
        ? []
        : [{ caseId, channel: id, ts: message.ts }];
    }),
  );
}

/** What never came counts as the longest wait of all. */
const waits = (acted: readonly Acted[], of: 'ack' | 'answer') =>
  acted.map((one) => one[of] ?? Number.POSITIVE_INFINITY);

function figuresOf(before: readonly Acted[], during: readonly Acted[], loopMs: number): Figure[] {
  const named = (name: string, of: 'ack' | 'answer', share: number, limit?: number): Figure => {
    const value = quantile(waits(during, of), share);
    const calm = Math.round(quantile(waits(before, of), share));
    return {
      ...{ name: `interactions: ${name}`, value, unit: 'ms', beside: `${calm} ms before the storm` },
      ...(limit !== undefined && { aim: atMost(value, limit, ' ms') }),
    };
  };
  const lost = during.filter(({ ack, answer }) => ack === null || answer === null).length;
  return [
    {
      ...{ name: 'interactions: acts', value: during.length, unit: '' },
      beside: `${before.length} before the storm; by ${people.length} people`,
    },
    named('ack p50', 'ack', 0.5),
    named('ack p99', 'ack', 0.99, 500),
    named('answer p50', 'answer', 0.5),
    named('answer p99', 'answer', 0.99, 3_000),
    ...deeds.map(({ name }) => answerTo(name, during)),
    { name: 'interactions: without ack or answer', value: lost, unit: '', aim: atMost(lost, 0) },
    // The acks are as late as this by the fault of the machine alone: the simulator does next to nothing.
    { name: 'interactions: lateness of the simulator itself, p99', value: loopMs, unit: 'ms' },
  ];
}

function answerTo(name: string, acted: readonly Acted[]): Figure {
  const own = waits(
    acted.filter((one) => one.name === name),
    'answer',
  );
  const beside = `p50 of ${own.length}; longest ${Math.round(Math.max(...own))} ms`;
  return { name: `interactions: answer to ${name}`, value: quantile(own, 0.5), unit: 'ms', beside };
}
