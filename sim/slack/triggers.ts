import type { Clock } from './clock.ts';
import { SlackError } from './errors.ts';

const life = 3000;

/** Trigger ids: good once, for three seconds (docs.slack.dev/interactivity/handling-user-interaction). */
export class Triggers {
  readonly #clock: Clock;
  readonly #life: number;
  readonly #issued = new Map<string, { user: string; at: number; view?: string; used: boolean }>();

  constructor(clock: Clock, speed: number) {
    this.#clock = clock;
    this.#life = life * speed;
  }

  /** `view` is the modal in which the person acted, where they acted in one. */
  issue(user: string, view?: string): string {
    const id = `${this.#issued.size + 1}.${this.#clock.now()}.${user.toLowerCase()}`;
    this.#issued.set(id, { user, at: this.#clock.now(), used: false, ...(view && { view }) });
    return id;
  }

  /** Looks without using it up: whose it is, and from which modal. */
  check(id: string): { user: string; view?: string } {
    const trigger = this.#issued.get(id);
    if (!trigger) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (this.#clock.now() - trigger.at > this.#life) throw new SlackError('expired_trigger_id');
    return trigger;
  }

  use(id: string): void {
    const trigger = this.#issued.get(id);
    if (trigger) trigger.used = true;
  }
}
