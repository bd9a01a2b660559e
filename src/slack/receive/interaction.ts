import type { Surface } from '../../finding/audit.ts';
import type { FormValues } from './form-values.ts';

/** Something that somebody did in Slack, as it arrived. */
export interface Interaction {
  readonly userId: string;
  readonly teamId: string;
  /** Where it was done; the audit log says so. */
  readonly surface: Surface;
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
  /** The message that it stands in; null: a window, or the Home tab. */
  readonly messageTs: string | null;
  /** The window it stands in; null: a message, or the Home tab. */
  readonly view: FilledView | null;
  /** It stands on the Home tab. */
  readonly home: boolean;
}

/** An entry of a message's own menu. */
export interface Shortcut extends Interaction {
  readonly channelId: string;
  /** Name of the action that it asks for. */
  readonly actionId: string;
  readonly messageTs: string;
  /** The message at the head of the thread that it stands in; null: the channel itself. */
  readonly threadTs: string | null;
}

/** A message that speaks to the bot. */
export interface Mentioned extends Interaction {
  readonly channelId: string;
  /** As Slack sends it: escaped, with ids of people in angle brackets. */
  readonly text: string;
  readonly ts: string;
  readonly threadTs: string | null;
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
