import { byId, toast } from './dom.js';
import { byTime, drawMessages } from './messages.js';
import { channelNamed, messagesOf, store, whispers } from './store.js';

let drawn;

/** The pane on the right: a parent and its replies. */
export function drawThread() {
  const { channel, thread } = store.place;
  const pane = byId('thread');
  const parent =
    thread === undefined ? undefined : messagesOf(channel).find((message) => message.ts === thread);
  pane.hidden = parent === undefined;
  byId('app').classList.toggle('with-thread', parent !== undefined);
  if (parent === undefined) {
    if (thread !== undefined && drawn !== thread) toast('That thread is not in this channel.');
    byId('thread-log').replaceChildren();
    drawn = thread;
    return;
  }
  const { direct, label } = channelNamed(channel);
  byId('thread-channel').textContent = direct ? label : `#${label}`;
  const log = byId('thread-log');
  if (drawn !== thread) log.replaceChildren();
  const replies = [...(parent.replies ?? []), ...whispers(thread)].sort(byTime);
  drawMessages(log, [parent, ...replies], { inThread: true });
  if (drawn !== thread) log.scrollTop = log.scrollHeight;
  drawn = thread;
}
