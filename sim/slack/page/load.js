import { get } from './api.js';
import { toast } from './dom.js';
import { personName, readPlace, store } from './store.js';

let shownHome;
let homeLoading = false;
const loadedAt = Date.now() / 1000;

/**
 * Fills the store with what this person sees.
 *
 * @param changes what the server said about itself since the last time; without them everything is read again
 */
export async function load(changes) {
  const before = personName();
  await loadState();
  const everything =
    changes === undefined || before !== personName() || changes.some(({ kind }) => kind === 'hello');
  const changed = new Set(changes?.map(({ channel }) => channel));
  await Promise.all([
    loadMessages(
      store.channels.filter(({ id, name }) => everything || changed.has(id) || !store.messages.has(name)),
    ),
    loadPrivate(),
    loadHome(changes ?? []),
  ]);
}

async function loadState() {
  const state = await get('/api/state');
  store.people = state.people.filter((person) => !person.deleted);
  store.apps = [...(state.bot === undefined ? [] : [state.bot]), { id: 'USLACKBOT', name: 'Slackbot' }];
  store.person = choosePerson();
  store.channels = state.channels.filter(isSeen).map(named);
  store.place = readPlace();
}

function choosePerson() {
  const wanted = localStorage.getItem('person') ?? new URLSearchParams(location.search).get('user');
  return store.people.find((person) => person.name === wanted) ?? store.people[0];
}

/** Every public channel, the private ones that this person is in, and the talk with the bot once there is one. */
function isSeen(channel) {
  if (channel.is_archived) return false;
  if (channel.direct_with) return channel.direct_with === store.person.id && channel.messages > 0;
  return !channel.is_private || channel.members.includes(store.person.id);
}

function named(channel) {
  const direct = Boolean(channel.direct_with);
  return {
    ...channel,
    direct,
    name: channel.name || channel.id,
    label: direct ? store.apps[0].name : channel.name,
  };
}

async function loadMessages(channels) {
  await Promise.all(
    channels.map(async ({ id, name }) => {
      const { messages } = await get('/api/messages', { channel: id });
      store.messages.set(name, messages);
    }),
  );
}

async function loadPrivate() {
  const user = personName();
  const [inbox, { views }] = await Promise.all([get('/api/inbox', { user }), get('/api/views', { user })]);
  store.inbox = inbox.messages;
  store.views = views;
  // What went wrong in a modal belongs to no channel, so it is said once, beside the modal.
  for (const { ts, text } of inbox.messages.filter((message) => message.channel === '')) {
    if (Number(ts) > loadedAt && !store.dismissed.has(ts)) toast(text);
    store.dismissed.add(ts);
  }
}

/**
 * Reading the Home tab tells the app that it was opened, and most apps then publish it again. So it is read on
 * arrival, and when it changes for another reason than our own reading.
 */
async function loadHome(changes) {
  const wanted = store.place.home ? personName() : undefined;
  const published = changes.some(({ kind, user }) => kind === 'home' && user === store.person.id);
  if (wanted === undefined) shownHome = undefined;
  if (wanted === undefined || homeLoading || (wanted === shownHome && !published)) return;
  if (wanted !== shownHome) store.home = undefined;
  shownHome = wanted;
  homeLoading = true;
  try {
    const { view } = await get('/api/home', { user: wanted });
    store.home = view ?? null;
  } finally {
    homeLoading = false;
  }
}
