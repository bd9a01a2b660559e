import type { ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import { SlackError } from './errors.ts';
import type { Faults } from './faults.ts';
import { answerJson, isGone } from './http.ts';
import type { Json } from './json.ts';
import { TooManyRequests } from './methods/method.ts';
import type { Call } from './model.ts';
import type { WorkspaceState } from './state.ts';

/** How an answer looks on the wire: the Web API refuses with 200, a response_url with 4xx. */
export interface Answering {
  ok(body: Json): unknown;
  refusalStatus(code: string): number;
}

/**
 * The one road that every call of the app takes: number it, let the fault tests look on, strike it with a fault or
 * apply it, let them look again, answer. What was applied stays applied though the answer is lost.
 */
export class CallDesk {
  readonly #state: WorkspaceState;
  readonly #clock: Clock;
  readonly #faults: Faults;
  /** Answers that a `timeout` fault holds back for ever; they end with the workspace. */
  readonly #held = new Set<ServerResponse>();

  constructor(state: WorkspaceState, clock: Clock, faults: Faults) {
    this.#state = state;
    this.#clock = clock;
    this.#faults = faults;
  }

  async handle(
    response: ServerResponse,
    method: string,
    channel: string | undefined,
    apply: () => Json,
    answering: Answering,
  ): Promise<void> {
    const call = this.#record(method, channel);
    const cutBefore = await this.#faults.announce({ n: call.n, method, phase: 'before' });
    if (cutBefore || isGone(response)) return void response.destroy();

    const fault = this.#faults.strike(method);
    switch (fault?.kind) {
      case 'ratelimited':
        return this.#tooMany(response, call, fault.retryAfter ?? 1);
      case 'http500':
        call.status = 500;
        return answerJson(response, 500, { ok: false, error: 'internal_error' });
      case 'timeout':
        return void this.#held.add(response);
      case 'unreachable':
        return void response.destroy();
      case 'platformError':
        return this.#refuse(response, call, new SlackError(fault.error ?? 'fatal_error'), answering);
      default:
    }

    const outcome = this.#attempt(apply);
    const cutAfter = await this.#faults.announce({ n: call.n, method, phase: 'after' });
    if (cutAfter || fault?.kind === 'appliedButLost' || isGone(response)) return void response.destroy();
    if (outcome instanceof TooManyRequests) return this.#tooMany(response, call, outcome.retryAfter);
    if (outcome instanceof SlackError) return this.#refuse(response, call, outcome, answering);
    call.status = 200;
    answerJson(response, 200, answering.ok(outcome));
  }

  stop(): void {
    for (const response of this.#held) response.destroy();
    this.#held.clear();
  }

  #record(method: string, channel: string | undefined): Call {
    const { calls } = this.#state;
    const name = channel === undefined ? undefined : this.#state.channel(channel)?.name || channel;
    const call: Call = {
      n: calls.length + 1,
      method,
      time: this.#clock.now(),
      status: 0,
      ...(name !== undefined && { channel: name }),
    };
    calls.push(call);
    return call;
  }

  #attempt(apply: () => Json): Json | SlackError | TooManyRequests {
    try {
      return apply();
    } catch (error) {
      if (error instanceof SlackError || error instanceof TooManyRequests) return error;
      throw error;
    }
  }

  #refuse(response: ServerResponse, call: Call, error: SlackError, answering: Answering): void {
    call.status = answering.refusalStatus(error.code);
    call.error = error.code;
    answerJson(response, call.status, error.toBody());
  }

  #tooMany(response: ServerResponse, call: Call, retryAfter: number): void {
    call.status = 429;
    call.error = 'ratelimited';
    answerJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(retryAfter) });
  }
}
