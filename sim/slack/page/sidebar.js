import { avatar } from '../render/message.ts';
import { element } from '../render/tree.ts';
import { byId, sync } from './dom.js';
import { icon } from './icons.js';
import { store, unreadCount } from './store.js';

/** Redrawn part by part: an open person list must survive a message that arrives. */
export function drawSidebar() {
  const channels = store.channels.filter((channel) => !channel.direct);
  const directs = store.channels.filter((channel) => channel.direct);
  sync(byId('sidebar'), [
    { key: 'workspace', tree: workspace() },
    {
      key: 'places',
      tree: element(
        'div',
        { class: 'sidebar-scroll' },
        element('ul', { class: 'places' }, homeLink(), store.aws && awsLink()),
        element('h2', { class: 'sidebar-title' }, 'Channels'),
        element('ul', { class: 'places' }, channels.map(channelLink)),
        element('h2', { class: 'sidebar-title' }, 'Direct messages'),
        element('ul', { class: 'places' }, directs.map(channelLink)),
        store.globalShortcuts.length > 0 && [
          element('h2', { class: 'sidebar-title' }, 'Shortcuts'),
          element('ul', { class: 'places' }, store.globalShortcuts.map(shortcutButton)),
        ],
      ),
    },
    { key: 'person', tree: element('div', { class: 'person' }, personSwitcher()) },
  ]);
}

function workspace() {
  return element(
    'div',
    { class: 'workspace' },
    element('span', { class: 'workspace-mark', 'aria-hidden': 'true' }, '櫓'),
    element('span', { class: 'workspace-name' }, 'Yagura demo'),
  );
}

function homeLink() {
  return placeLink({
    address: 'home',
    testId: 'home',
    current: store.place.tab === 'home',
    mark: icon('home'),
    name: 'Home',
  });
}

function awsLink() {
  return placeLink({
    address: 'aws',
    testId: 'aws',
    current: store.place.tab === 'aws',
    mark: icon('cloud'),
    name: 'AWS',
  });
}

/** What Slack hides behind the search and the plus. */
function shortcutButton({ name, callback_id: callbackId }) {
  return element(
    'li',
    {},
    element(
      'button',
      { class: 'place', type: 'button', 'data-global-shortcut': callbackId },
      icon('bolt'),
      element('span', { class: 'place-name' }, name),
    ),
  );
}

function channelLink(channel) {
  const current = store.place.channel === channel.name;
  return placeLink({
    address: channel.name,
    testId: `channel-${channel.name}`,
    current,
    mark: channel.direct
      ? element('span', { class: 'avatar avatar-app avatar-tiny', 'aria-hidden': 'true' }, '櫓')
      : element('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
    name: channel.label,
    unread: current ? 0 : unreadCount(channel.name),
  });
}

function placeLink({ address, testId, current, mark, name, unread = 0 }) {
  return element(
    'li',
    {},
    element(
      'a',
      {
        class: `place${unread > 0 ? ' place-unread' : ''}`,
        href: `#/${address}`,
        'data-testid': testId,
        'aria-current': current ? 'page' : undefined,
      },
      mark,
      element('span', { class: 'place-name' }, name),
      unread > 0 && element('span', { class: 'badge', 'aria-label': `${unread} unread` }, String(unread)),
    ),
  );
}

/** Everyone in the demo is one click away: the point is to see what each role sees. */
function personSwitcher() {
  const { person } = store;
  return element(
    'label',
    { class: 'person-card' },
    avatar(person.name, false),
    element(
      'span',
      { class: 'person-words' },
      element('span', { class: 'person-name' }, person.name),
      element('span', { class: 'person-role' }, person.title || 'member'),
    ),
    element('span', { class: 'chevrons', 'aria-hidden': 'true' }),
    element(
      'select',
      { class: 'person-select', id: 'person', 'data-testid': 'person-switcher', 'aria-label': 'You are' },
      store.people
        .filter((someone) => !someone.deleted)
        .map((someone) =>
          element(
            'option',
            { value: someone.name, selected: someone.name === person.name },
            someone.title ? `${someone.name} (${someone.title})` : someone.name,
          ),
        ),
    ),
  );
}
