import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { PermanentError, RetryableError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Answer } from './answer.ts';

/** The ways back to the person who typed or pressed. Each throws when it surely, or probably, did not arrive. */
export interface Replies {
  answer(answer: Answer): Promise<void>;
  /** Returns the view's id. */
  openModal(view: ModalView): Promise<string>;
  updateModal(viewId: string, view: ModalView): Promise<void>;
}

export interface Addressee {
  readonly userId: string;
  /** Null inside a modal. */
  readonly channelId: string | null;
  readonly responseUrl: string | null;
  readonly triggerId: string | null;
  /** The thread in which it was asked; absent or null: the channel itself. */
  readonly threadTs?: string | null;
}

const answerTimeoutMs = 5_000;

/**
 * Answers through the response_url; where there is none, or it fails, a private answer goes as an ephemeral message
 * instead, and where there is no channel as a message to that person alone.
 */
export function createReplies(client: WebClient, addressee: Addressee, logger: Logger): Replies {
  const { userId, channelId, responseUrl, triggerId, threadTs = null } = addressee;

  async function whisper(channel: string, answer: Answer): Promise<void> {
    const thread = threadTs === null ? {} : { thread_ts: threadTs };
    await client.chat.postEphemeral({ channel, user: userId, ...thread, ...contentOf(answer) });
  }

  /** Where it was asked there is no channel: in a window that is closed by now, or on the Home tab. */
  async function tellAlone(answer: Answer): Promise<void> {
    const { channel } = await client.conversations.open({ users: userId });
    if (!channel?.id) throw new RetryableError('conversations.open gave no channel');
    await client.chat.postMessage({ channel: channel.id, ...contentOf(answer) });
  }

  return {
    async answer(answer) {
      if (responseUrl === null) {
        return channelId === null ? tellAlone(answer) : whisper(channelId, answer);
      }
      try {
        await post(responseUrl, answer);
      } catch (error) {
        // A shared answer may have arrived though we heard nothing; sending it again would show it twice.
        if (answer.shared === true || channelId === null) throw error;
        logger.warn({ channelId, error }, 'a response_url failed; answering with an ephemeral message');
        await whisper(channelId, answer);
      }
    },
    async openModal(view) {
      if (triggerId === null) throw new RetryableError('this interaction has no trigger_id');
      const { view: opened } = await client.views.open({ trigger_id: triggerId, view });
      if (!opened?.id) throw new RetryableError('views.open gave no view id');
      return opened.id;
    },
    async updateModal(viewId, view) {
      await client.views.update({ view_id: viewId, view });
    },
  };
}

/** Bolt's own respond() has neither a timeout nor a word on what failed. */
async function post(responseUrl: string, answer: Answer): Promise<void> {
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      response_type: answer.shared === true ? 'in_channel' : 'ephemeral',
      replace_original: answer.replace === true,
      ...contentOf(answer),
    }),
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  if (!response.ok) throw new RetryableError(`the response_url answered with status ${response.status}`);
  // Blocks that Slack does not take come back as an `ok: false` under status 200.
  const said = await response.text();
  if (/"ok"\s*:\s*false/.test(said))
    throw new PermanentError(`the response_url refused the answer: ${said.slice(0, 200)}`);
}

function contentOf({ text, blocks, attachments = [] }: Answer) {
  return { text, blocks: [...blocks], attachments: [...attachments] };
}
