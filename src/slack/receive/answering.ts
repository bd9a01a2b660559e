import { randomBytes } from 'node:crypto';
import type { Need } from '../../finding/role.ts';
import type { Authoriser } from '../../operations/authorise.ts';
import type { Actor } from '../../operations/operation.ts';
import { RetryableError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ChannelStyle } from '../outbox/outbox.ts';
import { type Answer, answerOf, type Reader, result } from './answer.ts';
import type { Interaction } from './interaction.ts';
import type { Readers } from './readers.ts';
import { drawRefusal } from './refusal.ts';
import type { Refusals } from './refusals.ts';
import type { Replies } from './replies.ts';

export interface AnsweringDeps {
  readonly authoriser: Authoriser;
  readonly readers: Readers;
  readonly styleOf: (channel: { id: string | null; name: string | null }) => ChannelStyle;
  readonly logger: Logger;
  readonly refusals: Refusals;
}

/** What is done, and for whom; `what` goes into the log. */
interface Asked {
  readonly what: object;
  readonly reader: Reader;
}

/** What every interaction needs, however it is answered: a reader, leave, and a word on what failed. */
export interface Answering {
  /** As much as is known at once. */
  readerKnown(interaction: Interaction): Reader;
  readerOf(interaction: Interaction): Promise<Reader>;
  /** Runs what they may, as whoever they are; a refusal is an answer too. */
  authorised<T>(
    interaction: Interaction,
    needs: Need,
    asked: Asked,
    work: (actor: Actor) => Promise<T>,
  ): Promise<T | Answer>;
  /**
   * Writes down that somebody sent what no button or window of ours carries or lets through: a slip, something very old,
   * or a request made by hand. Never throws.
   */
  malformed(interaction: Interaction): Promise<void>;
  /** Answers with what the work comes to, or with its failure. Never throws. */
  answerWith(
    interaction: Interaction,
    what: object,
    replies: Replies,
    work: (reader: Reader) => Promise<readonly Answer[]>,
  ): Promise<void>;
  /** Writes the failure down and says it, under one id. Never throws. */
  failed(error: unknown, what: object, reader: Reader, say: (words: string) => Promise<void>): Promise<void>;
}

export function createAnswering({
  authoriser,
  readers,
  styleOf,
  logger,
  refusals,
}: AnsweringDeps): Answering {
  const styleFor = ({ channelId, channelName }: Interaction) => styleOf({ id: channelId, name: channelName });
  const readerOf = (interaction: Interaction) => readers.find(interaction.userId, styleFor(interaction));

  async function failed(error: unknown, what: object, reader: Reader, say: (words: string) => Promise<void>) {
    const id = randomBytes(4).toString('hex');
    logger.error({ error, id, ...what }, 'an interaction failed');
    const { failure } = reader.words;
    const words = error instanceof RetryableError ? failure.away({ id }) : failure.said({ id });
    await say(words).catch((second: unknown) =>
      logger.error({ error: second, id, ...what }, 'the failure of an interaction could not be told'),
    );
  }

  return {
    readerKnown: (interaction) => readers.known(interaction.userId, styleFor(interaction)),
    readerOf,
    failed,
    async authorised(interaction, needs, { what, reader }, work) {
      const { userId, surface } = interaction;
      const decision = await authoriser.authorise(interaction, needs);
      if (decision.allowed) return work({ userId, role: decision.role, grants: decision.grants, surface });
      logger.info({ ...what, needs: decision.needs, why: decision.why }, 'an interaction was refused');
      const { why } = decision;
      await refusals.note({ userId, surface, why, needs, interaction });
      return drawRefusal(decision, reader);
    },
    async malformed(interaction) {
      const { userId, surface } = interaction;
      logger.warn({ userId, surface }, 'an interaction carried what we never drew');
      await refusals.note({ userId, surface, why: 'malformed', needs: null, interaction });
    },
    async answerWith(interaction, what, replies, work) {
      const reader = await readerOf(interaction);
      try {
        for (const answer of await work(reader)) await replies.answer(answer);
      } catch (error) {
        await failed(error, what, reader, (words) => replies.answer(answerOf([result(words)])));
      }
    },
  };
}
