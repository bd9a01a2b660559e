import { caseLabel, isVisible } from '../../../finding/case.ts';
import { outcomes } from '../../../finding/ledger.ts';
import { type Suppression, suppressionLabel } from '../../../finding/suppression.ts';
import { catalogues } from '../../../i18n/catalogue.ts';
import type { CardRow } from '../../../store/ports/cards.ts';
import type { WhyAnswer } from '../../../store/ports/cases.ts';
import type { LedgerRow } from '../../../store/ports/ledger.ts';
import { nameFor } from '../../answers/acts.ts';
import { chooseText } from '../../cards/choose-text.ts';
import { type Answer, answerOf, numberOf, type Reader, result, timeOf } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { joined, linkRun, type Run, richText, run, smallPrint } from '../../text/rich.ts';

const dayMs = 86_400_000;
/** Slack cuts a message at some 12,000 characters of blocks, so several findings get fewer rows each, and no stages. */
const rowsShown = { one: 12, each: 3 } as const;
/** The store answers with at most as many findings. */
const mostFindings = 5;

/** `/secfind why <word>`: what arrived, what was decided and why, where the card is and whether Slack has it. */
export async function tellWhy(word: string, reader: Reader, tools: Tools): Promise<Answer> {
  const { why } = reader.words;
  const found = await tools.store.cases.why(word);
  if (found.length === 0)
    return answerOf([
      result(why.nothing({ word: plain(word, 200) })),
      [run(why.nothingHelp)],
      [run(why.counts), run('/secfind why', 'code')],
    ]);

  const shown = found.length === 1 ? rowsShown.one : rowsShown.each;
  const stories = await Promise.all(
    found.map(async (one) => richText(await storyOf(one, shown, reader, tools))),
  );
  const one = found.find(({ case: opened }) => opened !== null)?.case;
  const first = [result(why.found({ count: numberOf(found.length, reader) }))];
  if (found.length >= mostFindings) first.push([run(why.foundMore)]);
  return answerOf(first, [...stories, smallPrint(why.next({ label: one ? caseLabel(one.id) : null }))]);
}

async function storyOf(answer: WhyAnswer, shown: number, reader: Reader, tools: Tools): Promise<Run[][]> {
  const { view, case: one, rows, rowCount } = answer;
  const { why, states } = reader.words;
  const over = one !== null && !isVisible(one.state);
  const { headline } = chooseText(view, catalogues[reader.language], over);
  const earlier = rowCount - Math.min(rows.length, shown);
  return [
    joined([
      [run(`${reader.card.severity[view.severity]} · ${headline}`, 'bold')],
      [run(plain(view.type, 100))],
    ]),
    [
      run(plain(view.identity, 200), 'code'),
      run(
        ` ${why.doors({ doors: view.sources.map((door) => reader.card.doors[door]).join(reader.words.between) })}`,
      ),
    ],
    one === null
      ? [run(why.noCase)]
      : [
          run(why.caseIs({ label: caseLabel(one.id), state: states[one.state] })),
          run(' '),
          ...cardRuns(answer.card, reader, tools),
          ...(answer.unsaid > 0 ? [run(` ${why.unsaid({ count: numberOf(answer.unsaid, reader) })}`)] : []),
        ],
    ...(answer.suppression === null ? [] : [await quietRuns(answer.suppression, reader, tools)]),
    ...toldLines(answer, reader, tools),
    ...(shown === rowsShown.one ? decisionLines(answer, reader, tools) : []),
    [run(rows.length === 0 ? why.neverArrived : why.arrived({ count: numberOf(rowCount, reader) }))],
    ...rows.slice(0, shown).map((row) => [run(rowText(row, reader, tools.clock.now()))]),
    ...(rows.length > 0 && earlier > 0 ? [[run(why.older({ count: numberOf(earlier, reader) }))]] : []),
  ];
}

async function quietRuns(suppression: Suppression, reader: Reader, tools: Tools): Promise<Run[]> {
  const label = suppressionLabel(suppression.id);
  const until = timeOf(suppression.until, tools.clock.now(), reader);
  const who = await nameFor(suppression.author, tools);
  const reason = plain(suppression.reason, 200);
  return [run(reader.words.why.quietBy({ label, until, who, reason }))];
}

