/** What a drawing must know beside the message: whose eyes see it, and the names behind the ids. */
export interface RenderContext {
  readonly people: readonly Named[];
  /** Bots: they write and are mentioned, but nobody picks them from a list of people. */
  readonly apps: readonly Named[];
  readonly channels: readonly Named[];
  /** Whose eyes: the id of a person. */
  readonly reader?: string;
  /** BCP 47, such as `en-US` or `ja-JP`. */
  readonly locale: string;
  /** IANA name of the reader's zone. */
  readonly timeZone: string;
  /** Epoch milliseconds, for "Today" and "2 minutes ago". */
  readonly now: number;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** For a drawing without a workspace, such as a gallery or a test: ids show as they are. */
export const bareContext: RenderContext = {
  people: [],
  apps: [],
  channels: [],
  locale: 'en-US',
  timeZone: 'UTC',
  now: 0,
};

/** The name behind an id, or the id. */
export function nameOf(known: readonly Named[], id: string): string {
  return known.find((item) => item.id === id)?.name ?? id;
}

/** The name of whoever writes or is mentioned. */
export function userName(context: RenderContext, id: string): string {
  return nameOf([...context.people, ...context.apps], id);
}

/** A link that a click may follow; anything but the web and mail is shown as text instead. */
export function safeUrl(url: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(url) ? url : undefined;
}
