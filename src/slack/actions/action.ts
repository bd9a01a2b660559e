import type { KnownBlock, ModalView } from '@slack/types';
import type { Need } from '../../finding/role.ts';
import type { Actor } from '../../operations/operation.ts';
import type { Answer, Reader, Words } from '../receive/answer.ts';
import type { FormValues } from '../receive/form-values.ts';
import type { Tools } from '../receive/tools.ts';

/** What somebody pressed. */
export interface ActionInput {
  /** The button's value: ours, but it went through somebody's hands. */
  readonly value: string;
  readonly userId: string;
  /** Null inside a modal. */
  readonly channelId: string | null;
  readonly actor: Actor;
  readonly reader: Reader;
}

interface Described {
  /** The `action_id`; after a colon there may be more, which only tells buttons of one block apart. */
  readonly name: string;
  /** Who may press it: the least role, or anybody who belongs to the workspace. */
  readonly needs: Need;
  /** True for the values that our own buttons and windows carry: whatever else comes was changed by somebody's hands. */
  carries(value: string): boolean;
}

/** Answers where it was pressed. */
export interface AnswerAction extends Described {
  readonly kind: 'answer';
  run(input: ActionInput, tools: Tools): Promise<readonly Answer[]>;
}

/**
 * Answers in a window. Slack lets one open for 3 s after the press, so it is opened empty at once, and whatever
 * comes of it (a refusal and a failure too) is shown in it.
 */
export interface ModalAction extends Described {
  readonly kind: 'modal';
  title(words: Words): string;
  run(input: ActionInput, tools: Tools): Promise<ModalView | Answer>;
}

/** What a window asks for. */
export interface Form {
  readonly kind: 'form';
  /** The word on the button that sends it. */
  readonly submit: string;
  readonly blocks: readonly KnownBlock[];
  /** What the window carries from here on; absent: what it was opened with. At most 3,000 characters. */
  readonly value?: string;
}

/** What somebody filled in; `value` is what the window was opened with. */
interface FilledInput extends ActionInput {
  readonly values: FormValues;
}

/**
 * A window with inputs. Its view carries the button's value, or what an earlier step chose, and nothing else, so
 * whatever it shows or decides is read anew. Their `action_id`s are the action's name with a colon and more behind it.
 */
export interface FormAction extends Described {
  readonly kind: 'form';
  title(words: Words): string;
  open(input: ActionInput, tools: Tools): Promise<Form | Answer>;
  /** An input that others depend on was changed: the window anew, with what was filled in. */
  change?(input: FilledInput, tools: Tools): Promise<Form | Answer>;
  /** At once, from the window alone: block id → what is wrong with it. Empty: nothing. */
  check(values: FormValues, reader: Reader, now: number, value: string): Readonly<Record<string, string>>;
  /** Does it, and says what became of it. */
  submit(input: FilledInput, tools: Tools): Promise<Form | Answer>;
}

/** One button: a folder here and one line in the registry. */
export type Action = AnswerAction | ModalAction | FormAction;

/** A link drawn as a button reports its press too; it needs no answer. */
export const linkActionPrefix = 'link_';
