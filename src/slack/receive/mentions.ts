import type { ActionsBlock } from '@slack/types';
import { caseIdOf, caseLabel } from '../../finding/case.ts';
import { buttonOf } from '../cards/case-buttons.ts';
import type { Command } from '../commands/command.ts';
import { drawHelp } from '../commands/help.ts';
import { readable } from '../commands/secfind/tokens.ts';
import { plain } from '../text/plain.ts';
import { type Answer, answerOf, type Reader, result } from './answer.ts';
import type { Answering } from './answering.ts';
import type { Mentioned } from './interaction.ts';
import type { Replies } from './replies.ts';
import type { Tools } from './tools.ts';

interface Understood {
  readonly command: Command;
  /** What would be typed after it. */
  readonly text: string;
}

/** Does what was said to the bot: `@yagura ack for 4h` in the thread of Y12 is `/secack Y12 for 4h`. */
export function createMentions(
  commands: readonly Command[],
  { answerWith, authorised }: Answering,
  tools: Tools,
): (mentioned: Mentioned, replies: Replies) => Promise<void> {
  return async (mentioned, replies) => {
    const { userId, channelId, threadTs } = mentioned;
    const what = { mention: true, userId };
    await answerWith(mentioned, what, replies, async (reader) => {
      const card = threadTs === null ? null : await tools.store.cards.byMessage(channelId, threadTs);
      const label = card?.caseId ? caseLabel(card.caseId) : '';
      const understood = understand(mentioned.text, label, commands);
      const needs = understood ? needsOf(understood) : 'viewer';
      const answer = await authorised(mentioned, needs, { what, reader }, async (actor) => {
        if (understood === null) return drawHelp(commands, reader);
        const { command, text } = understood;
        const window = command.window?.(text) ?? null;
        if (window) return asButton(window, reader);
        return command.run({ text, userId, channelId, actor, reader }, tools, commands);
      });
      return [answer];
    });
  };
}

function needsOf({ command, text }: Understood) {
  return command.needsFor?.(text) ?? command.needs;
}

/** Null: nothing that anybody understands. */
function understand(said: string, label: string, commands: readonly Command[]): Understood | null {
  // Whom one speaks to comes first; later mentions are part of what is said.
  const [word = '', ...rest] = readable(said.replace(/^\s*<@[UW][A-Z0-9]+(?:\|[^>]*)?>/, ''))
    .split(/\s+/)
    .filter((one) => one !== '');
  const named = rest[0] !== undefined && caseIdOf(rest[0].normalize('NFKC')) !== null;
  const about = named ? '' : label;
  for (const command of commands) {
    const text = command.inThread?.(word.toLowerCase(), rest.join(' '), about) ?? null;
    if (text !== null) return { command, text: text.replace(/\s+/g, ' ').trim() };
  }
  return null;
}

/** Slack lets a window open only after a press. */
function asButton(
  { action, value }: NonNullable<ReturnType<NonNullable<Command['window']>>>,
  { words }: Reader,
): Answer {
  const title = action.title(words);
  const button: ActionsBlock = {
    type: 'actions',
    elements: [buttonOf(action.name, value, plain(title, 70))],
  };
  return answerOf([result(words.mention.openHere)], [button]);
}
