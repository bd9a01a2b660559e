import type { SlackWorkspace } from '../sim/slack/workspace.ts';

/** Three teams, each with an account and a channel of its own. */
export const stormAccounts = [
  { id: '111122223333', name: 'payments-prod', channel: 'sec-payments' },
  { id: '444455556666', name: 'shop-prod', channel: 'sec-shop' },
  { id: '777788889999', name: 'dev-sandbox', channel: 'sec-sandbox' },
] as const;

export const stormChannels = [
  { name: 'sec-alerts' },
  ...stormAccounts.map(({ channel }) => ({ name: channel })),
];

/** Everything wants a card: neither a policy nor a Critical's own channel makes it easier. */
export const stormSettings = {
  slack: { channel: 'sec-alerts' },
  accounts: stormAccounts.map(({ id, name, channel }) => ({ id, name, channel })),
  defaults: false,
};

/** A message that a channel saw, as it was when it was posted. */
interface Seen {
  readonly at: number;
  readonly channel: string;
}

/** What can be seen in Slack, written down as it happens. */
export function observe(slack: SlackWorkspace) {
  const posts: Seen[] = [];
  /** Instance id → when a card said it first. */
  const cards = new Map<string, number>();
  /** Storm card's ts → how many it speaks for at present. */
  const storms = new Map<string, number>();
  const instance = /i-[0-9a-f]{17}/;
  const stop = slack.state.watch((change) => {
    if (change.kind !== 'message' || change.how === 'deleted') return;
    const { message } = change;
    const at = Date.now();
    if (change.how === 'posted') posts.push({ at, channel: message.channel });
    const key = String((message.metadata?.['event_payload'] as { key?: unknown } | undefined)?.key ?? '');
    if (key.startsWith('storm:')) storms.set(message.ts, countIn(message.text));
    else if (key.startsWith('case:') && message.thread_ts === undefined) {
      const found = instance.exec(JSON.stringify(message))?.[0];
      if (found !== undefined && !cards.has(found)) cards.set(found, at);
    }
  });
  return {
    posts,
    cards,
    stop,
    /** What all storm cards say together. */
    folded: () => ({ count: [...storms.values()].reduce((sum, one) => sum + one, 0), cards: storms.size }),
    calls: (method: string) => slack.state.calls.filter((call) => call.method === method).length,
    refused: () => slack.state.calls.filter((call) => call.status === 429).length,
    /** Most posts in any such span, in any channel. */
    most(ms: number): number {
      const channels = new Set(posts.map((one) => one.channel));
      return Math.max(0, ...[...channels].map((channel) => mostWithin(posts, channel, ms)));
    },
  };
}

export type Observation = ReturnType<typeof observe>;

/** The first number of a storm card's first line. */
function countIn(text: string): number {
  return Number(/\d[\d,]*/.exec(text)?.[0]?.replaceAll(',', '') ?? 0);
}

function mostWithin(posts: readonly Seen[], channel: string, ms: number): number {
  const times = posts.filter((one) => one.channel === channel).map((one) => one.at);
  let most = 0;
  let first = 0;
  for (const [last, at] of times.entries()) {
    while (at - (times[first] ?? at) >= ms) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
