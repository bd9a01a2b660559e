import { randomBytes } from 'node:crypto';
import type { ModalView } from '@slack/types';
import type { Role } from '../../finding/role.ts';
import type { Authoriser } from '../../operations/authorise.ts';
import type { Actor } from '../../operations/operation.ts';
import { RetryableError } from '../../shared/errors.ts';
import {
  type Action,
  type Form,
  type FormAction,
  linkActionPrefix,
  type ModalAction,
} from '../actions/action.ts';
import type { Command } from '../commands/command.ts';
import { drawHelp } from '../commands/help.ts';
import type { ChannelStyle } from '../outbox/outbox.ts';
import { richText, run } from '../text/rich.ts';
import { type Answer, answerOf, formOf, modalOf, type Reader, result } from './answer.ts';
import type { FormValues } from './form-values.ts';
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
  /** The window it stands in; null: a message. */
  readonly view: FilledView | null;
}

/** A window of ours as it arrived. */
export interface FilledView {
  readonly id: string;
  /** The name of its action. */
  readonly callbackId: string;
  /** What its button carried. */
  readonly value: string;
  readonly values: FormValues;
}

/** The submit button of a window. */
interface Sent extends Interaction {
  readonly view: FilledView;
}

/** What Slack is told at once about a window that was sent. */
type ViewResponse =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

/** The way from what somebody did to what that person sees. Knows no socket and no Bolt. */
export interface Dispatcher {
  /** Never throws; every path ends in an answer. */
  command(typed: Typed, replies: Replies): Promise<void>;
  action(pressed: Pressed, replies: Replies): Promise<void>;
  /** At once, and before anybody is asked anything: what is wrong with it, or that it is being done. */
  accept(sent: Sent): ViewResponse;
  /** What was accepted. */
  submit(sent: Sent, replies: Replies): Promise<void>;
}

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly authoriser: Authoriser;
  readonly readers: Readers;
  readonly styleOf: (channel: { id: string | null; name: string | null }) => ChannelStyle;
  readonly tools: Tools;
}

type WindowAction = ModalAction | FormAction;
type Shown = ModalView | Form | Answer;

