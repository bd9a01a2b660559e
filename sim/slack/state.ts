import type { DeliveryKind } from './delivery.ts';
import { SlackError } from './errors.ts';
import type { Json } from './json.ts';
import type {
  Call,
  Change,
  Channel,
  ChannelSeed,
  Message,
  Person,
  PersonSeed,
  StoredFile,
  View,
} from './model.ts';
import { type UserGroup, type UserGroupSeed, UserGroups } from './user-groups.ts';

const teamId = 'T0YAGURA';
/** Where strangers come from. */
const strangeTeam = 'T0STRANGER';

/** The app under test, as Slack knows it. */
export const app = { appId: 'A0YAGURA', botId: 'B0YAGURA', botUser: 'U0YAGURA', botName: 'yagura' } as const;
export const slackbot = 'USLACKBOT';

/** A payload on its way to the app. */
export interface Told {
  kind: DeliveryKind;
  payload: Json;
  /** Real milliseconds until the app acked it; null: not yet, or never. */
  ackedAfter: number | null;
}

const deliveriesKept = 200;

/** The id of the bot's talk with a person. */
export function directId(user: string): string {
  return `D${user.slice(1)}`;
}

/** The parts of a message that an edit may replace. */
type Edit = {
  [Part in 'text' | 'notifies' | 'blocks' | 'attachments' | 'metadata']?: Message[Part] | undefined;
};

const defaultPeople: readonly PersonSeed[] = [
  { name: 'alice', realName: 'Alice Admin', title: 'admin' },
  { name: 'bob', realName: 'Bob Approver', title: 'approver' },
  { name: 'carol', realName: 'Carol Responder', title: 'responder' },
  { name: 'dave', realName: 'Dave Viewer', title: 'viewer' },
];
const defaultChannels: readonly ChannelSeed[] = [{ name: 'sec-alerts' }, { name: 'sec-critical' }];

/** Everything the workspace remembers. Whoever changes it says so with `changed`, so that watchers redraw. */
export class WorkspaceState {
  readonly team = { id: teamId, domain: 'yagura-demo', name: 'Yagura demo' };
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();
  readonly calls: Call[] = [];
  /** Messages that one person sees, by ts. */
  readonly ephemerals = new Map<string, Message>();
  /** Modals that are open, by view id. */
  readonly views = new Map<string, View>();
  /** Home tabs, by user id. */
  readonly homes = new Map<string, View>();
  readonly files = new Map<string, StoredFile>();
  readonly userGroups = new UserGroups();
  /** What the app was told of late, the newest last. */
  readonly deliveries: Told[] = [];
  version = 0;
  readonly #now: () => number;
  readonly #watchers = new Set<(change: Change) => void>();
  #lastMicros = 0;
  #lastId = 0;

  constructor(
    now: () => number,
    people: readonly PersonSeed[] = defaultPeople,
    channels: readonly ChannelSeed[] = defaultChannels,
    userGroups: readonly UserGroupSeed[] = [],
  ) {
    this.#now = now;
    for (const seed of people) this.addPerson(seed);
    for (const seed of channels) this.addChannel(seed);
    for (const seed of userGroups) this.putUserGroup(seed);
  }

  addPerson(seed: PersonSeed): Person {
    const person: Person = {
      id: `U0${seed.name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`,
      realName: seed.name,
      email: `${seed.name}@example.com`,
      locale: 'en-US',
      timeZone: 'Asia/Tokyo',
      title: '',
      ...seed,
    };
    this.people.set(person.id, person);
    return person;
  }