/** What AWS's own services say of it because of us; in a dry run, what they would say. */
function toldLines({ told }: WhyAnswer, reader: Reader, tools: Tools): Run[][] {
  const { mode } = tools.writeBack();
  const said = catalogues[reader.language].writeBack;
  return told.map(({ source, copies: count, wanted, isSaid }) => {
    const word = source === 'guardduty' ? (wanted ? 'ARCHIVED' : 'ACTIVE') : (wanted?.status ?? 'NEW');
    const how = isSaid ? 'said' : mode === 'on' ? 'waits' : 'dry-run';
    return [run(said.told({ service: reader.card.doors[source], word, count, how }))];
  });
}

/**
 * The newest decision that asked the rules, question by question, each with the rule that answered and where it
 * stands. What only repeats a known finding asks no rule, so without one here the case's policy is named.
 */
function decisionLines({ case: one, rows }: WhyAnswer, reader: Reader, tools: Tools): Run[][] {
  const { why } = reader.words;
  const { names, said } = catalogues[reader.language].stages;
  const asked = rows.find((row) =>
    row.trace.some(({ stage }) => stage === 'suppression' || stage === 'policy'),
  );
  const policy = asked ? undefined : tools.settings().policies.find(({ name }) => name === one?.policy);
  const named = policy
    ? [[run(why.policy({ name: plain(policy.name, 60), place: plain(policy.place, 100) }))]]
    : [];
  const row = asked ?? rows.find(({ trace }) => trace.length > 0);
  if (row === undefined) return named;
  const lines = row.trace.map(({ stage, answer, detail, rule }) =>
    joined([
      [run(`• ${why.stage({ stage: names[stage], answer: said[answer] })}`)],
      detail === undefined ? [] : [run(plain(detail, 120))],
      rule === undefined ? [] : [run(plain(rule, 160), 'code')],
    ]),
  );
  return [[run(why.stages({ at: timeOf(row.arrivedAt, tools.clock.now(), reader) }))], ...lines, ...named];
}

/** One arrival in one line: when, who spoke, by which queue, what became of it, and the reason in words. */
function rowText(row: LedgerRow, reader: Reader, now: number): string {
  const { why, outcomes: outcomeWords, reasons } = reader.words;
  const said = why.row({
    at: timeOf(row.arrivedAt, now, reader),
    source: row.source === null ? null : doorOf(row.source, reader),
    queue: plain(row.queue, 60),
    outcome: outcomeWords[row.outcome],
    reason: reasons[row.reason.code],
  });
  const { detail, rule } = row.reason;
  const about = [
    ...(detail === undefined ? [] : [plain(detail, 100)]),
    ...(rule === undefined ? [] : [why.rule({ rule: plain(rule, 100) })]),
  ];
  return about.length === 0 ? said : said + why.detail({ detail: about.join(' · ') });
}

function doorOf(source: string, { card }: Reader): string {
  return Object.hasOwn(card.doors, source)
    ? card.doors[source as keyof typeof card.doors]
    : plain(source, 40);
}

function cardRuns(card: CardRow | null, reader: Reader, tools: Tools): Run[] {
  const words = reader.words.why.card;
  if (card === null) return [run(words.none)];
  const at = (time: number) => timeOf(time, tools.clock.now(), reader);
  if (card.storm !== null) return [run(words.folded)];
  if (card.gone) return [run(words.gone)];
  if (card.channelId === null || card.ts === null)
    return card.unconfirmedSince === null
      ? [run(words.waiting({ since: at(card.dirtySince) }))]
      : [run(words.unconfirmed({ since: at(card.unconfirmedSince) }))];
  const url = tools.permalink(card.channelId, card.ts);
  const said = card.wanted > card.shown ? words.editing({ since: at(card.dirtySince) }) : words.shown;
  return url === null ? [run(said)] : [run(`${said} `), linkRun(reader.words.find.openCard, url)];
}

/** `/secfind why` alone: what came in during the last day is the sum of what became of it. */
export async function countLedger(reader: Reader, tools: Tools): Promise<Answer> {
  const { why, outcomes: outcomeWords } = reader.words;
  const counts = await tools.store.ledger.counts(tools.clock.now() - dayMs);
  const total = outcomes.reduce((sum, one) => sum + counts[one], 0);
  if (total === 0) return answerOf([result(why.noneArrived)], [smallPrint(why.countsNext)]);
  const sum = outcomes
    .filter((one) => counts[one] > 0)
    .map((one) => why.part({ count: numberOf(counts[one], reader), outcome: outcomeWords[one] }))
    .join(' + ');
  return answerOf(
    [result(why.inLine({ total: numberOf(total, reader), sum }))],
    [smallPrint(why.countsNext)],
  );
}
