import type { Role } from '../../../finding/role.ts';
import type { Answer } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import type { CommandInput } from '../command.ts';

/** One word after `/sec`: a file here and one line in the list of command.ts. */
export interface Subcommand {
  readonly word: string;
  /** The first thing that follows is the label of a case; in its thread it may be left out. */
  readonly aboutCase?: true;
  /** The least role for what follows the word. */
  needs(rest: readonly string[]): Role;
  run(rest: readonly string[], input: CommandInput, tools: Tools): Promise<Answer>;
}
