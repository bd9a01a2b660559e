import { type Action, linkActionPrefix } from '../actions/action.ts';
import type { Command } from '../commands/command.ts';
import { drawHelp } from '../commands/help.ts';
import type { Home } from '../home/home.ts';
import { answerOf, result } from './answer.ts';
import { type Answering, type AnsweringDeps, createAnswering } from './answering.ts';
import type { Interaction, Mentioned, Pressed, Shortcut, Typed } from './interaction.ts';
import { createMentions } from './mentions.ts';
import type { Replies } from './replies.ts';
import type { Tools } from './tools.ts';
import { asWindow, createWindows, type Windows } from './windows.ts';

/** The way from what somebody did to what that person sees. Knows no socket and no Bolt. */
export interface Dispatcher extends Pick<Windows, 'accept' | 'submit'> {
  /** Never throws; every path ends in an answer. */
  command(typed: Typed, replies: Replies): Promise<void>;
  action(pressed: Pressed, replies: Replies): Promise<void>;
  /** An action asked for from a card's own menu. */
  shortcut(chosen: Shortcut, replies: Replies): Promise<void>;
  /** What was said to the bot, mostly in a thread, where Slack takes no slash commands. */
  mention(mentioned: Mentioned, replies: Replies): Promise<void>;
  /** Somebody looks at the Home tab. */
  home(opened: Interaction): Promise<void>;
}

export interface DispatcherOptions extends Omit<AnsweringDeps, 'logger'> {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly tools: Tools;
  /** Given what answers, since it is drawn for whoever looks. */
  readonly home: (answering: Answering) => Home;
}

/** Everything is acknowledged before it comes here; here it is authorised first, then run, then answered. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { commands, actions, tools } = options;
  const answering = createAnswering({ ...options, logger: tools.logger });
  const { answerWith, authorised, malformed } = answering;
  const windows = createWindows(actions, answering, tools);
  const home = options.home(answering);
  const actionNamed = (name: string) => actions.find((one) => one.name === name);

  /** Whatever was pressed there, what stands there is the present state afterwards. */
  async function onHome(pressed: Pressed, what: object, replies: Replies): Promise<void> {
    const action = actionNamed(nameIn(pressed.actionId));
    if (action === undefined) return home.show(pressed);
    if (action.carries(pressed.value)) await windows.open(asWindow(action), pressed, what, replies);
    else await malformed(pressed);
    await home.show(pressed);
  }

  return {
    accept: windows.accept,
    submit: windows.submit,
    home: home.show,
    mention: createMentions(commands, answering, tools),

    async shortcut(chosen, replies) {
      const { actionId, channelId, messageTs, threadTs } = chosen;
      const what = { shortcut: actionId, userId: chosen.userId };
      const action = actionNamed(actionId);
      // Whoever is authorised to act on a case may know that a message is its card, and nobody else is told.
      const card = await tools.store.cards.byMessage(channelId, threadTs ?? messageTs).catch(() => null);
      if (action === undefined || card === null || card.caseId === null)
        return answerWith(chosen, what, replies, async ({ words }) => [
          answerOf([result(words.failure.noCard)]),
        ]);
      const pressed = { ...chosen, value: String(card.caseId), view: null, home: false };
      return this.action(pressed, replies);
    },

    async command(typed, replies) {
      const what = { command: typed.command, userId: typed.userId };
      const command = commands.find((one) => one.name === typed.command);
      const window = command?.window?.(typed.text) ?? null;
      if (window) return windows.open(window.action, { ...typed, value: window.value }, what, replies);
      await answerWith(typed, what, replies, async (reader) => {
        const needs = command?.needsFor?.(typed.text) ?? command?.needs ?? 'viewer';
        const answer = await authorised(typed, needs, { what, reader }, async (actor) => {
          if (command === undefined) return drawHelp(commands, reader);
          const { text, userId } = typed;
          const input = { text, userId, channelId: typed.channelId ?? '', actor, reader };
          return command.run(input, tools, commands);
        });
        return [answer];
      });
    },

    async action(pressed, replies) {
      const { view, messageTs, channelId } = pressed;
      const what = { action: pressed.actionId, userId: pressed.userId };
      const name = nameIn(pressed.actionId);
      if (name.startsWith(linkActionPrefix)) return;
      if (pressed.home) return onHome(pressed, what, replies);
      const action = actionNamed(name);
      const form = windows.formNamed(name);
      if (view && form && view.callbackId === form.name) return windows.change(form, pressed, view, replies);
      if (view && action) return windows.turn(asWindow(action), pressed, view, replies);
      const known = action?.carries(pressed.value) === true ? action : null;
      if (known === null) await malformed(pressed);
      if (known !== null && known.kind !== 'answer') return windows.open(known, pressed, what, replies);
      await answerWith(pressed, what, replies, async (reader) => {
        if (known === null) return [answerOf([result(reader.words.failure.staleButton)])];
        const answers = await authorised(pressed, known.needs, { what, reader }, (actor) =>
          known.run({ ...pressed, actor, reader }, tools),
        );
        return 'blocks' in answers ? [answers] : answers;
      });
      // Whoever pressed a button may have looked at an old drawing; the card shows the present now.
      if (messageTs !== null && channelId !== null) await tools.redraw(channelId, messageTs);
    },
  };
}

/** What follows the colon only tells buttons of one block apart. */
function nameIn(actionId: string): string {
  return actionId.split(':')[0] ?? '';
}
