import type { Role } from '../authorise.ts';
import type { Answer, Reader, Words } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';

/** What somebody typed after a command. */
interface CommandInput {
  readonly text: string;
  readonly userId: string;
  readonly channelId: string;
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
  /** The words of it that Slack's own menu and our help show. */
  words(words: Words): { readonly summary: string; readonly hint: string; readonly usage: readonly Usage[] };
  run(input: CommandInput, tools: Tools, commands: readonly Command[]): Promise<Answer>;
}
