import type { KnownBlock } from '@slack/types';
import type { Actor } from '../../operations/operation.ts';
import type { Reader } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { type Run, richText, run } from '../text/rich.ts';

/** Who looks at the Home tab, and with what it is drawn. */
export interface Look {
  readonly actor: Actor;
  readonly userId: string;
  readonly reader: Reader;
  readonly tools: Tools;
}

/** One part of the Home tab: some ten blocks at most, of the hundred that Slack takes. */
export type Section = (look: Look) => Promise<readonly KnownBlock[]>;

/** A part with its heading set off from what is above. */
export function part(heading: string, lines: readonly (readonly Run[])[]): KnownBlock[] {
  return [{ type: 'divider' }, richText([[run(heading, 'bold')], ...lines])];
}
