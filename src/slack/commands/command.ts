import type { Role } from '../../finding/role.ts';
import type { Actor } from '../../operations/operation.ts';
import type { FormAction } from '../actions/action.ts';
import type { Answer, Reader, Words } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';

/** What somebody typed after a command. */
export interface CommandInput {
  readonly text: string;
  readonly userId: string;
  readonly channelId: string;
  readonly actor: Actor;
  readonly reader: Reader;
}

/** How a command is said, and what it then does. */
interface Usage {
  readonly form: string;
  readonly does: string;
}

/** One slash command: a folder here and one line in the registry. */
export interface Command {
  readonly name: `/${string}`;
  /** The least role that may use it. */
  readonly needs: Role;
  /** The role for what was typed, where not all of a command needs the same. */
  needsFor?(text: string): Role;
  /** The words of it that Slack's own menu and our help show. */
  words(words: Words): { readonly summary: string; readonly hint: string; readonly usage: readonly Usage[] };
  /** The window that opens for what was typed, and what it is opened with; null: `run` answers. */
  window?(text: string): { readonly action: FormAction; readonly value: string } | null;
  /**
   * What would be typed after it for `@yagura <word> <rest>`, said in the thread of the case `about` (empty: nowhere
   * near a case, or `rest` names one). Null: the word is none of its.
   */
  inThread?(word: string, rest: string, about: string): string | null;
  run(input: CommandInput, tools: Tools, commands: readonly Command[]): Promise<Answer>;
}
