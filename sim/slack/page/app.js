import { get, post, watch } from './api.js';
import { drawMain } from './channel.js';
import { mountComposer } from './composer.js';
import { byId, toast } from './dom.js';
import { mountInteractions } from './interactions.js';
import { load, loadWorld } from './load.js';
import { isAtEnd } from './messages.js';
import { drawModal, mountModal } from './modal.js';
import { drawSidebar } from './sidebar.js';
import { channelNamed, go, markRead, personName, readPlace, store } from './store.js';
import { drawThread } from './thread.js';

/** Reads what changed and draws it. Never fails: what went wrong is said on the page. */
async function refresh(changes) {
  try {
    await load(changes);
    draw();
  } catch (problem) {
    toast(problem.message);
  }
}

async function refreshWorld() {
  try {
    await loadWorld();
    if (store.place.tab === 'aws') drawMain();
  } catch (problem) {
    toast(problem.message);
  }
}

let composer;
let threadComposer;

function draw() {
  if (store.person === undefined) return;
  drawMain();
  drawThread();
  drawSidebar();
  drawModal();
  const channel = channelNamed(store.place.channel);
  composer.relabel(`Message ${channel?.direct ? '' : '#'}${channel?.label} or type /`);
  threadComposer.relabel('Reply…');
}

async function say(text) {
  const { channel } = store.place;
  const path = text.startsWith('/') ? '/api/commands' : '/api/posts';
  await post(path, { user: personName(), channel, text });
  await refresh();
  byId('log').scrollTop = byId('log').scrollHeight;
}

async function reply(text) {
  const { channel, thread } = store.place;
  if (text.startsWith('/')) throw new Error(`${text.split(' ')[0]} is not supported in threads. Sorry!`);
  await post('/api/posts', { user: personName(), channel, thread_ts: thread, text });
  await refresh();
}

function mount() {
  composer = mountComposer({
    id: 'channel-composer',
    testId: 'composer',
    sendTestId: 'send',
    label: 'Message',
    commands: true,
    send: say,
  });
  threadComposer = mountComposer({
    id: 'thread-composer',
    testId: 'thread-composer',
    sendTestId: 'thread-send',
    label: 'Reply…',
    commands: false,
    send: reply,
  });
  mountInteractions(refresh);
  mountModal(refresh);
  addEventListener('hashchange', () => {
    store.place = readPlace();
    draw();
    void refresh([]);
  });
  byId('thread-close').addEventListener('click', () => go(store.place.channel));
  byId('sidebar').addEventListener('change', (event) => {
    localStorage.setItem('person', event.target.value);
    void refresh();
  });
  // On a phone the sidebar is a drawer: its button opens it, a choice or a tap beside it closes it.
  document.addEventListener('click', ({ target }) => {
    if (target.closest('.person') !== null) return;
    byId('app').classList.toggle('sidebar-open', target.closest('#menu-button') !== null);
  });
  byId('log').addEventListener('scroll', () => {
    if (isAtEnd(byId('log'))) byId('jump').hidden = true;
  });
  byId('jump').addEventListener('click', () => {
    byId('log').scrollTop = byId('log').scrollHeight;
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && store.place.channel !== undefined)
      markRead(store.place.channel);
  });
}

mount();
const features = await get('/page/features').catch(() => ({}));
store.commands = features.slash_commands ?? [];
store.writable = features.app_home?.messages_tab_read_only_enabled !== true;
store.aws = features.aws === true;
store.shortcuts = (features.shortcuts ?? []).filter(({ type }) => type !== 'global');
store.globalShortcuts = (features.shortcuts ?? []).filter(({ type }) => type === 'global');
setInterval(() => store.place.tab === 'aws' && void refreshWorld(), 1500);
await watch(refresh);
