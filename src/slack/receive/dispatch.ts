import { type Action, linkActionPrefix } from '../actions/action.ts';
import type { Command } from '../commands/command.ts';
import { drawHelp } from '../commands/help.ts';
import { answerOf, result } from './answer.ts';
import { type AnsweringDeps, createAnswering } from './answering.ts';
import type { Pressed, Typed } from './interaction.ts';
import type { Replies } from './replies.ts';
import type { Tools } from './tools.ts';
import { createWindows, type Windows } from './windows.ts';

/** The way from what somebody did to what that person sees. Knows no socket and no Bolt. */
export interface Dispatcher extends Pick<Windows, 'accept' | 'submit'> {
  /** Never throws; every path ends in an answer. */
  command(typed: Typed, replies: Replies): Promise<void>;
  action(pressed: Pressed, replies: Replies): Promise<void>;
}

export interface DispatcherOptions extends Omit<AnsweringDeps, 'logger'> {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly tools: Tools;
}

/** Everything is acknowledged before it comes here; here it is authorised first, then run, then answered. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { commands, actions, tools } = options;
  const answering = createAnswering({ ...options, logger: tools.logger });
  const { answerWith, authorised } = answering;
  const windows = createWindows(actions, answering, tools);

  return {
    accept: windows.accept,
    submit: windows.submit,

    async command(typed, replies) {
      const what = { command: typed.command, userId: typed.userId };
      const command = commands.find((one) => one.name === typed.command);
      const window = command?.window?.(typed.text) ?? null;
      if (window) return windows.open(window.action, { ...typed, value: window.value }, what, replies);
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
      const form = view && windows.formNamed(name);
      if (view && form) return windows.change(form, pressed, view, replies);
      const action = actions.find((one) => one.name === name);
      if (action !== undefined && action.kind !== 'answer')
        return windows.open(action, pressed, what, replies);
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
  };
}
