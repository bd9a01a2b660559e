import type { ActionsBlock, Button } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import type { CaseQuery, CaseSummary } from '../../../store/ports/cases.ts';
import { type Answer, answerOf, numberOf, type Reader, result } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { joined, type Run, run, smallPrint, userRun } from '../../text/rich.ts';
import type { PageValue } from './page-value.ts';
import type { Question } from './parse.ts';
import { drawRow, type PersonRun } from './row.ts';
import { type AskedState, wider } from './wider.ts';

type Query = Extract<Question, { kind: 'query' }>;

const casesPerPage = 10;

/** One page of cases with the way to the others; a page behind the last one becomes the last one. */
export async function findCases(
  question: Query,
  wanted: number,
  reader: Reader,
  tools: Tools,
): Promise<Answer> {
  const found = await readPage((page) => tools.store.cases.search(question.query, page), wanted);
  if (found.total === 0) return drawNothing(question, reader);
  const lines = await drawList(found, question.query, reader, tools, async (userId) => userRun(userId));
  return answerOf(lines, [buttons(question.text, found, reader), nextSteps(found, reader)]);
}

/** The cases that a storm card stands for, in the same form; `key`: the storm's. */
export async function findInStorm(
  key: string,
  wanted: number,
  reader: Reader,
  tools: Tools,
): Promise<Answer> {
  const { find } = reader.words;
  const found = await readPage((page) => tools.store.cases.inStorm(key, page), wanted);
  if (found.total === 0)
    return answerOf([result(find.stormEmpty), [run(find.allCases), run('/secfind', 'code')]]);
  const said = find.inStorm({ count: `${numberOf(found.total, reader)}${found.more ? '+' : ''}` });
  const rows = await Promise.all(
    found.rows.map((row) => drawRow(row, reader, tools, async (userId) => userRun(userId))),
  );
  const turns = turnButtons(found, reader, { next: 'storm-show', value: (page) => `${key}#${page}` });
  return answerOf(
    [joined([result(said), placeOf(found, reader)]), ...rows],
    [...(turns.length > 0 ? [{ type: 'actions' as const, elements: turns }] : []), nextSteps(found, reader)],
  );
}

function nextSteps(found: FoundPage, reader: Reader) {
  const example = found.rows[0] ? caseLabel(found.rows[0].case.id) : 'Y12';
  return smallPrint(reader.words.find.next({ example }));
}

/** The same page for everybody in the channel: no buttons, but who shared it and what was asked. Null: nothing found. */
export async function shareCases(
  question: Query,
  wanted: number,
  sharedBy: string,
  reader: Reader,
  tools: Tools,
): Promise<Answer | null> {
  const found = await readPage((page) => tools.store.cases.search(question.query, page), wanted);
  if (found.total === 0) return null;
  // Everybody reads it, so nobody is mentioned: a mention would ring up whoever has a case.
  const named = async (userId: string) => run(`@${plain(await tools.nameOf(userId), 40)}`);
  const lines = await drawList(found, question.query, reader, tools, named);
  const asked = `/secfind ${question.text}`.trim();
  const by = [
    run(reader.words.find.sharedBy),
    await named(sharedBy),
    run(' · '),
    run(plain(asked, 200), 'code'),
  ];
  return { ...answerOf([...lines, by]), shared: true };
}

interface FoundPage {
  readonly rows: readonly CaseSummary[];
  readonly total: number;
  readonly more: boolean;
  readonly page: number;
  readonly pages: number;
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

async function readPage(
  read: (page: Page) => Promise<{ rows: CaseSummary[]; total: number; more: boolean }>,
  wanted: number,
): Promise<FoundPage> {
  const at = (page: number) => read({ offset: page * casesPerPage, limit: casesPerPage });
  let page = wanted;
  let found = await at(page);
  const pages = Math.max(1, Math.ceil(found.total / casesPerPage));
  if (found.rows.length === 0 && page > 0) {
    page = pages - 1;
    found = await at(page);
  }
  return { ...found, page, pages };
}

async function drawList(
  found: FoundPage,
  query: CaseQuery,
  reader: Reader,
  tools: Tools,
  person: PersonRun,
): Promise<Run[][]> {
  const { find } = reader.words;
  const said = find.result({
    count: `${numberOf(found.total, reader)}${found.more ? '+' : ''}`,
    state: stateOf(query),
    critical: await criticalOf(query, found, reader, tools),
  });
  const lines = await Promise.all(found.rows.map((row) => drawRow(row, reader, tools, person)));
  return [joined([result(said), placeOf(found, reader)]), ...lines];
}

function placeOf(found: FoundPage, reader: Reader): Run[] {
  if (found.pages === 1) return [];
  const page = numberOf(found.page + 1, reader);
  const pages = `${numberOf(found.pages, reader)}${found.more ? '+' : ''}`;
  return [run(reader.words.find.page({ page, pages }))];
}

/** How many of them are Critical; null where the question itself already says it, or there is none. */
async function criticalOf(
  query: CaseQuery,
  found: FoundPage,
  reader: Reader,
  tools: Tools,
): Promise<string | null> {
  if (query.severity.length === 1 || (query.severity.length > 1 && !query.severity.includes('Critical')))
    return null;
  const critical = await tools.store.cases.search(
    { ...query, severity: ['Critical'] },
    { offset: 0, limit: 1 },
  );
  if (critical.total === 0 || found.total === 0) return null;
  return `${numberOf(critical.total, reader)}${critical.more ? '+' : ''}`;
}

function stateOf(query: CaseQuery): AskedState {
  const [only, ...others] = query.state;
  return only === undefined ? 'visible' : others.length > 0 ? 'all' : only;
}

function drawNothing(question: Query, reader: Reader): Answer {
  const { find } = reader.words;
  const { query, tokens } = question;
  const form = wider(tokens, stateOf(query));
  return answerOf([
    result(tokens.length === 0 ? find.noneAtAll : find.none({ state: stateOf(query) })),
    ...(form === null ? [] : [[run(find.wider), run(plain(form, 300), 'code')]]),
  ]);
}

function buttons(q: string, found: FoundPage, reader: Reader): ActionsBlock {
  const value = (page: number) => JSON.stringify({ q, page } satisfies PageValue);
  return {
    type: 'actions',
    elements: [
      ...turnButtons(found, reader, { next: 'secfind_page', value }),
      button('secfind_share', reader.words.find.share, value(found.page)),
      ...(found.total > 1 ? [button('bulk', reader.words.bulk.button, value(0))] : []),
    ],
  };
}

function turnButtons(
  { page, pages }: FoundPage,
  { words: { find } }: Reader,
  { next, value }: { readonly next: string; readonly value: (page: number) => string },
): Button[] {
  return [
    // Slack wants every action_id of a block to differ; what follows the colon only tells two buttons apart.
    ...(page > 0 ? [button(`${next}:previous`, find.previous, value(page - 1))] : []),
    ...(page + 1 < pages ? [button(next, find.nextPage, value(page + 1))] : []),
  ];
}

function button(action: string, text: string, value: string): Button {
  return { type: 'button', action_id: action, text: { type: 'plain_text', text: plain(text, 75) }, value };
}
