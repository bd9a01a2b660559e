import type { HomeView, KnownBlock } from '@slack/types';
import { buttonOf } from '../cards/case-buttons.ts';
import { type Answer, timeOf } from '../receive/answer.ts';
import { plain } from '../text/plain.ts';
import { smallPrint } from '../text/rich.ts';
import { approvals } from './approvals.ts';
import { mine, overdue, unowned } from './cases.ts';
import { duty } from './duty.ts';
import { leases } from './leases.ts';
import type { Look, Section } from './look.ts';
import { quiet } from './quiet.ts';
import { week } from './week.ts';

/** From the top, what somebody asks first. */
const sections: readonly Section[] = [duty, approvals, mine, overdue, unowned, leases, quiet, week];

export async function drawHome(look: Look): Promise<HomeView> {
  const { reader, tools, userId } = look;
  const { home: said } = reader.words;
  const name = await tools.nameOf(userId);
  const drawn = await Promise.all(sections.map((section) => section(look)));
  const now = tools.clock.now();
  const footer: KnownBlock[] = [
    smallPrint(said.asOf({ at: timeOf(now, now, reader) })),
    { type: 'actions', elements: [buttonOf('home_refresh', '', said.refresh)] },
  ];
  const head: KnownBlock = {
    type: 'header',
    text: { type: 'plain_text', text: plain(said.title({ name }), 150), emoji: false },
  };
  return homeOf([head, ...drawn.flat(), ...footer]);
}

/** For whoever may not look, or while it cannot be drawn. */
export function drawNoHome(why: Answer | string): HomeView {
  return homeOf(typeof why === 'string' ? [smallPrint(why)] : why.blocks);
}

function homeOf(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', blocks: [...blocks] };
}
