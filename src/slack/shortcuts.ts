import type { Words } from './receive/answer.ts';

/** An entry in the menu of a message: the action that it asks for about the card's case. */
export interface MessageShortcut {
  /** Name of an action; Slack sends it back as `callback_id`. */
  readonly action: string;
  /** At most 24 characters. */
  name(words: Words): string;
}

/** Slack takes five of them; they do what people do most, also from within a card's thread. */
export const messageShortcuts: readonly MessageShortcut[] = [
  { action: 'ack', name: (words) => words.shortcuts.acknowledge },
  { action: 'assign', name: (words) => words.shortcuts.assign },
  { action: 'suppress', name: (words) => words.shortcuts.suppress },
  { action: 'done', name: (words) => words.shortcuts.done },
  { action: 'note', name: (words) => words.shortcuts.note },
];
