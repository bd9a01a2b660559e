import type { Task } from '../../reconcile/engine.ts';
import type { CardRow, Claim } from '../../store/ports/cards.ts';
import { type CardPayload, payloadHash } from '../cards/payload.ts';
import { failureOf } from './client.ts';
import type { DrawCard } from './draw-card.ts';
import { drawAtLast } from './drawing.ts';
import { findPosted } from './history.ts';
import {
  afterFailure,
  assertStillOurs,
  claimMs,
  inItsPlace,
  isUncertain,
  type Outbox,
  paced,
} from './outbox.ts';
import { postMethod } from './pacer.ts';
import { hasteOf, isPatient } from './posting.ts';

interface ClaimedCard extends CardRow {
  readonly claim: Claim;
  readonly claimedAt: number;
}
type Result =
  | { readonly shown: false }
  | { readonly channelId: string; readonly ts: string; readonly hash: string; readonly shown: number };

/** Where a card is posted. */
interface Place {
  readonly channelId: string;
  readonly threadTs: string | null;
}

/** New cards: chat.postMessage, once, whatever happens. */
export function postCards(outbox: Outbox, draw: DrawCard): Task<CardRow, ClaimedCard, Result> {
  const { store, client, clock, channels } = outbox;

  async function post(place: Place, payload: CardPayload): Promise<string> {
    const { channelId: channel, threadTs } = place;
    const message = { channel, unfurl_links: false, unfurl_media: false, ...payload };
    // Whoever may decide about it has not opened the thread yet.
    const answer = await client.chat.postMessage(
      threadTs === null ? message : { ...message, thread_ts: threadTs, reply_broadcast: true },
    );
    if (!answer.ts) throw new Error('Slack answered a post without its timestamp');
    outbox.onCall(postMethod, 'ok');
    return answer.ts;
  }

  /** The channel, or the thread of another card; a card above that was deleted meanwhile leaves the channel. */
  async function placeFor(card: CardRow): Promise<Place> {
    const above = card.thread === null ? null : await store.cards.byKey(card.thread);
    if (above?.channelId && above.ts) return { channelId: above.channelId, threadTs: above.ts };
    return { channelId: await channels.idOf(card.channel), threadTs: null };
  }

  /** Cards in channels that have a place; and those that may borrow one in the others. */
  async function due(now: number, limit: number): Promise<CardRow[]> {
    const find = (exceptChannels: readonly string[]) =>
      store.cards.due(now, { posting: true, exceptChannels, limit });
    const busy = outbox.pacer.waiting(postMethod, now);
    const closed = outbox.pacer.waiting(postMethod, now, 'at-once');
    const [cards, borrowing] = await Promise.all([
      find(busy),
      busy.length > closed.length ? find(closed) : [],
    ]);
    const urgent = borrowing.filter((card) => busy.includes(card.channel) && hasteOf(card) === 'at-once');
    return [...urgent, ...cards];
  }

  return {
    ...sharedByCards(outbox, postMethod),
    name: 'post',
    due: async (now, limit) => (await due(now, limit)).filter((card) => !waitsForStorm(outbox, card)),
    reserve: (card, now) => outbox.pacer.reserve(postMethod, card.channel, now, hasteOf(card)),
    claim: (card, now) => claimCard(outbox, card, now, true),
    async act(card, signal) {
      const place = await placeFor(card);
      const { channelId, threadTs } = place;
      if (isUncertain(card)) {
        const method = threadTs === null ? 'conversations.history' : 'conversations.replies';
        await paced(outbox, method, channelId, signal);
        const since = card.unconfirmedSince ?? 0;
        const ts = await findPosted(
          client,
          { channelId, since, ...(threadTs === null ? {} : { threadTs }) },
          (type, said) => type === 'yagura_card' && said['key'] === card.key,
        );
        // Found: ours already. What it shows may be old, so it stays dirty and is edited next.
        if (ts !== null) return { channelId, ts, hash: '', shown: card.shown };
      }
      const payload = await drawAtLast(outbox, draw, card);
      if (!payload) return { shown: false };
      await inItsPlace(outbox, card, signal);
      assertStillOurs(clock, card);
      const ts = await withPlainFallback(payload, (one) => post(place, one));
      return { channelId, ts, hash: payloadHash(payload), shown: card.wanted };
    },
    record: (card, result) => recordCard(outbox, card, result, clock.now()),
  };
}