/** Everything is acknowledged before it comes here; here it is authorised first, then run, then answered. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { commands, actions, authoriser, readers, styleOf, tools } = options;
  const { logger } = tools;
  const styleFor = ({ channelId, channelName }: Interaction) => styleOf({ id: channelId, name: channelName });

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
    const reader = await readers.find(interaction.userId, styleFor(interaction));
    try {
      for (const answer of await work(reader)) await replies.answer(answer);
    } catch (error) {
      await failed(error, what, reader, (words) => replies.answer(answerOf([result(words)])));
    }
  }

  /** Runs what they may, as whoever they are; a refusal is an answer too. */
  async function authorised<T>(
    interaction: Interaction,
    needs: Role,
    { what, reader, surface }: { what: object; reader: Reader; surface: Actor['surface'] },
    work: (actor: Actor) => Promise<T>,
  ): Promise<T | Answer> {
    const decision = await authoriser.authorise(interaction, needs);
    if (decision.allowed) return work({ userId: interaction.userId, role: decision.role, surface });
    logger.info({ ...what, needs: decision.needs, why: decision.why }, 'an interaction was refused');
    return drawRefusal(decision, reader);
  }

  /** Fills a window that stands open, whatever comes of it. */
  async function fill(
    viewId: string,
    action: WindowAction,
    carried: { readonly interaction: Interaction; readonly value: string; readonly what: object },
    replies: Replies,
    work: (actor: Actor, reader: Reader) => Promise<Shown>,
  ): Promise<void> {
    const { interaction, value, what } = carried;
    const reader = await readers.find(interaction.userId, styleFor(interaction));
    const update = (shown: Shown) => replies.updateModal(viewId, viewOf(action, value, shown, reader));
    const asked = { what, reader, surface: 'modal' } as const;
    try {
      await update(await authorised(interaction, action.needs, asked, (actor) => work(actor, reader)));
    } catch (error) {
      await failed(error, what, reader, (words) => update(answerOf([result(words)])));
    }
  }

  function loadingOf(action: WindowAction, interaction: Interaction): ModalView {
    const { words } = readers.known(interaction.userId, styleFor(interaction));
    return modalOf(action.title(words), words, [richText([[run(words.modal.loading)]])]);
  }

  /** Slack lets a window open for three seconds after the press, so it opens before anybody is asked anything. */
  async function showIn(
    action: WindowAction,
    pressed: Interaction & { readonly value: string },
    what: object,
    replies: Replies,
  ): Promise<void> {
    let viewId: string;
    try {
      viewId = await replies.openModal(loadingOf(action, pressed));
    } catch (error) {
      logger.warn({ error, ...what }, 'a modal did not open');
      await answerWith(pressed, what, replies, async ({ words }) => [
        answerOf([result(words.failure.modalTooLate)]),
      ]);
      return;
    }
    const { value } = pressed;
    await fill(viewId, action, { interaction: pressed, value, what }, replies, (actor, reader) => {
      const input = { ...pressed, actor, reader };
      return action.kind === 'form' ? action.open(input, tools) : action.run(input, tools);
    });
  }

  function formNamed(name: string): FormAction | undefined {
    return actions.find((one) => one.kind === 'form' && one.name === name) as FormAction | undefined;
  }

  /** Something was chosen in a window that shows it at once. */
  async function change(
    form: FormAction,
    pressed: Pressed,
    view: FilledView,
    replies: Replies,
  ): Promise<void> {
    const { change: changed } = form;
    if (changed === undefined) return;
    const what = { action: pressed.actionId, userId: pressed.userId };
    const { value, values } = view;
    await fill(view.id, form, { interaction: pressed, value, what }, replies, (actor, reader) =>
      changed({ ...pressed, value, values, actor, reader }, tools),
    );
  }

  return {
    async command(typed, replies) {
      const what = { command: typed.command, userId: typed.userId };
      const command = commands.find((one) => one.name === typed.command);
      const window = command?.window?.(typed.text) ?? null;
      if (window) return showIn(window.action, { ...typed, value: window.value }, what, replies);
      await answerWith(typed, what, replies, async (reader) => {
        const needs = command?.needsFor?.(typed.text) ?? command?.needs ?? 'viewer';
        const answer = await authorised(typed, needs, { what, reader, surface: 'command' }, async (actor) => {
          if (command === undefined) return drawHelp(commands, reader);
          const { text, userId } = typed;
          const input = { text, userId, channelId: typed.channelId ?? '', actor, reader };
          return command.run(input, tools, commands);
        });
        return [answer];
      });
    },

    async action(pressed, replies) {
      const { view } = pressed;
      const what = { action: pressed.actionId, userId: pressed.userId };
      const name = pressed.actionId.split(':')[0] ?? '';
      const form = view && formNamed(name);
      if (view && form) return change(form, pressed, view, replies);
      const action = actions.find((one) => one.name === name);
      if (action !== undefined && action.kind !== 'answer') return showIn(action, pressed, what, replies);
      if (name.startsWith(linkActionPrefix)) return;
      await answerWith(pressed, what, replies, async (reader) => {
        if (action === undefined) return [answerOf([result(reader.words.failure.staleButton)])];
        const asked = { what, reader, surface: 'button' } as const;
        const answers = await authorised(pressed, action.needs, asked, (actor) =>
          action.run({ ...pressed, actor, reader }, tools),
        );
        return 'blocks' in answers ? [answers] : answers;
      });
    },

    accept(sent) {
      const form = formNamed(sent.view.callbackId);
      const reader = readers.known(sent.userId, styleFor(sent));
      if (form === undefined)
        return { response_action: 'update', view: modalOf('Yagura', reader.words, staleBlocks(reader)) };
      const errors = form.check(sent.view.values, reader, tools.clock.now());
      return Object.keys(errors).length > 0
        ? { response_action: 'errors', errors }
        : { response_action: 'update', view: loadingOf(form, sent) };
    },

    async submit(sent, replies) {
      const { view } = sent;
      const form = formNamed(view.callbackId);
      if (form === undefined) return;
      const what = { view: view.callbackId, userId: sent.userId };
      const { value, values } = view;
      await fill(view.id, form, { interaction: sent, value, what }, replies, (actor, reader) =>
        form.submit({ ...sent, value, values, actor, reader }, tools),
      );
    },
  };
}

function staleBlocks(reader: Reader) {
  return answerOf([result(reader.words.failure.staleButton)]).blocks;
}

/** What a window shows: words, a form that carries its button's value, or a view of the action's own making. */
function viewOf(action: WindowAction, value: string, shown: Shown, { words }: Reader): ModalView {
  if ('type' in shown) return shown;
  const title = action.title(words);
  if (!('kind' in shown)) return modalOf(title, words, shown.blocks);
  return formOf({ title, callbackId: action.name, value, submit: shown.submit }, words, shown.blocks);
}
