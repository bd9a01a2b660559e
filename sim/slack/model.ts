import type { Json } from './json.ts';

export interface Person {
  id: string;
  /** The short name, as in `@alice`. */
  name: string;
  realName: string;
  email: string;
  /** As Slack spells it: `en-US`, `ja-JP`. */
  locale: string;
  timeZone: string;
  /** What the person does, shown in the profile. */
  title: string;
  guest?: 'restricted' | 'ultra_restricted' | undefined;
  deleted?: boolean;
  /** From another organisation, met in a shared channel. */
  stranger?: boolean;
  /** Another app's bot user. */
  bot?: boolean;
}

/** What a test or demo says about a person; the rest is made up from the name. */
export type PersonSeed = Partial<Person> & { name: string };

export interface ChannelSeed {
  name: string;
  id?: string;
  /** Names or ids; everybody when left out. */
  members?: readonly string[];
  botIsMember?: boolean;
  private?: boolean;
  archived?: boolean;
  /** Shared with another organisation. */
  external?: boolean;
}

export interface Channel {
  readonly id: string;
  /** Empty for a direct message. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isExternal: boolean;
  /** The person at the other end of a direct message. */
  readonly directWith?: string;
  isArchived: boolean;
  botIsMember: boolean;
  members: Set<string>;
  /** In ts order, replies among them. */
  messages: Message[];
}

export interface Message {
  type: 'message';
  /** Slack's form: seconds, a dot, six digits; unique and increasing. */
  ts: string;
  channel: string;
  user: string;
  text: string;
  team: string;
  subtype?: 'thread_broadcast' | 'tombstone';
  bot_id?: string;
  app_id?: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Json;
  files?: Json[];
  reactions?: { name: string; users: string[]; count: number }[];
  thread_ts?: string;
  edited?: { user: string; ts: string };
  /** Whom this message would ring up, as written: `<!channel>`, `<@U0BOB>`, `@here`. */
  notifies: string[];
  /** Set on an ephemeral message: the only person who sees it. */
  visibleTo?: string;
  /** Set where Slack itself reports a failure, such as `operation_timeout`. */
  error?: string;
}

export interface View {
  id: string;
  type: 'modal' | 'home';
  /** Whose screen it is on. */
  user: string;
  /** The view as the app sent it, block ids filled in. */
  content: Json;
  hash: string;
  /** Slack's `state.values`. */
  values: Record<string, Record<string, Json>>;
  rootId: string;
  previousId?: string;
  /** What the last submission was refused for, by block id. */
  errors: Record<string, string>;
}

/** An uploaded file. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Epoch seconds. */
  readonly created: number;
  title: string;
  altText?: string;
  /** What was uploaded; a file without it is only announced. */
  content?: Buffer;
}

/** One call of the Web API or of a response_url, numbered from 1 in the order of arrival. */
export interface Call {
  n: number;
  method: string;
  /** The channel's name, or what was sent where there is no such channel. */
  channel?: string;
  /** Epoch milliseconds of the workspace's clock. */
  time: number;
  /** HTTP status; 0 while unanswered, and for ever where the answer was lost. */
  status: number;
  /** Slack's error name where it answered `ok: false`. */
  error?: string;
}

export type Change =
  | { kind: 'message'; how: 'posted' | 'updated' | 'deleted'; message: Message; answering?: string }
  | { kind: 'ephemeral'; how: 'posted' | 'updated' | 'deleted'; message: Message }
  | { kind: 'view'; how: 'opened' | 'updated' | 'closed'; view: View }
  | { kind: 'home'; how: 'updated'; view: View }
  | { kind: 'people'; how: 'updated'; person: Person };
