import type { Policy } from '../../../finding/policy.ts';
import { catalogues } from '../../../i18n/catalogue.ts';
import type { Repositories } from '../../../store/store.ts';
import { describeMatch } from '../../cards/match-words.ts';
import { type Answer, answerOf, numberOf, type Reader, result, spanOf } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { joined, type Run, richText, run, smallPrint } from '../../text/rich.ts';
import type { Subcommand } from './subcommand.ts';

type Quiet = Awaited<ReturnType<Repositories['digests']['quiet']>>[number];

const mostShown = 25;

/** The policies in their order, and what they keep quiet. */
export const policy: Subcommand = {
  word: 'policy',
  needs: () => 'viewer',
  async run([word = ''], { reader }, tools) {
    const quiet = await tools.store.digests.quiet();
    if (/^disabled$/i.test(word)) return drawDisabled(quiet, reader);
    return drawPolicies(quiet, await quietedLines(reader, tools), reader, tools);
  },
};

/** What policies keep quiet here, and what is, or would be, made of it in Security Hub. */
async function quietedLines(reader: Reader, tools: Tools): Promise<Run[][]> {
  const { notify, accept } = await tools.store.wishes.quieted();
  if (notify + accept === 0) return [];
  const { mode, suppress } = tools.writeBack();
  const [total, ...parts] = [notify + accept, notify, accept].map((one) => numberOf(one, reader));
  const how = suppress === 'on' ? mode : 'off';
  const said = catalogues[reader.language].writeBack;
  return [[run(said.quieted({ total: total ?? '', notify: parts[0] ?? '', accept: parts[1] ?? '', how }))]];
}

function drawPolicies(
  quiet: readonly Quiet[],
  quieted: readonly Run[][],
  reader: Reader,
  tools: Tools,
): Answer {
  const { policies: said } = reader.words;
  const { policies } = tools.settings();
  const shown = policies.slice(0, mostShown);
  const lines = shown.map((one, at) => lineOf(one, at, quiet, reader));
  const rest = policies.length - shown.length;
  const more = rest > 0 ? [[run(said.more({ count: numberOf(rest, reader) }))]] : [];
  const first = [
    result(said.list({ count: numberOf(policies.length, reader) })),
    [run(said.order)],
    ...quieted,
  ];
  const list = lines.length === 0 ? [] : [richText([...lines, ...more])];
  return answerOf(policies.length === 0 ? first.slice(0, 1) : first, [...list, smallPrint(said.next)]);
}

function lineOf(one: Policy, at: number, quiet: readonly Quiet[], reader: Reader): Run[] {
  const { policies: said } = reader.words;
  const own = quiet.filter(({ policy: name }) => name === one.name);
  const cases = own.reduce((sum, row) => sum + row.cases, 0);
  const accounts = own.reduce((most, row) => Math.max(most, row.accounts), 0);
  return joined([
    [run(`${at + 1}. ${plain(one.name, 60)}`, 'bold')],
    [run(said.action({ action: one.then }))],
    one.due === null ? [] : [run(said.due({ span: spanOf(one.due, reader) }))],
    one.groupBy.length === 0 ? [] : [run(said.grouped({ by: fieldsOf(one, reader) }))],
    [run(plain(describeMatch(one.match, reader.card), 150) || said.everything)],
    cases === 0
      ? []
      : [run(said.quiet({ cases: numberOf(cases, reader), accounts: numberOf(accounts, reader) }))],
    [run(plain(one.place, 100), 'italic')],
  ]);
}

function fieldsOf({ groupBy }: Policy, { card, words }: Reader): string {
  const { keys } = card.match;
  const named = groupBy.map((field) =>
    field in keys ? keys[field as keyof typeof keys] : `${keys.resourceTag} ${plain(field.slice(4), 60)}`,
  );
  return named.join(words.between);
}

function drawDisabled(quiet: readonly Quiet[], reader: Reader): Answer {
  const { policies: said } = reader.words;
  const wanted = quiet.filter(({ action }) => action === 'disable');
  const lines = wanted.slice(0, mostShown).map((row): Run[] => [
    run(
      said.disabledEntry({
        type: plain(row.type, 100),
        cases: numberOf(row.cases, reader),
        accounts: numberOf(row.accounts, reader),
        policy: plain(row.policy, 60),
      }),
    ),
  ]);
  const rest = wanted.length - lines.length;
  if (rest > 0) lines.push([run(reader.words.suppressions.listMore({ count: numberOf(rest, reader) }))]);
  const count = numberOf(wanted.length, reader);
  return answerOf(
    [result(said.disabled({ count })), ...lines],
    wanted.length === 0 ? [] : [smallPrint(said.disabledNext)],
  );
}
