import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { nameFor } from '../answers/acts.ts';
import { whatOf } from '../cards/lease-words.ts';
import { type Answer, answerOf, numberOf, type Reader, result, timeOf } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { joined, type Run, run, smallPrint } from '../text/rich.ts';

const living = ['requested', 'approved', 'attaching', 'active', 'ending'] as const;
const mostShown = 40;

/** Whatever may still change AWS, or does. */
export function livingLeases(tools: Tools, limit = mostShown): Promise<Lease[]> {
  return tools.store.leases.list({ states: living, limit });
}

export async function drawLeases(reader: Reader, tools: Tools): Promise<Answer> {
  const { list: said } = reader.words.leases;
  const leases = await livingLeases(tools);
  if (leases.length === 0) return answerOf([result(said.none)]);
  const waiting = leases.filter(({ state }) => state === 'requested').length;
  const heading = said.heading({
    count: numberOf(leases.length, reader),
    waiting: numberOf(waiting, reader),
  });
  const lines = await Promise.all(leases.map((lease) => leaseLine(lease, reader, tools)));
  return answerOf([result(heading), ...lines], [smallPrint(said.next)]);
}

/** One line: what it is, how it stands, until when. */
export async function leaseLine(lease: Lease, reader: Reader, tools: Tools): Promise<Run[]> {
  const { list: said } = reader.words.leases;
  const { id, state, endsAt, trouble, drift } = lease;
  const who = await nameFor(lease.requester, tools);
  const what = whatOf(lease, who, reader.card.lease);
  const at = endsAt === null ? null : timeOf(endsAt, tools.clock.now(), reader);
  return joined([
    [run(said.entry({ label: leaseLabel(id), what, state }))],
    at === null ? [] : [run(said.until({ at }))],
    trouble === null || state !== 'ending' ? [] : [run(said.stuck, 'bold')],
    drift.length === 0 ? [] : [run(said.drift, 'bold')],
  ]);
}
