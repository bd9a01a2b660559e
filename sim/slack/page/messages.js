import { clockTime, dayDivider, sameDay } from '../render/dates.ts';
import { authorOf, avatar, renderMessage } from '../render/message.ts';
import { element } from '../render/tree.ts';
import { sync } from './dom.js';
import { icon } from './icons.js';
import { context, store } from './store.js';

const groupWithin = 5 * 60;

/**
 * Draws a list of messages with day lines, grouping and the "New" line.
 *
 * @param log the scrolling list
 * @param messages oldest first; a message with `ephemeral: true` is only for this person
 * @param options `{ head, newAfter, inThread }`: what stands above the first message; the ts after which all is new
 * @returns whether something new came while the reader was further up
 */
export function drawMessages(log, messages, { head = [], newAfter, inThread = false } = {}) {
  const atEnd = isAtEnd(log);
  const lastKey = log.lastElementChild?.dataset.key;
  sync(log, [
    ...head,
    ...messages.flatMap((message, index) => itemsFor(message, messages[index - 1], { newAfter, inThread })),
  ]);
  if (atEnd) log.scrollTop = log.scrollHeight;
  return !atEnd && log.lastElementChild?.dataset.key !== lastKey;
}

export function byTime(left, right) {
  return left.ts < right.ts ? -1 : 1;
}

export function isAtEnd(log) {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

function itemsFor(message, previous, { newAfter, inThread }) {
  const now = context();
  const at = Number(message.ts) * 1000;
  const newDay = previous === undefined || !sameDay(Number(previous.ts) * 1000, at, now);
  const firstNew = newAfter !== undefined && message.ts > newAfter && !(previous?.ts > newAfter);
  const compact = !newDay && !firstNew && follows(message, previous, now);
  return [
    ...(newDay && !inThread ? [{ key: `day-${message.ts}`, tree: dayLine(at, now) }] : []),
    ...(firstNew && previous !== undefined ? [{ key: `new-${message.ts}`, tree: newLine() }] : []),
    {
      key: message.ts,
      tree: renderMessage(message, now, {
        compact,
        ephemeral: message.ephemeral === true,
        footer: footerOf(message, inThread),
      }),
    },
  ];
}

/** Slack joins what one author says within five minutes; here a card or a private answer always shows its author. */
function follows(message, previous, now) {
  return (
    previous !== undefined &&
    authorOf(previous, now).name === authorOf(message, now).name &&
    Number(message.ts) - Number(previous.ts) < groupWithin &&
    !message.ephemeral &&
    !isCard(message) &&
    !previous.ephemeral &&
    !(previous.replies?.length > 0)
  );
}

function isCard(message) {
  return message.blocks?.length > 0 || message.attachments?.length > 0;
}

function footerOf(message, inThread) {
  if (message.ephemeral) {
    return [
      element(
        'button',
        { class: 'link-button', type: 'button', 'data-dismiss': message.ts },
        'Dismiss message',
      ),
    ];
  }
  const replies = message.replies ?? [];
  return [
    ...(replies.length > 0 && !inThread ? [threadLink(message, replies)] : []),
    toolbar(message, inThread),
  ];
}

function threadLink(message, replies) {
  const now = context();
  const authors = new Map(replies.map((reply) => [authorOf(reply, now).name, authorOf(reply, now)]));
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  return element(
    'button',
    { class: 'thread-link', type: 'button', 'data-thread': message.ts },
    [...authors.values()].slice(0, 4).map(({ name, app }) => avatar(name, app)),
    element('span', { class: 'thread-count' }, count),
    element('span', { class: 'thread-last' }, lastReply(replies.at(-1), now)),
  );
}

/** A clock time, not "a minute ago": a card must not be drawn anew, and its open menu lost, because time passes. */
function lastReply(reply, now) {
  const at = Number(reply.ts) * 1000;
  return `Last reply ${sameDay(at, now.now, now) ? 'today' : dayDivider(at, now)} at ${clockTime(at, now)}`;
}

function toolbar(message, inThread) {
  return element(
    'div',
    { class: 'toolbar' },
    !inThread &&
      element(
        'button',
        {
          class: 'icon-button',
          type: 'button',
          'data-thread': message.ts,
          title: 'Reply in thread',
          'aria-label': 'Reply in thread',
        },
        icon('reply'),
      ),
    store.shortcuts.length > 0 &&
      element(
        'span',
        { class: 'overflow' },
        element(
          'button',
          {
            class: 'icon-button button-dots',
            type: 'button',
            'aria-haspopup': 'menu',
            'aria-label': 'More actions',
          },
          element('span', { class: 'dots' }),
        ),
        element(
          'div',
          { class: 'menu', popover: 'auto', role: 'menu' },
          store.shortcuts.map((shortcut) =>
            element(
              'button',
              { class: 'menu-item', type: 'button', role: 'menuitem', 'data-shortcut': shortcut.callback_id },
              shortcut.name,
            ),
          ),
        ),
      ),
  );
}

function dayLine(at, now) {
  return element('div', { class: 'day-line', role: 'separator' }, element('span', {}, dayDivider(at, now)));
}

function newLine() {
  return element('div', { class: 'new-line', role: 'separator' }, element('span', {}, 'New'));
}
