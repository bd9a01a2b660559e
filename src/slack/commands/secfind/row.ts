import { caseLabel, isVisible } from '../../../finding/case.ts';
import { outsideAws } from '../../../finding/finding.ts';
import { catalogues } from '../../../i18n/catalogue.ts';
import type { CaseSummary } from '../../../store/ports/cases.ts';
import { headlineOf, leadingFinding } from '../../cards/case-group.ts';
import { marks } from '../../cards/marks.ts';
import { nameOf, primaryResource } from '../../cards/resource-label.ts';
import { type Reader, timeOf } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { joined, type Run, run } from '../../text/rich.ts';

/** How a person is written: as a mention, or as a name where a mention would ring somebody up. */
export type PersonRun = (userId: string) => Promise<Run>;

/** Mark, word and number; what; where; when; state. The same words as on the card. */
export async function drawRow(
  row: CaseSummary,
  reader: Reader,
  tools: Tools,
  person: PersonRun,
): Promise<Run[]> {
  const { card } = reader;
  const { id, severity, state } = row.case;
  const view = await tools.store.cases.view(id);
  const headline = view ? headlineOf(view, catalogues[reader.language], !isVisible(state)) : row.title;
  const resource = view ? primaryResource(leadingFinding(view)) : null;
  const where = [
    row.accountName ?? row.accountId,
    row.region === outsideAws ? outsideAws : card.region(row.region),
    resource ? nameOf(resource, card) : (row.resource ?? outsideAws),
  ];
  return joined([
    [run(`${marks[severity].emoji} ${card.severity[severity]} ${caseLabel(id)}`, 'bold')],
    [run(plain(headline, 100))],
    ...where.filter((one) => one !== outsideAws).map((one) => [run(plain(one, 48))]),
    [run(timeOf(row.lastSeen, tools.clock.now(), reader))],
    ...(await stateRuns(row, reader, person)),
    ...dueRuns(row, tools.clock.now(), reader),
  ]);
}

async function stateRuns({ case: one }: CaseSummary, reader: Reader, person: PersonRun): Promise<Run[][]> {
  const { find, states } = reader.words;
  const parts: Run[][] = [[run(states[one.state])]];
  if (one.assignee !== null) parts.push([await person(one.assignee)]);
  else if (isVisible(one.state)) parts.push([run(find.nobody)]);
  if (one.reopened > 0) parts.push([run(reader.card.reopened(one.reopened))]);
  if (one.unverifiable) parts.push([run(find.unverifiable)]);
  return parts;
}

function dueRuns({ case: one }: CaseSummary, now: number, reader: Reader): Run[][] {
  const { find } = reader.words;
  if (one.dueAt === null || !isVisible(one.state)) return [];
  const at = timeOf(one.dueAt, now, reader);
  return [[one.dueAt < now ? run(find.overdue({ at }), 'bold') : run(find.due({ at }))]];
}
