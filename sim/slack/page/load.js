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
    loadWorld(),
  ]);
}

async function loadState() {
  const state = await get('/api/state');
  store.people = state.people.filter((person) => !person.deleted);
  store.apps = [...(state.bot === undefined ? [] : [state.bot]), { id: 'USLACKBOT', name: 'Slackbot' }];
  store.person = choosePerson();
  const channels = state.channels.filter(isSeen);
  if (!channels.some((channel) => channel.direct_with)) channels.push(newTalk(store.person));
  store.channels = channels.map(named);
  store.place = readPlace();
}

function choosePerson() {
  const wanted = localStorage.getItem('person') ?? new URLSearchParams(location.search).get('user');
  return store.people.find((person) => person.name === wanted) ?? store.people[0];
}

/** Every public channel, the private ones that this person is in, and their talk with the bot. */
function isSeen(channel) {
  if (channel.is_archived) return false;
  if (channel.direct_with) return channel.direct_with === store.person.id;
  return !channel.is_private || channel.members.includes(store.person.id);
}

/** The talk with the bot before anybody has said a word: the workspace opens it when it is read. */
function newTalk({ id }) {
  return { id: `D${id.slice(1)}`, name: '', direct_with: id, members: [id], latest: null };
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

/** On arrival the app is told that its Home tab was opened; what it publishes later is only read. */
async function loadHome(changes) {
  const wanted = store.place.tab === 'home' ? personName() : undefined;
  const published = changes.some(({ kind, user }) => kind === 'home' && user === store.person.id);
  if (wanted === undefined) shownHome = undefined;
  if (wanted === undefined || homeLoading || (wanted === shownHome && !published)) return;
  const arrives = wanted !== shownHome;
  if (arrives) store.home = undefined;
  shownHome = wanted;
  homeLoading = true;
  try {
    const { view } = await get('/api/home', arrives ? { user: wanted } : { user: wanted, peek: true });
    store.home = view ?? null;
  } finally {
    homeLoading = false;
  }
}

/** AWS tells nobody of its changes, so it is read again with everything else, and by the page's own clock. */
export async function loadWorld() {
  if (store.place.tab === 'aws') store.world = await get('/page/world');
}
