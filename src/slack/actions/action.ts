import type { ModalView } from '@slack/types';
import type { Role } from '../authorise.ts';
import type { Answer, Reader, Words } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';

/** What somebody pressed. */
interface ActionInput {
  /** The button's value: ours, but it went through somebody's hands. */
  readonly value: string;
  readonly userId: string;
  /** Null inside a modal. */
  readonly channelId: string | null;
  readonly reader: Reader;
}

interface Described {
  /** The `action_id`; after a colon there may be more, which only tells buttons of one block apart. */
  readonly name: string;
  /** The least role that may press it. */
  readonly needs: Role;
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
  run(input: ActionInput, tools: Tools): Promise<ModalView>;
}

/** One button: a folder here and one line in the registry. */
export type Action = AnswerAction | ModalAction;

/** A link drawn as a button reports its press too; it needs no answer. */
export const linkActionPrefix = 'link_';
