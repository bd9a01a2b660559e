import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { StoredBody } from './ports/ledger.ts';
import { insertRows, type Session } from './session.ts';

/** UTF-16 units in one pack. Reading one body unpacks all of its pack, so packs stay small. */
const packSize = 256 * 1024;

/**
 * Keeps bodies, many to a pack: setting up zstd costs some 35 µs a call against 3 µs for a body among others, and
 * what came together is much alike. A body that is there already stays as it is.
 */
export async function saveBodies(session: Session, bodies: readonly StoredBody[]): Promise<void> {
  for (const pack of packed(bodies)) {
    const text = pack.map((one) => one.body).join('');
    const arrivedAt = Math.max(...pack.map((one) => one.arrivedAt));
    const [row] = await insertRows<'packs', { id: number }>(
      session,
      'packs',
      [{ arrived_at: arrivedAt, data: zstdCompressSync(text) }],
      'returning id',
    );
    if (!row) throw new Error('an inserted pack has an id');
    let start = 0;
    const rows = pack.map((one) => {
      const length = one.body.length;
      start += length;
      return {
        message_id: one.messageId,
        queue: one.queue,
        sent_at: one.sentAt,
        arrived_at: one.arrivedAt,
        pack_id: row.id,
        start: start - length,
        length,
      };
    });
    await insertRows(session, 'bodies', rows, 'on conflict (message_id) do nothing');
  }
}

function packed(bodies: readonly StoredBody[]): StoredBody[][] {
  const packs: StoredBody[][] = [];
  let room = 0;
  for (const body of bodies) {
    const current = packs.at(-1);
    if (!current || body.body.length > room) {
      packs.push([body]);
      room = packSize;
    } else {
      current.push(body);
    }
    room -= body.body.length;
  }
  return packs;
}

export async function readBody({ db }: Session, messageId: string): Promise<StoredBody | null> {
  const row = await db
    .selectFrom('bodies')
    .innerJoin('packs', 'packs.id', 'bodies.pack_id')
    .where('message_id', '=', messageId)
    .select(['queue', 'sent_at', 'bodies.arrived_at', 'start', 'length', 'data'])
    .executeTakeFirst();
  if (!row) return null;
  const text = zstdDecompressSync(row.data).toString('utf8');
  return {
    messageId,
    queue: row.queue,
    body: text.slice(row.start, row.start + row.length),
    sentAt: row.sent_at,
    arrivedAt: row.arrived_at,
  };
}
