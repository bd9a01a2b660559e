import { randomBytes } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { RetryableError } from '../../shared/errors.ts';
import { type Action, linkActionPrefix, type ModalAction } from '../actions/action.ts';
import type { Authoriser } from '../authorise.ts';
import type { Command } from '../commands/command.ts';
import { drawHelp } from '../commands/help.ts';
import type { ChannelStyle } from '../outbox/outbox.ts';
import { richText, run } from '../text/rich.ts';
import { type Answer, answerOf, modalOf, type Reader, result } from './answer.ts';
import type { Readers } from './readers.ts';
import { drawRefusal } from './refusal.ts';
import type { Replies } from './replies.ts';
import type { Tools } from './tools.ts';

interface Interaction {
  readonly userId: string;
  readonly teamId: string;
  readonly channelId: string | null;
  /** As the payload says; it only helps to find the channel's language. */
  readonly channelName: string | null;
}

/** A slash command as it arrived. */
interface Typed extends Interaction {
  readonly command: string;
  readonly text: string;
}

/** A pressed button as it arrived. */
interface Pressed extends Interaction {
  readonly actionId: string;
  readonly value: string;
}

/** The way from what somebody did to what that person sees. Knows no socket and no Bolt. */
export interface Dispatcher {
  /** Never throws; every path ends in an answer. */
  command(typed: Typed, replies: Replies): Promise<void>;
  action(pressed: Pressed, replies: Replies): Promise<void>;
}

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly authoriser: Authoriser;
  readonly readers: Readers;
  readonly styleOf: (channel: { id: string | null; name: string | null }) => ChannelStyle;
  readonly tools: Tools;
}

/** Everything is acknowledged before it comes here; here it is authorised first, then run, then answered. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { commands, actions, authoriser, readers, styleOf, tools } = options;
  const { logger } = tools;

  /** Writes the failure down and says it, under one id. */
  async function failed(error: unknown, what: object, reader: Reader, say: (words: string) => Promise<void>) {
    const id = randomBytes(4).toString('hex');
    logger.error({ error, id, ...what }, 'an interaction failed');
    const { failure } = reader.words;
    const words = error instanceof RetryableError ? failure.away({ id }) : failure.said({ id });
    await say(words).catch((second: unknown) =>
      logger.error({ error: second, id, ...what }, 'the failure of an interaction could not be told'),
    );
  }

  async function answerWith(
    interaction: Interaction,
    what: object,
    replies: Replies,
    work: (reader: Reader) => Promise<readonly Answer[]>,
  ): Promise<void> {
    const style = styleOf({ id: interaction.channelId, name: interaction.channelName });
    const reader = await readers.find(interaction.userId, style);
    try {
      for (const answer of await work(reader)) await replies.answer(answer);
    } catch (error) {
      await failed(error, what, reader, (words) => replies.answer(answerOf([result(words)])));
    }
  }

  /** Slack lets a window open for three seconds after the press, so it opens before anybody is asked anything. */
  async function showIn(
    action: ModalAction,
    pressed: Pressed,
    what: object,
    replies: Replies,
  ): Promise<void> {
    const style = styleOf({ id: pressed.channelId, name: pressed.channelName });
    const early = readers.known(pressed.userId, style);
    const loading = modalOf(action.title(early.words), early.words, [
      richText([[run(early.words.modal.loading)]]),
    ]);
    let viewId: string;
    try {
      viewId = await replies.openModal(loading);
    } catch (error) {
      logger.warn({ error, ...what }, 'a modal did not open');
      await answerWith(pressed, what, replies, async ({ words }) => [
        answerOf([result(words.failure.modalTooLate)]),
      ]);
      return;
    }
    const reader = await readers.find(pressed.userId, style);
    const windowOf = (answer: Answer): ModalView =>
      modalOf(action.title(reader.words), reader.words, answer.blocks);
    try {
      const decision = await authoriser.authorise(pressed, action.needs);
      const view = decision.allowed
        ? await action.run({ ...pressed, reader }, tools)
        : windowOf(refused(decision, what, reader));
      await replies.updateModal(viewId, view);
    } catch (error) {
      await failed(error, what, reader, (words) =>
        replies.updateModal(viewId, windowOf(answerOf([result(words)]))),
      );
    }
  }

  function refused(decision: Parameters<typeof drawRefusal>[0], what: object, reader: Reader): Answer {
    logger.info({ ...what, needs: decision.needs, why: decision.why }, 'an interaction was refused');
    return drawRefusal(decision, reader);
  }

  return {
    command(typed, replies) {
      const what = { command: typed.command, userId: typed.userId };
      return answerWith(typed, what, replies, async (reader) => {
        const command = commands.find((one) => one.name === typed.command);
        const decision = await authoriser.authorise(typed, command?.needs ?? 'viewer');
        if (!decision.allowed) return [refused(decision, what, reader)];
        if (command === undefined) return [drawHelp(commands, reader)];
        const channelId = typed.channelId ?? '';
        return [
          await command.run({ text: typed.text, userId: typed.userId, channelId, reader }, tools, commands),
        ];
      });
    },

    async action(pressed, replies) {
      const what = { action: pressed.actionId, userId: pressed.userId };
      const name = pressed.actionId.split(':')[0] ?? '';
      const action = actions.find((one) => one.name === name);
      if (action?.kind === 'modal') return showIn(action, pressed, what, replies);
      if (name.startsWith(linkActionPrefix)) return;
      await answerWith(pressed, what, replies, async (reader) => {
        if (action === undefined) return [answerOf([result(reader.words.failure.staleButton)])];
        const decision = await authoriser.authorise(pressed, action.needs);
        return decision.allowed
          ? action.run({ ...pressed, reader }, tools)
          : [refused(decision, what, reader)];
      });
    },
  };
}
