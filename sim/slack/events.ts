import { type ActContext, deliverAct, failureOf } from './acts.ts';
import { ActRefused } from './errors.ts';
import type { Json } from './json.ts';
import { notifiesOf } from './mentions.ts';
import type { Channel, Message, Person } from './model.ts';
import { escapePost, eventPayload, messageEvent } from './payloads.ts';
import { app } from './state.ts';
import { presentView } from './views.ts';

/** Slack tries an event at once, after a minute and after five (docs.slack.dev/apis/events-api). */
const retryAfter = [60_000, 300_000];

/** A message that a person writes; the app hears of it where it is a member, and again if it is mentioned. */
export async function post(
  context: ActContext,
  person: Person,
  channel: Channel,
  text: string,
  threadTs?: string,
): Promise<Message> {
  const { state } = context;
  if (!channel.members.has(person.id))
    throw new ActRefused(403, `${person.name} is not in #${channel.name}.`);
  if (channel.isArchived) throw new ActRefused(400, `#${channel.name} is archived.`);
  if (threadTs !== undefined && !state.findMessage(channel.id, threadTs)) {
    throw new ActRefused(404, 'There is no such thread.');
  }
  const written = escapePost(state, text);
  const message: Message = {
    type: 'message',
    ts: state.mintTs(),
    channel: channel.id,
    user: person.id,
    team: state.teamOf(person),
    text: written,
    ...(person.bot && { bot_id: person.id.replace('U', 'B') }),
    notifies: notifiesOf({ text: written }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  };
  state.addMessage(message);
  if (!channel.botIsMember) return message;
  const event = messageEvent(state, person, message);
  const kind = channel.directWith ? 'im' : channel.isPrivate ? 'group' : 'channel';
  const sent = [tellApp(context, { ...event, channel_type: kind })];
  // In a direct message the app hears everything anyway; no mention is told there.
  if (!channel.directWith && message.text.includes(`<@${app.botUser}`))
    sent.push(tellApp(context, { ...event, type: 'app_mention' }));
  await Promise.all(sent);
  return message;
}

/** A person looks at the app's Home tab. */
export async function openHome(context: ActContext, person: Person): Promise<void> {
  const { state } = context;
  const home = state.homes.get(person.id);
  await tellApp(context, {
    type: 'app_home_opened',
    user: person.id,
    channel: state.directMessage(person.id).id,
    tab: 'home',
    event_ts: state.mintTs(),
    ...(home && { view: presentView(state, home) }),
  });
}

/**
 * Tells the app of an event that its manifest asks for. Settles after the first attempt; an event that nobody acked is
 * tried again in the background.
 */
export async function tellApp(context: ActContext, event: Json): Promise<void> {
  if (context.events && !context.events.has(subscriptionOf(event))) return;
  const payload = eventPayload(context.state, event, context.clock.now());
  try {
    await deliverAct(context, 'events_api', payload);
  } catch (error) {
    failureOf(error);
    void retry(context, payload);
  }
}

/** As the manifest names it: `message.channels`, `app_mention`. */
function subscriptionOf({ type, channel_type: kind }: Json): string {
  if (type !== 'message') return String(type);
  return kind === 'im' ? 'message.im' : `message.${String(kind)}s`;
}

async function retry(context: ActContext, payload: Json): Promise<void> {
  for (const [index, wait] of retryAfter.entries()) {
    await context.clock.sleep(wait, context.stopped);
    if (context.stopped.aborted) return;
    const isDone = await deliverAct(context, 'events_api', payload, { attempt: index + 1 }).then(
      () => true,
      (error) => !failureOf(error),
    );
    if (isDone) return;
  }
}