/** Known cards: chat.update, as often as needed and no more. */
export function editCards(outbox: Outbox, draw: DrawCard): Task<CardRow, ClaimedCard, Result> {
  const { store, client, clock } = outbox;
  return {
    ...sharedByCards(outbox, 'chat.update'),
    name: 'edit',
    due: (now, limit) =>
      store.cards.due(now, {
        posting: false,
        exceptChannels: outbox.pacer.waiting('chat.update', now),
        limit,
      }),
    roomAt: (now) => outbox.pacer.nextPlaceAt('chat.update', now),
    claim: (card, now) => claimCard(outbox, card, now, false),
    async act(card) {
      const payload = await drawAtLast(outbox, draw, card);
      if (!payload || card.ts === null || card.channelId === null) return { shown: false };
      const { channelId, ts } = card;
      const hash = payloadHash(payload);
      if (hash !== card.shownHash) {
        await withPlainFallback(payload, (one) => client.chat.update({ channel: channelId, ts, ...one }));
        outbox.onCall('chat.update', 'ok');
      }
      return { channelId, ts, hash, shown: card.wanted };
    },
    record: (card, result) => recordCard(outbox, card, result, clock.now()),
  };
}

function sharedByCards(outbox: Outbox, method: string) {
  const { pacer, store } = outbox;
  return {
    keyOf: (card: CardRow) => card.key,
    reserve: (card: CardRow, now: number) => pacer.reserve(method, card.channel, now),
    async fail(card: ClaimedCard, error: unknown): Promise<void> {
      const call = { method, channel: card.channel, key: card.key, attempts: card.attempts };
      if (failureOf(error).kind === 'gone') {
        outbox.onCall(method, 'gone');
        // What was material and not shown yet is what a deleted message comes back with.
        await store.cards.gone(card.key, card.claim, card.material > card.shown ? card.shown : card.wanted);
      } else {
        const failure = afterFailure(outbox, call, error);
        // That this try surely failed says nothing of the one before it.
        const unconfirmed = failure.unconfirmed || isUncertain(card);
        await store.cards.fail(card.key, card.claim, { ...failure, unconfirmed });
      }
    },
  };
}

async function claimCard(
  outbox: Outbox,
  card: CardRow,
  now: number,
  posting: boolean,
): Promise<ClaimedCard | null> {
  const claimed = await outbox.store.cards.claim(card.key, {
    owner: outbox.owner,
    now,
    until: now + claimMs,
    posting,
  });
  return claimed ? { ...claimed, claimedAt: now } : null;
}

async function recordCard(outbox: Outbox, card: ClaimedCard, result: Result, now: number): Promise<void> {
  if (result.shown === false) {
    // Its case is gone (retention), so there is nothing to say; forgetting it is all that is left.
    await outbox.store.cards.gone(card.key, card.claim, card.wanted);
    return;
  }
  const kept = await outbox.store.cards.confirm(card.key, card.claim, result);
  if (!kept) outbox.logger.warn({ key: card.key, now }, 'a card was confirmed by somebody else meanwhile');
}

/** It came while its channel's storm is open and is folded within the second; what was tried before is on its own. */
function waitsForStorm(outbox: Outbox, card: CardRow): boolean {
  return (
    isPatient(card) && card.shown === 0 && card.unconfirmedSince === null && outbox.isStormIn(card.channel)
  );
}

/** A drawing that Slack refuses must not hide an alert: the bare words go instead. */
async function withPlainFallback<T>(
  payload: CardPayload,
  send: (payload: CardPayload) => Promise<T>,
): Promise<T> {
  try {
    return await send(payload);
  } catch (error) {
    if (failureOf(error).kind !== 'refused-content') throw error;
    // `text` is mrkdwn already, with nothing in it that means anything.
    const section = {
      type: 'section',
      text: { type: 'mrkdwn', text: payload.text, verbatim: true },
    } as const;
    return send({ ...payload, blocks: [section], attachments: [] });
  }
}
