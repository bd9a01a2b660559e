import type { AuditAnchor, AuditFlaw, AuditVerdict } from '../finding/audit.ts';
import { type AuditRow, genesis, hashOf } from './audit-chain.ts';

/**
 * Walks the log from its first row; it may grow meanwhile. `pages` ascend, and one that is empty ends them; `headNow`
 * is what the database says that the last row is; `anchors` are what others were told. What was written after the last
 * anchor can be forged by whoever can write all of it anew.
 */
export async function verifyChain(
  pages: AsyncIterable<readonly AuditRow[]>,
  headNow: () => Promise<AuditAnchor>,
  anchors: readonly AuditAnchor[],
  place: (row: AuditRow) => Promise<Placing>,
): Promise<AuditVerdict> {
  // All of them count: whoever can add an anchor could otherwise make another one be forgotten.
  const told = Map.groupBy(anchors, ({ seq }) => seq);
  let head = await headNow();
  let last = genesis;
  for await (const page of pages)
    for (const row of page) {
      if (row.seq > head.seq) head = await headNow();
      const flaw = row.seq > head.seq ? bad(row.seq, 'inserted') : await flawOf(row, last, place);
      if (flaw) return flaw;
      if (told.get(row.seq)?.some(({ hash }) => hash !== row.hash)) return bad(row.seq, 'rewritten');
      last = { seq: row.seq, hash: row.hash };
    }
  if (last.seq < Math.max(head.seq, ...told.keys())) return bad(last.seq + 1, 'removed');
  return last.hash === head.hash ? { whole: true, head: last } : bad(Math.max(last.seq, 1), 'changed');
}

async function flawOf(
  row: AuditRow,
  last: AuditAnchor,
  place: (row: AuditRow) => Promise<Placing>,
): Promise<AuditVerdict | null> {
  if (row.seq <= last.seq) return bad(row.seq, 'inserted');
  if (row.seq > last.seq + 1) return bad(last.seq + 1, 'removed');
  if (hashOf(row) !== row.hash) return misplaced(row, await place(row));
  // It is what it was when it was hashed, so it is the one before that is another.
  return row.previous_hash === last.hash ? null : bad(Math.max(last.seq, 1), 'changed');
}

function bad(seq: number, flaw: AuditFlaw): AuditVerdict {
  return { whole: false, seq, flaw };
}

/** Where a row's hash says that it was, and where the hash of the next one does; null: nowhere. */
interface Placing {
  readonly own: number | null;
  readonly next: number | null;
}

/** A row that does not bear out its hash in this place, but may in another. */
function misplaced({ seq }: AuditRow, { own, next }: Placing): AuditVerdict {
  // All that follow were moved by one: down since this one is new, up since one is gone.
  if (own === null) return bad(seq, next === seq ? 'inserted' : 'changed');
  if (own === seq - 1) return bad(own, 'inserted');
  if (own === seq + 1 && next !== seq) return bad(seq, 'removed');
  return bad(seq, 'moved');
}

/** The place in which a row bears out its hash; asked only of a log that is broken, so it may take its time. */
export function placeOf(row: AuditRow, most: number): number | null {
  for (let seq = 1; seq <= most; seq += 1) if (hashOf({ ...row, seq }) === row.hash) return seq;
  return null;
}
