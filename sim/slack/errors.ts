import type { Json } from './json.ts';

/**
 * A refusal in Slack's own words: HTTP 200 with `{ok: false, error}`.
 * `messages` become `response_metadata.messages` ("[ERROR] … [json-pointer:/blocks/0]").
 */
export class SlackError extends Error {
  readonly code: string;
  readonly messages: readonly string[];

  constructor(code: string, messages: readonly string[] = []) {
    super(messages.length > 0 ? `${code}: ${messages.join('; ')}` : code);
    this.name = 'SlackError';
    this.code = code;
    this.messages = messages;
  }

  toBody(): Json {
    const detail =
      this.messages.length > 0
        ? {
            errors: this.messages.map((message) => message.replace('[ERROR] ', '')),
            response_metadata: { messages: this.messages },
          }
        : {};
    return { ok: false, error: this.code, ...detail };
  }
}

/** A person's act that the simulator cannot carry out; the control API answers it with this status and sentence. */
export class ActRefused extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.name = 'ActRefused';
    this.status = status;
  }
}
