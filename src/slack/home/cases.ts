import type { KnownBlock, SectionBlock } from '@slack/types';
import { isVisible } from '../../finding/case.ts';
import type { CaseSummary } from '../../store/ports/cases.ts';
import { nameFor } from '../answers/acts.ts';
import { buttonOf } from '../cards/case-buttons.ts';
import { parseQuestion } from '../commands/secfind/parse.ts';
import { drawRow } from '../commands/secfind/row.ts';
import { numberOf } from '../receive/answer.ts';
import { plain } from '../text/plain.ts';
import { run, smallPrint } from '../text/rich.ts';
import { type Look, part, type Section } from './look.ts';

const mostShown = 5;

interface List {
  /** What one would type to see all of them. */
  readonly question: string;
  readonly heading: (v: { count: string }) => string;
  readonly whenEmpty?: string;
}

/** What the reader has. */
export const mine: Section = (look) => {
  const { mine: heading, mineEmpty: whenEmpty } = look.reader.words.home;
  return listCases(look, { question: 'assignee:me', heading, whenEmpty });
};

/** What is past its deadline, whoever has it. */
export const overdue: Section = (look) =>
  listCases(look, { question: 'overdue', heading: look.reader.words.home.overdue });

/** What nobody has, and what is nobody's. */
export const unowned: Section = (look) =>
  listCases(look, { question: 'unowned', heading: look.reader.words.home.unowned });

async function listCases(look: Look, list: List): Promise<KnownBlock[]> {
  const { reader, tools, userId } = look;
  const asking = { userId, now: tools.clock.now(), timeZone: reader.timeZone };
  const question = parseQuestion(list.question, asking);
  if (question.kind !== 'query') throw new Error('a question of our own is no question');
  const found = await tools.store.cases.search(question.query, { offset: 0, limit: mostShown });
  const count = `${numberOf(found.total, reader)}${found.more ? '+' : ''}`;
  const heading = part(list.heading({ count }), []);
  if (found.total === 0)
    return list.whenEmpty === undefined ? heading : [...heading, smallPrint(list.whenEmpty)];
  const rows = await Promise.all(found.rows.map((row) => drawCase(row, look)));
  const more =
    found.total > mostShown
      ? [smallPrint(reader.words.home.more({ command: `/secfind ${list.question}` }))]
      : [];
  return [...heading, ...rows, ...more];
}

/** One line, with what whoever reads it would do next. */
async function drawCase(row: CaseSummary, { reader, tools, userId }: Look): Promise<SectionBlock> {
  const { acts } = reader.card;
  const { id, assignee, state } = row.case;
  const named = async (who: string) => run(await nameFor(who, tools));
  const runs = await drawRow(row, reader, tools, named);
  const text = runs.map((one) => ('text' in one ? (one.text ?? '') : '')).join('');
  const hasIt = assignee === userId && state === 'acknowledged';
  const next = hasIt
    ? buttonOf('release', String(id), acts.release)
    : buttonOf('ack', String(id), acts.acknowledge);
  return {
    type: 'section',
    text: { type: 'plain_text', text: plain(text, 2_900), emoji: false },
    ...(isVisible(state) ? { accessory: next } : {}),
  };
}
