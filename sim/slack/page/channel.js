import { avatar } from '../render/message.ts';
import { element } from '../render/tree.ts';
import { renderHome } from '../render/view.ts';
import { worldItems } from './aws.js';
import { byId, show, sync } from './dom.js';
import { icon } from './icons.js';
import { byTime, drawMessages, isAtEnd } from './messages.js';
import { channelNamed, context, lastRead, markRead, messagesOf, store, whispers } from './store.js';

let drawnPlace;
let newAfter;

/** The middle of the page: a channel, the app's Home tab, or the AWS accounts. */
export function drawMain() {
  const { tab } = store.place;
  const address = `${store.person.name}/${tab ?? ''}/${store.place.channel}`;
  const arrived = address !== drawnPlace;
  drawnPlace = address;
  if (arrived) byId('log').replaceChildren();
  if (tab === 'home') drawHome();
  else if (tab === 'aws') drawAws();
  else drawChannel(channelNamed(store.place.channel), arrived);
  byId('channel-composer').hidden = tab !== undefined || isReadOnly();
  byId('read-only').hidden = !isReadOnly();
}

/** An app whose manifest says so takes no messages in a talk of two. */
function isReadOnly() {
  return !store.writable && channelNamed(store.place.channel)?.direct === true;
}

function drawHome() {
  byId('jump').hidden = true;
  document.title = 'Home · Yagura demo';
  const mark = element('span', { class: 'avatar avatar-app avatar-small' }, '櫓');
  drawHead({ mark, title: store.apps[0]?.name ?? 'App', topic: 'Home' });
  if (store.home !== undefined) sync(byId('log'), [{ key: 'home', tree: renderHome(store.home, context()) }]);
}

function drawAws() {
  byId('jump').hidden = true;
  document.title = 'AWS · Yagura demo';
  drawHead({ mark: icon('cloud'), title: 'AWS', topic: 'Instances and security groups, as they are now' });
  if (store.world !== undefined) sync(byId('log'), worldItems(store.world));
}

function drawChannel(channel, arrived) {
  const log = byId('log');
  if (arrived) newAfter = lastRead(channel.name);
  document.title = `${signed(channel)} · Yagura demo`;
  drawHead({
    mark: !channel.direct && element('span', { class: 'hash' }, '#'),
    title: channel.label,
    topic: channel.topic ?? '',
    tail: members(channel),
  });
  const missed = drawMessages(log, [...messagesOf(channel.name), ...whispers()].sort(byTime), {
    head: [introduction(channel)],
    newAfter: newAfter === '0' ? undefined : newAfter,
  });
  if (arrived) log.scrollTop = log.scrollHeight;
  if (missed) byId('jump').hidden = false;
  if (isAtEnd(log)) byId('jump').hidden = true;
  if (document.visibilityState === 'visible') markRead(channel.name);
}

function signed(channel) {
  return channel.direct ? channel.label : `#${channel.label}`;
}

function drawHead({ mark, title, topic, tail }) {
  show(
    byId('main-head'),
    element(
      'button',
      { class: 'icon-button menu-button', id: 'menu-button', type: 'button', 'aria-label': 'Channels' },
      icon('menu'),
    ),
    element('h1', {}, mark, title),
    element('span', { class: 'topic' }, topic),
    tail,
  );
}

function members(channel) {
  const shown = store.people.filter((person) => channel.members?.includes(person.id) ?? true);
  return element(
    'span',
    { class: 'members', title: shown.map((person) => person.name).join(', ') },
    shown.slice(0, 4).map((person) => avatar(person.name, false)),
    element('span', { class: 'member-count' }, String(shown.length)),
  );
}

function introduction(channel) {
  const words = channel.direct
    ? `Only you and ${channel.label} read here.`
    : `This is the very beginning of ${signed(channel)}. Alerts arrive here; type / to talk to the watchtower.`;
  return {
    key: 'introduction',
    tree: element(
      'div',
      { class: 'introduction' },
      element('h2', {}, signed(channel)),
      element('p', {}, words),
    ),
  };
}
