import type { Clock } from './clock.ts';
import { SlackError } from './errors.ts';
import type { Json } from './json.ts';
import { botMessage, contentOf, requireSomething, shownParts } from './messages.ts';
import { TooManyRequests } from './methods/method.ts';
import type { Message } from './model.ts';
import type { RateLimits } from './rate-limits.ts';
import { app, slackbot, type WorkspaceState } from './state.ts';

/** docs.slack.dev/interactivity/handling-user-interaction: five uses within thirty minutes. */
const maxUses = 5;
const life = 30 * 60_000;

/** Where an answer goes: to this person, in this channel; `source` is the message that they acted on. */
export interface Place {
  user: string;
  channel: string;
  threadTs?: string;
  source?: Message;
}

/** Answers of the app to a person's act: in the ack of a command, or through a response_url. */
export class Responses {
  readonly #state: WorkspaceState;
  readonly #clock: Clock;
  readonly #limits: RateLimits;
  readonly #url: string;
  readonly #places = new Map<string, { place: Place; issuedAt: number; uses: number }>();

  constructor(state: WorkspaceState, clock: Clock, limits: RateLimits, url: string) {
    this.#state = state;
    this.#clock = clock;
    this.#limits = limits;
    this.#url = url;
  }

  issueUrl(place: Place): string {
    const id = this.#state.mintId('R');
    this.#places.set(id, { place, issuedAt: this.#clock.now(), uses: 0 });
    return `${this.#url}/response/${id}`;
  }

  channelOf(id: string): string | undefined {
    return this.#places.get(id)?.place.channel;
  }

  /** One POST to a response_url. */
  use(id: string, fields: Json): Json {
    const entry = this.#places.get(id);
    if (!entry) throw new SlackError('invalid_url');
    if (this.#clock.now() - entry.issuedAt > life) throw new SlackError('expired_url');
    if (entry.uses >= maxUses) throw new SlackError('used_url');
    this.#respond(entry.place, fields);
    entry.uses += 1;
    return {};
  }

  /** A new answer: ephemeral unless `response_type` says `in_channel`. Answers the message. */
  show(place: Place, fields: Json): Message {
    const content = contentOf(fields);
    requireSomething(content);
    const isPublic = fields['response_type'] === 'in_channel';
    if (isPublic) this.#countPost(place.channel);
    const message = botMessage(this.#state, place.channel, content);
    const threadTs = typeof fields['thread_ts'] === 'string' ? fields['thread_ts'] : place.threadTs;
    if (threadTs !== undefined) message.thread_ts = threadTs;
    if (isPublic) {
      this.#state.addMessage(message, place.user);
    } else {
      message.visibleTo = place.user;
      this.#state.addEphemeral(message);
    }
    return message;
  }

  /** Slack's own words to a person about an act that failed. */
  complain(place: Place, error: string, sentence: string): void {
    const message: Message = {
      type: 'message',
      ts: this.#state.mintTs(),
      channel: place.channel,
      user: slackbot,
      team: this.#state.team.id,
      text: sentence,
      visibleTo: place.user,
      error,
      notifies: [],
      ...(place.threadTs !== undefined && { thread_ts: place.threadTs }),
    };
    this.#state.addEphemeral(message);
  }

  #respond(place: Place, fields: Json): void {
    const { source } = place;
    if (fields['delete_original'] === true && source) this.#delete(source);
    else if (fields['replace_original'] === true && source) this.#replace(place, source, fields);
    else this.show(place, fields);
  }

  #delete(source: Message): void {
    if (source.visibleTo !== undefined) {
      this.#state.ephemerals.delete(source.ts);
      this.#state.changed({ kind: 'ephemeral', how: 'deleted', message: source });
    } else if (source.user === app.botUser && this.#state.findMessage(source.channel, source.ts)) {
      this.#state.removeMessage(source);
    }
  }

  /** In place: what was ephemeral stays so, whatever response_type asks for. */
  #replace(place: Place, source: Message, fields: Json): void {
    const isEphemeral = source.visibleTo !== undefined;
    const stillThere = isEphemeral
      ? this.#state.ephemerals.has(source.ts)
      : source.user === app.botUser && this.#state.findMessage(source.channel, source.ts);
    if (!stillThere) throw new SlackError('message_not_found');
    const content = contentOf(fields);
    requireSomething(content);
    if (!isEphemeral) this.#countPost(place.channel);
    const { blocks, attachments } = shownParts(this.#state, content);
    const edit = { text: content.text ?? '', notifies: content.notifies, blocks, attachments };
    this.#state.rewrite(source, edit, place.user);
  }

  /** "About one a second a channel, by any route." */
  #countPost(channel: string): void {
    const wait = this.#limits.takePost(channel);
    if (wait > 0) throw new TooManyRequests(wait);
  }
}
