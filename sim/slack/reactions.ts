import { SlackError } from './errors.ts';
import type { Message } from './model.ts';
import { emojiNamed } from './render/emoji.ts';
import type { WorkspaceState } from './state.ts';

/** The limits are not published; a message has seldom been seen with more than these. */
const maxEmoji = 23;

/** A person or the bot reacts to a message; throws Slack's refusal. */
export function react(state: WorkspaceState, message: Message, user: string, name: string): void {
  // Stricter than Slack: an emoji that this simulator cannot draw is none.
  if (emojiNamed(name) === undefined) throw new SlackError('invalid_name');
  const reactions = message.reactions ?? [];
  const same = reactions.find((each) => each.name === name);
  if (same?.users.includes(user)) throw new SlackError('already_reacted');
  if (!same && reactions.length >= maxEmoji) throw new SlackError('too_many_emoji');
  message.reactions = same
    ? reactions.map((each) => (each === same ? withUsers(name, [...same.users, user]) : each))
    : [...reactions, withUsers(name, [user])];
  state.changed({ kind: 'message', how: 'updated', message });
}

/** Takes a reaction back: one's own only. */
export function unreact(state: WorkspaceState, message: Message, user: string, name: string): void {
  const same = message.reactions?.find((each) => each.name === name);
  if (!same?.users.includes(user)) throw new SlackError('no_reaction');
  const left = same.users.filter((each) => each !== user);
  const reactions = (message.reactions ?? []).flatMap((each) => {
    if (each !== same) return [each];
    return left.length > 0 ? [withUsers(name, left)] : [];
  });
  if (reactions.length > 0) message.reactions = reactions;
  else delete message.reactions;
  state.changed({ kind: 'message', how: 'updated', message });
}

function withUsers(name: string, users: string[]): NonNullable<Message['reactions']>[number] {
  return { name, users, count: users.length };
}
