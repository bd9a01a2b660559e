import type { FormValues } from './form-values.ts';

/** Something that somebody did in Slack, as it arrived. */
export interface Interaction {
  readonly userId: string;
  readonly teamId: string;
  readonly channelId: string | null;
  /** As the payload says; it only helps to find the channel's language. */
  readonly channelName: string | null;
}

/** A slash command. */
export interface Typed extends Interaction {
  readonly command: string;
  readonly text: string;
}

/** A pressed button. */
export interface Pressed extends Interaction {
  readonly actionId: string;
  readonly value: string;
  /** The window it stands in; null: a message. */
  readonly view: FilledView | null;
}

/** The submit button of a window. */
export interface Sent extends Interaction {
  readonly view: FilledView;
}

/** A window of ours, with what was filled in. */
export interface FilledView {
  readonly id: string;
  /** The name of its action. */
  readonly callbackId: string;
  /** What its button carried. */
  readonly value: string;
  readonly values: FormValues;
}