  addChannel(seed: ChannelSeed): Channel {
    const members = seed.members?.map((member) => this.person(member)?.id ?? member);
    const channel: Channel = {
      id: seed.id ?? `C0${seed.name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`,
      name: seed.name,
      isPrivate: seed.private ?? false,
      isExternal: seed.external ?? false,
      isArchived: seed.archived ?? false,
      botIsMember: seed.botIsMember ?? true,
      members: new Set(members ?? [...this.people.keys()]),
      messages: [],
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  putUserGroup(seed: UserGroupSeed): UserGroup {
    const users = seed.users?.map((user) => this.person(user)?.id ?? user);
    return this.userGroups.put(seed, users, Math.floor(this.#now() / 1000));
  }

  /** The workspace that a person belongs to. */
  teamOf(person: Person): string {
    return person.stranger ? strangeTeam : this.team.id;
  }

  /** By id or by name. */
  person(who: string): Person | undefined {
    return this.people.get(who) ?? [...this.people.values()].find((person) => person.name === who);
  }

  /** By id, by name, or by `#name`. */
  channel(which: string): Channel | undefined {
    const name = which.replace(/^#/, '');
    return (
      this.channels.get(which) ?? [...this.channels.values()].find((channel) => name && channel.name === name)
    );
  }

  /** The channel with this id, as most methods want it: they know no names. */
  channelById(id: string): Channel {
    const channel = this.channels.get(id);
    if (!channel) throw new SlackError('channel_not_found');
    return channel;
  }

  /** The direct message channel between the bot and a person, opened when first needed. */
  directMessage(user: string): Channel {
    if (!this.people.has(user)) throw new SlackError('user_not_found');
    const id = directId(user);
    const known = this.channels.get(id);
    if (known) return known;
    const channel: Channel = {
      id,
      name: '',
      isPrivate: true,
      isExternal: false,
      directWith: user,
      isArchived: false,
      botIsMember: true,
      members: new Set([user]),
      messages: [],
    };
    this.channels.set(id, channel);
    return channel;
  }

  recordDelivery(sent: Pick<Told, 'kind' | 'payload'>): Told {
    const told = { ...sent, ackedAfter: null };
    this.deliveries.push(told);
    if (this.deliveries.length > deliveriesKept) this.deliveries.shift();
    return told;
  }

  addMessage(message: Message, answering?: string): void {
    this.channelById(message.channel).messages.push(message);
    this.changed({ kind: 'message', how: 'posted', message, ...(answering && { answering }) });
  }

  findMessage(channel: string, ts: string): Message | undefined {
    return this.channels.get(channel)?.messages.find((message) => message.ts === ts);
  }

  /**
   * Edits a message in place, so that whoever holds it sees the edit. What is named is replaced, and taken away where
   * it is undefined; what is not named stays.
   */
  rewrite(message: Message, parts: Edit, answering?: string): void {
    Object.assign(message, parts, { edited: { user: app.botUser, ts: this.mintTs() } });
    for (const part of ['blocks', 'attachments', 'metadata'] as const) {
      if (message[part] === undefined) delete message[part];
    }
    if (message.visibleTo !== undefined) this.changed({ kind: 'ephemeral', how: 'updated', message });
    else this.changed({ kind: 'message', how: 'updated', message, ...(answering && { answering }) });
  }

  addEphemeral(message: Message): void {
    this.ephemerals.set(message.ts, message);
    this.changed({ kind: 'ephemeral', how: 'posted', message });
  }

  /** A deleted parent with replies leaves a tombstone, as Slack does; anything else is gone. */
  removeMessage(message: Message): void {
    const channel = this.channelById(message.channel);
    const hasReplies = channel.messages.some((other) => other !== message && other.thread_ts === message.ts);
    if (hasReplies) {
      const tombstone: Message = {
        type: 'message',
        subtype: 'tombstone',
        ts: message.ts,
        channel: message.channel,
        user: slackbot,
        team: message.team,
        text: 'This message was deleted.',
        thread_ts: message.ts,
        notifies: [],
      };
      channel.messages[channel.messages.indexOf(message)] = tombstone;
    } else {
      channel.messages.splice(channel.messages.indexOf(message), 1);
    }
    this.changed({ kind: 'message', how: 'deleted', message });
  }

  /** The person's open modals, the one on top last. */
  viewsOf(user: string): View[] {
    return [...this.views.values()].filter((view) => view.user === user);
  }

  /** The next ts: unique and increasing over the whole workspace. */
  mintTs(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, this.#now() * 1000);
    const seconds = Math.floor(this.#lastMicros / 1_000_000);
    return `${seconds}.${String(this.#lastMicros % 1_000_000).padStart(6, '0')}`;
  }

  /** An id in Slack's look: the letter of its kind and upper-case digits. */
  mintId(prefix: string): string {
    this.#lastId += 1;
    return `${prefix}0${this.#lastId.toString(36).toUpperCase().padStart(8, '0')}`;
  }

  changed(change: Change): void {
    this.version += 1;
    for (const watcher of this.#watchers) watcher(change);
  }

  /** Calls the watcher after every change; answers with the way to stop it. */
  watch(watcher: (change: Change) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
