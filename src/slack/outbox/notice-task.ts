import type { Task } from '../../reconcile/engine.ts';
import type { Claim } from '../../store/ports/cards.ts';
import type { DueNotice } from '../../store/ports/notices.ts';
import { namesInNotice } from '../cards/people.ts';
import { failureOf } from './client.ts';
import { drawNoticeAtLast } from './drawing.ts';
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
import { postMethod as method } from './pacer.ts';

interface ClaimedNotice extends DueNotice {
  readonly claim: Claim;
  readonly claimedAt: number;
}

/** Lines in a card's thread, in order and once each. */
export function sayNotices(outbox: Outbox): Task<DueNotice, ClaimedNotice, string> {
  const { store, client, pacer, owner } = outbox;
  return {
    name: 'notice',
    due: (now, limit) => store.notices.due(now, { exceptChannels: pacer.waiting(method, now), limit }),
    // The case alone: the next line of a thread waits for the one before it.
    keyOf: (notice) => String(notice.caseId),
    reserve: (notice, now) => pacer.reserve(method, notice.channel, now),
    async claim({ caseId, seq }, now) {
      const claimed = await store.notices.claim(caseId, seq, { owner, now, until: now + claimMs });
      return claimed ? { ...claimed, claimedAt: now } : null;
    },
    async act(notice, signal) {
      const { channelId, threadTs, caseId, seq, broadcast } = notice;
      const names = await outbox.names.of(namesInNotice(notice));
      const about = broadcast ? await store.cases.view(caseId) : null;
      const style = { ...outbox.styleOf(notice.channel), names };
      const payload = drawNoticeAtLast(outbox, notice, style, about);
      if (isUncertain(notice)) {
        await paced(outbox, 'conversations.replies', channelId, signal);
        const found = await findPosted(
          client,
          { channelId, threadTs, since: notice.unconfirmedSince ?? 0 },
          (type, said) => type === 'yagura_notice' && said['key'] === `case:${caseId}` && said['seq'] === seq,
        );
        if (found !== null) return found;
      }
      await inItsPlace(outbox, notice, signal);
      assertStillOurs(outbox.clock, notice);
      const reply = {
        channel: channelId,
        thread_ts: threadTs,
        unfurl_links: false,
        unfurl_media: false,
        ...payload,
      };
      const answer = await client.chat.postMessage(broadcast ? { ...reply, reply_broadcast: true } : reply);
      if (!answer.ts) throw new Error('Slack answered a post without its timestamp');
      outbox.onCall(method, 'ok');
      return answer.ts;
    },
    async record({ caseId, seq, claim }, ts) {
      await store.notices.confirm(caseId, seq, claim, ts);
    },
    async fail(notice, error) {
      const { caseId, seq, claim, channel, attempts } = notice;
      if (failureOf(error).kind === 'gone') {
        outbox.onCall(method, 'gone');
        await store.notices.drop(caseId, seq, claim);
        return;
      }
      const failure = afterFailure(
        outbox,
        { method, channel, key: `case:${caseId}#${seq}`, attempts },
        error,
      );
      // That this try surely failed says nothing of the one before it.
      const unconfirmed = failure.unconfirmed || isUncertain(notice);
      await store.notices.fail(caseId, seq, claim, { ...failure, unconfirmed });
    },
  };
}
