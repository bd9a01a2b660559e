import type { ModalView } from '@slack/types';
import type { Actor } from '../../operations/operation.ts';
import type { Action, Form, FormAction, ModalAction } from '../actions/action.ts';
import { richText, run } from '../text/rich.ts';
import { type Answer, answerOf, formOf, modalOf, type Reader, result } from './answer.ts';
import type { Answering } from './answering.ts';
import type { FilledView, Interaction, Pressed, Sent } from './interaction.ts';
import type { Replies } from './replies.ts';
import { isPlatformError } from './slack-errors.ts';
import type { Tools } from './tools.ts';

type WindowAction = ModalAction | FormAction;
type Shown = ModalView | Form | Answer;

/** What Slack is told at once about a window that was sent. */
type ViewResponse =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

interface Accepted {
  readonly response: ViewResponse;
  /** False: nothing comes of it but that. */
  readonly accepted: boolean;
}

/** Windows: opened empty at once, then filled with whatever comes of it. No method throws. */
export interface Windows {
  formNamed(name: string): FormAction | undefined;
  open(
    action: WindowAction,
    pressed: Interaction & { readonly value: string },
    what: object,
    replies: Replies,
  ): Promise<void>;
  /** A button within a window of ours: what it asks for takes the window over. */
  turn(action: WindowAction, pressed: Pressed, view: FilledView, replies: Replies): Promise<void>;
  /** Something was chosen in a window that shows it at once. */
  change(form: FormAction, pressed: Pressed, view: FilledView, replies: Replies): Promise<void>;
  /** At once, and before anybody is asked anything: what is wrong with it, or that it is being done. */
  accept(sent: Sent): Accepted;
  /** What was accepted. */
  submit(sent: Sent, replies: Replies): Promise<void>;
}

export function createWindows(actions: readonly Action[], answering: Answering, tools: Tools): Windows {
  const { authorised, answerWith, failed, malformed, readerKnown, readerOf } = answering;

  /** Fills a window that stands open, whatever comes of it. */
  async function fill(
    viewId: string,
    action: WindowAction,
    carried: { readonly interaction: Interaction; readonly value: string; readonly what: object },
    replies: Replies,
    work: (actor: Actor, reader: Reader) => Promise<Shown>,
  ): Promise<void> {
    const { interaction, value, what } = carried;
    const reader = await readerOf(interaction);
    const update = async (shown: Shown) => {
      try {
        await replies.updateModal(viewId, viewOf(action, value, shown, reader));
      } catch (error) {
        if (!isPlatformError(error, [closedWindow])) throw error;
        tools.logger.info(what, 'a window was closed before its answer came');
        // Whoever closed it wants to see and to fill in no more; what became of it they are told all the same.
        if (isAnswer(shown)) await replies.answer(shown);
      }
    };
    try {
      await update(
        await authorised(interaction, action.needs, { what, reader }, (actor) => work(actor, reader)),
      );
    } catch (error) {
      await failed(error, what, reader, (words) => update(answerOf([result(words)])));
    }
  }

  /** What the window carries was changed by somebody's hands. */
  async function altered(interaction: Interaction, viewId: string, replies: Replies): Promise<void> {
    await malformed(interaction);
    await replies
      .updateModal(viewId, staleView(readerKnown(interaction)))
      .catch((error: unknown) => tools.logger.info({ error }, 'a window could not be told that it is old'));
  }

  function loadingOf(action: WindowAction, interaction: Interaction): ModalView {
    const { words } = readerKnown(interaction);
    return modalOf(action.title(words), words, [richText([[run(words.modal.loading)]])]);
  }

  const formNamed = (name: string) =>
    actions.find((one): one is FormAction => one.kind === 'form' && one.name === name);

  return {
    formNamed,

    /** Slack lets a window open for three seconds after the press, so it opens before anybody is asked anything. */
    async open(action, pressed, what, replies) {
      let viewId: string;
      try {
        viewId = await replies.openModal(loadingOf(action, pressed));
      } catch (error) {
        tools.logger.warn({ error, ...what }, 'a modal did not open');
        await answerWith(pressed, what, replies, async ({ words }) => [
          answerOf([result(words.failure.modalTooLate)]),
        ]);
        return;
      }
      const { value } = pressed;
      await fill(viewId, action, { interaction: pressed, value, what }, replies, (actor, reader) =>
        started(action, { ...pressed, actor, reader }, tools),
      );
    },

    async turn(action, pressed, view, replies) {
      if (!action.carries(pressed.value)) return altered(pressed, view.id, replies);
      const what = { action: pressed.actionId, userId: pressed.userId };
      const { value } = pressed;
      await replies
        .updateModal(view.id, loadingOf(action, pressed))
        // What comes of it is shown next, here or elsewhere.
        .catch((error: unknown) => tools.logger.info({ error, ...what }, 'a window did not ask to wait'));
      await fill(view.id, action, { interaction: pressed, value, what }, replies, (actor, reader) =>
        started(action, { ...pressed, actor, reader }, tools),
      );
    },

    async change(form, pressed, view, replies) {
      const { change: changed } = form;
      if (changed === undefined) return;
      if (!form.carries(view.value)) return altered(pressed, view.id, replies);
      const what = { action: pressed.actionId, userId: pressed.userId };
      const { value, values } = view;
      await fill(view.id, form, { interaction: pressed, value, what }, replies, (actor, reader) =>
        changed({ ...pressed, value, values, actor, reader }, tools),
      );
    },

    accept(sent) {
      const form = formNamed(sent.view.callbackId);
      const reader = readerKnown(sent);
      if (form === undefined || !form.carries(sent.view.value))
        return { accepted: false, response: { response_action: 'update', view: staleView(reader) } };
      const errors = form.check(sent.view.values, reader, tools.clock.now(), sent.view.value);
      return Object.keys(errors).length > 0
        ? { accepted: false, response: { response_action: 'errors', errors } }
        : { accepted: true, response: { response_action: 'update', view: loadingOf(form, sent) } };
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

/** Slack's word for a view that stands open no more. Source: docs.slack.dev, views.update. */
const closedWindow = 'not_found';

function isAnswer(shown: Shown): shown is Answer {
  return !('type' in shown) && !('kind' in shown);
}

function started(action: WindowAction, input: Parameters<ModalAction['run']>[0], tools: Tools) {
  return action.kind === 'form' ? action.open(input, tools) : action.run(input, tools);
}

/** Where there is no message to answer in, what a button says stands in a window. */
export function asWindow(action: Action): WindowAction {
  if (action.kind !== 'answer') return action;
  const { name, needs, carries, run } = action;
  return {
    kind: 'modal',
    ...{ name, needs, carries },
    title: () => 'Yagura',
    async run(input, tools) {
      const answers = await run(input, tools);
      return { text: answers[0]?.text ?? '…', blocks: answers.flatMap((one) => one.blocks) };
    },
  };
}

function staleView({ words }: Reader): ModalView {
  return modalOf('Yagura', words, answerOf([result(words.failure.staleButton)]).blocks);
}

/** What a window shows: words, a form that carries its value, or a view of the action's own making. */
function viewOf(action: WindowAction, value: string, shown: Shown, { words }: Reader): ModalView {
  if ('type' in shown) return shown;
  const title = action.title(words);
  if (!('kind' in shown)) return modalOf(title, words, shown.blocks);
  const { submit, blocks } = shown;
  return formOf({ title, callbackId: action.name, value: shown.value ?? value, submit }, words, blocks);
}
