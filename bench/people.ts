import type { Change } from '../sim/slack/model.ts';
import type { Told } from '../sim/slack/state.ts';
import type { SlackWorkspace } from '../sim/slack/workspace.ts';
import { pause } from './storm-send.ts';

/** What one act of a person took, in milliseconds. */
export interface Acted {
  readonly name: string;
  /** From delivery to ack, as Slack sees it; null: Slack gave up after three seconds. */
  readonly ack: number | null;
  /** Until the last of what the person then saw; null: nothing within `patienceMs`. */
  readonly answer: number | null;
}

/** A card that can be acted upon. */
export interface Card {
  readonly caseId: string;
  readonly channel: string;
  readonly ts: string;
}

interface Deed {
  readonly name: string;
  /** Asks the workspace's control API to do it. */
  readonly request: (user: string, card: Card) => { readonly path: string; readonly body?: object };
  /** Whether this change shows the answer, where it is no private one. */
  readonly isAnswer?: (change: Change, user: string) => boolean;
}

const patienceMs = 10_000;
/** Nothing more is seen for so long: it is the whole answer. */
const quietMs = 700;

const typed = (name: string, text: (card: Card) => string): Deed => ({
  name,
  request: (user, card) => ({
    path: '/api/commands',
    body: { user, channel: card.channel, text: text(card) },
  }),
});

const pressed = (name: string, action: string): Deed => ({
  name,
  request: (user, { channel, ts }) => ({
    path: '/api/clicks',
    body: { user, channel, ts, action_id: action },
  }),
});

/** What people do while alerts pour in: much reading, some taking. */
export const deeds: readonly Deed[] = [
  pressed('the button Acknowledge', 'ack'),
  typed('/secfind', () => '/secfind severity:high web'),
  typed('/secack', ({ caseId }) => `/secack Y${caseId} for 2h`),
  {
    ...pressed('the window Assign', 'assign'),
    // It opens empty; what was asked for is in it once it is filled.
    isAnswer: (change, user) =>
      change.kind === 'view' && change.how === 'updated' && change.view.user === user,
  },
  {
    name: 'a mention',
    request: (user, { channel, caseId }) => ({
      path: '/api/mentions',
      body: { user, channel, text: `find Y${caseId}` },
    }),
  },
  {
    name: 'the Home tab',
    request: (user) => ({ path: `/api/home?user=${user}` }),
    isAnswer: (change, user) => change.kind === 'home' && change.view.user === user,
  },
  typed('/secfind why', ({ caseId }) => `/secfind why Y${caseId}`),
];

/** Does one and watches what comes of it; null: the card was edited under the finger. */
export async function act(
  slack: SlackWorkspace,
  user: string,
  deed: Deed,
  card: Card,
): Promise<Acted | null> {
  const begun = performance.now();
  let seenAt: number | null = null;
  const stop = slack.state.watch((change) => {
    if (isSeen(change, user) || deed.isAnswer?.(change, user)) seenAt = performance.now();
  });
  const { path, body } = deed.request(user, card);
  let refused = false;
  const done = ask(slack, path, body).then((answered) => {
    refused = !answered;
  });
  const isOver = () => {
    const now = performance.now();
    return refused || (seenAt === null ? now - begun > patienceMs : now - seenAt > quietMs);
  };
  while (!isOver()) await pause(20);
  await done;
  stop();
  if (refused) return null;
  const told = slack.state.deliveries.findLast(({ payload }) => actorOf(payload) === user);
  for (const { id } of slack.state.viewsOf(user)) await ask(slack, '/api/closes', { user, view_id: id });
  return {
    name: deed.name,
    ack: told?.ackedAfter ?? null,
    answer: seenAt === null ? null : seenAt - begun,
  };
}

async function ask(slack: SlackWorkspace, path: string, body?: object): Promise<boolean> {
  const response = await fetch(slack.url + path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  await response.arrayBuffer();
  return response.ok;
}

/** Whose act a delivery tells of: commands, presses and events each say it in a place of their own. */
function actorOf(payload: Told['payload']): unknown {
  const {
    user_id: typing,
    user,
    event,
  } = payload as {
    readonly user_id?: string;
    readonly user?: { readonly id?: string };
    readonly event?: { readonly user?: string };
  };
  return typing ?? user?.id ?? event?.user;
}

/** A private answer, or what is said in the thread of what the person said. */
function isSeen(change: Change, user: string): boolean {
  if (change.kind === 'ephemeral') return change.message.visibleTo === user;
  return change.kind === 'message' && change.answering === user;
}
