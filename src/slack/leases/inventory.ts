import type { StockFinding } from '../../finding/stock.ts';
import { mayOn } from '../../operations/grants.ts';
import { drawTrouble } from '../answers/lease-plans.ts';
import { type Answer, answerOf, numberOf, result } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { joined, type Run, run, smallPrint } from '../text/rich.ts';
import type { Person } from './locate.ts';

const mostShown = 10;

/** The stock-take of security groups: a few lines here, and all of it as files to whoever asked alone. */
export async function takeStock({ userId, actor, reader }: Person, tools: Tools): Promise<Answer> {
  const { inventory: said, off } = reader.words.leases;
  if (tools.leases === null) return answerOf([result(off)]);
  const { accounts } = tools.settings();
  // Whoever answers for some accounts is not told of the holes in the others.
  const mayRead = (account: string) => {
    const environment = accounts.find(({ id }) => id === account)?.environment ?? null;
    return mayOn(actor, 'responder', { account, environment });
  };
  const stock = await tools.leases.takeStock({ by: userId, role: actor.role }, mayRead);
  if (stock.kind === 'trouble') return drawTrouble(stock, reader);
  const { rows, missed, csv, workbook } = stock;
  const count = numberOf(rows.length, reader);
  const missing = missed.length === 0 ? [] : [[run(said.missed({ count: numberOf(missed.length, reader) }))]];
  if (rows.length === 0) return answerOf([result(said.none), ...missing]);
  await tools.sendFiles(
    userId,
    [
      { name: 'security-groups.csv', title: 'security-groups.csv', bytes: csv },
      { name: 'security-groups.xlsx', title: 'security-groups.xlsx', bytes: workbook },
    ],
    said.comment({ count }),
  );
  const kinds = [...Map.groupBy(rows, (row) => row.finding)].map(([finding, some]) =>
    said.kind[finding]({ count: numberOf(some.length, reader) }),
  );
  const lines = rows
    .slice(0, mostShown)
    .map((row): Run[] =>
      joined([
        [run(plain(row.subject, 40), 'bold')],
        [run(plain(row.name, 60))],
        [run(plain(row.accountName, 40))],
        [run(reader.card.region(row.region))],
        [run(said.finding[row.finding satisfies StockFinding])],
        [run(plain(row.detail, 80))],
      ]),
    );
  return answerOf(
    [result(said.heading({ count })), [run(kinds.join(reader.words.between))], ...lines, ...missing],
    [smallPrint(said.next)],
  );
}
