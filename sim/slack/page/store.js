/** What the page knows. One plain object; `load.js` fills it and `app.js` draws it. */
export const store = {
  people: [],
  apps: [],
  /** Those that this person sees, each with a `name` that is unique and a `label` to show. */
  channels: [],
  /** `{ command, description, usage_hint }[]`, where the workspace tells them. */
  commands: [],
  /** `{ callback_id, name }[]`: what stands in a message's menu. */
  shortcuts: [],
  /** The same, of the whole workspace. */
  globalShortcuts: [],
  /** Whether people may write to the app in their talk with it. */
  writable: true,
  /** Whether there are AWS accounts to look at, and what was last seen of them: a list of Regions or `{ problem }`. */
  aws: false,
  world: undefined,
  person: undefined,
  /** `{ tab: 'home' | 'aws' }`, or a channel's name and perhaps the ts of a thread's parent. */
  place: { tab: undefined, channel: undefined, thread: undefined },
  /** Messages by channel name, each with its `replies`. */
  messages: new Map(),
  /** Messages that only this person sees, wherever they stand. */
  inbox: [],
  /** Open modals, the top one last. */
  views: [],
  /** The Home tab's view; undefined until it was read, null where the app has published none. */
  home: undefined,
  dismissed: new Set(),
};

export function context() {
  return {
    people: store.people,
    apps: store.apps,
    reader: store.person?.id,
    channels: store.channels,
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: now(),
  };
}

/** The demo's clock may run ahead of ours; nothing that is said comes from the future. */
function now() {
  const latest = Math.max(0, ...store.channels.map((channel) => Number(channel.latest)));
  return Math.max(Date.now(), latest * 1000);
}

export function personName() {
  return store.person?.name;
}

/** The channel's messages, oldest first; replies stand inside their parents. */
export function messagesOf(channel) {
  return store.messages.get(channel) ?? [];
}

const placePattern = /^#\/([^/]+)(?:\/([\d.]+))?$/;

/** `#/home`, `#/aws`, `#/sec-alerts`, `#/sec-alerts/1700000000.000123`: places have addresses, so that links and reloads work. */
export function readPlace() {
  const [, name, thread] = placePattern.exec(location.hash) ?? [];
  if (name === 'home' || (name === 'aws' && store.aws)) return { tab: name };
  const known = channelNamed(name) ?? store.channels[0];
  return { channel: known?.name, thread: known?.name === name ? thread : undefined };
}

/** The private messages of the open channel, or of one of its threads. */
export function whispers(thread) {
  const id = channelNamed(store.place.channel)?.id;
  return store.inbox
    .filter(
      (message) => message.channel === id && message.thread_ts === thread && !store.dismissed.has(message.ts),
    )
    .map((message) => ({ ...message, ephemeral: true }));
}

export function channelNamed(name) {
  return store.channels.find((channel) => channel.name === name);
}

export function go(channel, thread) {
  location.hash = thread === undefined ? `#/${channel}` : `#/${channel}/${thread}`;
}

const readKey = (channel) => `read/${personName()}/${channel}`;

export function markRead(channel) {
  const last = messagesOf(channel).at(-1);
  if (last !== undefined) localStorage.setItem(readKey(channel), last.ts);
}

export function lastRead(channel) {
  return localStorage.getItem(readKey(channel)) ?? '0';
}

export function unreadCount(channel) {
  const last = lastRead(channel);
  return messagesOf(channel).filter((message) => message.ts > last && message.user !== store.person?.id)
    .length;
}
