import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { noon } from '../../test/support/store-fixtures.ts';
import { type AuditDraft, canonicalJson, type Json } from '../finding/audit.ts';
import { hashOf } from './audit-chain.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const draft: AuditDraft = {
  ...{
    at: noon,
    actor: 'U0CAROL',
    role: 'responder',
    surface: 'button',
    act: 'acknowledge',
    outcome: 'done',
  },
  ...{
    target: 'Y1',
    before: { state: 'open' },
    after: { state: 'acknowledged', until: noon },
    reason: 'a "reason"',
  },
};

/** Straight to the tables, as somebody with the database's password. */
interface Intruder {
  run(statement: string): Promise<void>;
  rows(): Promise<Row[]>;
  close(): Promise<void>;
}
type Row = Parameters<typeof hashOf>[0] & { readonly hash: string };

async function intruderAt(url: string): Promise<Intruder> {
  const all = 'select * from audit order by seq';
  if (url.startsWith('sqlite:')) {
    const db = new DatabaseSync(url.slice('sqlite:'.length));
    return {
      run: async (statement) => db.exec(statement),
      rows: async () => db.prepare(all).all() as unknown as Row[],
      close: async () => db.close(),
    };
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    run: async (statement) => void (await client.query(statement)),
    async rows() {
      const { rows } = await client.query<Row>(all);
      return rows.map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) }));
    },
    close: () => client.end(),
  };
}

const literal = (value: string | number | null) =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

describe.each(databases)('the audit log on $name', ({ name, start }) => {
  let server: DatabaseServer;
  let url: string;
  let store: Store;
  let intruder: Intruder;
  beforeAll(async () => {
    server = await start();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    url = await server.create();
    store = await openStore(url);
    intruder = await intruderAt(url);
  });
  afterEach(async () => {
    await intruder.close();
    await store.close();
  });

  const write = async (count: number) => {
    for (let at = 1; at <= count; at += 1)
      await store.audit.add({ ...draft, at: noon + at, target: `Y${at}` });
  };
  const verdict = async () => store.audit.verify(await store.audit.anchors());
  /** What only whoever owns the tables can do. */
  const takeGuardsAway = async () => {
    const triggers =
      name === 'sqlite'
        ? ['update', 'delete', 'replace'].map((one) => `audit_${one}`)
        : ['audit_rows', 'audit_all'];
    for (const trigger of triggers)
      await intruder.run(`drop trigger ${trigger}${name === 'sqlite' ? '' : ' on audit'}`);
  };

  test('is whole as it is written, empty too', async () => {
    expect(await verdict()).toMatchObject({ whole: true, head: { seq: 0 } });
    await write(5);
    expect(await verdict()).toMatchObject({ whole: true, head: { seq: 5 } });
  });

  test.each([
    `update audit set reason = 'another' where seq = 1`,
    `update audit set seq = 9 where seq = 1`,
    `delete from audit where seq = 1`,
    ...(name === 'sqlite'
      ? [
          `insert or replace into audit select 1, at, actor, role, surface, 'nothing', outcome, target, before_json,
            after_json, reason, previous_hash, hash from audit where seq = 1`,
        ]
      : [`truncate audit`]),
  ])('refuses %s', async (statement) => {
    await write(2);
    await expect(intruder.run(statement)).rejects.toThrow(/only ever added to/);
    expect(await store.audit.anchor(noon)).toMatchObject({ seq: 2 });
    const anchors = statement.replaceAll(' audit ', ' audit_anchors ');
    if (anchors.includes('delete'))
      await expect(intruder.run(anchors.replace('1', '2'))).rejects.toThrow(/only ever/);
    expect(await verdict()).toMatchObject({ whole: true, head: { seq: 2 } });
  });

  test.each([
    ['a changed word', [`update audit set reason = 'another' where seq = 3`], 3, 'changed'],
    ['a changed moment', [`update audit set at = at + 1 where seq = 3`], 3, 'changed'],
    ['somebody else', [`update audit set actor = 'U0BOB' where seq = 1`], 1, 'changed'],
    ['nobody', [`update audit set actor = null where seq = 5`], 5, 'changed'],
    ['a changed fact', [`update audit set after_json = '{}' where seq = 2`], 2, 'changed'],
    ['another hash', [`update audit set hash = previous_hash where seq = 2`], 2, 'changed'],
    ['one gone', [`delete from audit where seq = 3`], 3, 'removed'],
    ['the first gone', [`delete from audit where seq = 1`], 1, 'removed'],
    ['the last gone', [`delete from audit where seq = 5`], 5, 'removed'],
    ['all gone', [`delete from audit`], 1, 'removed'],
    ['one before the first', [insertion(0)], 0, 'inserted'],
    ['one after the last', [insertion(6)], 6, 'inserted'],
    ['two that changed places', [...swap(2, 3)], 2, 'moved'],
    ['two far ones that changed places', [...swap(1, 4)], 1, 'moved'],
    [
      'one gone, and the others moved up',
      [`delete from audit where seq = 2`, ...shift(3, 5, -1)],
      2,
      'removed',
    ],
    ['one put between, and the others moved on', [...shift(3, 5, 1).reverse(), insertion(3)], 3, 'inserted'],
  ] as const)('finds %s', async (_, statements, seq, flaw) => {
    await write(5);
    await takeGuardsAway();
    for (const statement of statements) await intruder.run(statement);
    expect(await verdict()).toEqual({ whole: false, seq, flaw });
  });

  test('finds a change whose hash was made to fit, by the row after it', async () => {
    await write(3);
    await takeGuardsAway();
    const [, second] = await intruder.rows();
    if (!second) throw new Error('there are three');
    const hash = hashOf({ ...second, actor: 'U0BOB' });
    await intruder.run(`update audit set actor = 'U0BOB', hash = '${hash}' where seq = 2`);
    expect(await verdict()).toEqual({ whole: false, seq: 2, flaw: 'changed' });
  });

  test('finds a whole tail written anew, or cut off with its head, by what others were told', async () => {
    await write(4);
    const told = await store.audit.anchor(noon);
    await write(1);
    await takeGuardsAway();
    const rows = await intruder.rows();
    let previous_hash = rows[1]?.hash ?? '';
    for (const row of rows.slice(2)) {
      const anew = { ...row, actor: 'U0BOB', previous_hash };
      const hash = hashOf(anew);
      await intruder.run(
        `update audit set actor = 'U0BOB', previous_hash = '${previous_hash}', hash = '${hash}' where seq = ${row.seq}`,
      );
      previous_hash = hash;
    }
    await intruder.run(`update audit_head set hash = '${previous_hash}'`);
    // By itself it is a chain like any other.
    expect(await store.audit.verify([])).toMatchObject({ whole: true });
    expect(await verdict()).toEqual({ whole: false, seq: 4, flaw: 'rewritten' });
    expect(told).toMatchObject({ seq: 4 });

    await intruder.run(`delete from audit where seq > 3`);
    await intruder.run(`update audit_head set seq = 3, hash = (select hash from audit where seq = 3)`);
    expect(await store.audit.verify([])).toMatchObject({ whole: true });
    expect(await verdict()).toEqual({ whole: false, seq: 4, flaw: 'removed' });
  });

  test('finds whatever is changed in whichever column of whichever row', async () => {
    const count = 6;
    await write(count);
    await takeGuardsAway();
    const columns = ['at', 'actor', 'role', 'surface', 'act', 'outcome', 'target'] as const;
    const rest = ['before_json', 'after_json', 'reason', 'previous_hash', 'hash'] as const;
    const nullable: readonly string[] = ['actor', 'role', 'target', 'before_json', 'after_json', 'reason'];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: count }),
        fc.constantFrom(...columns, ...rest),
        fc.option(fc.string({ minLength: 1 }), { nil: null }),
        async (seq, column, text) => {
          const row = (await intruder.rows())[seq - 1];
          const clean = text?.replaceAll('\0', '').toWellFormed() ?? null;
          const value = column === 'at' ? noon - (clean?.length ?? 1) : clean;
          fc.pre(row?.[column] !== value && (value !== null || nullable.includes(column)));
          await intruder.run(`update audit set ${column} = ${literal(value)} where seq = ${seq}`);
          const found = await verdict();
          await intruder.run(
            `update audit set ${column} = ${literal(row?.[column] ?? null)} where seq = ${seq}`,
          );
          expect(found).toEqual({ whole: false, seq, flaw: 'changed' });
          expect(await verdict()).toMatchObject({ whole: true });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('two replicas that write at once keep one chain', async () => {
    const other = await openStore(url);
    const all = Array.from({ length: 40 }, (_, at) =>
      (at % 2 === 0 ? store : other).act(async (transaction) => {
        transaction.audit({ ...draft, target: `Y${at}` });
        transaction.audit({ ...draft, target: `Y${at}`, act: 'note' });
      }),
    );
    await Promise.all([...all, verdict().then((one) => expect(one.whole).toBe(true))]);
    expect(await verdict()).toMatchObject({ whole: true, head: { seq: 80 } });
    await other.close();
  });

  test('keeps any text letter for letter, as its hash wants it', async () => {
    const facts = { text: 'a\0b \ud800 日本', nested: { b: [1, null, true], a: '"' } };
    await store.audit.add({ ...draft, reason: 'a\0b \ud800 日本 <!channel>', before: facts, after: null });
    expect(await verdict()).toMatchObject({ whole: true });
    const [row] = await store.audit.list({ target: 'Y1', actor: null, since: null, before: null, limit: 1 });
    expect(row).toMatchObject({ reason: 'a\uFFFDb \uFFFD 日本 <!channel>', before: facts });
  });

  test('is read by case, by person, since a time, page by page', async () => {
    await write(5);
    await store.audit.add({ ...draft, at: noon + 10, actor: 'U0BOB', target: 'Y2' });
    const ask = async (query: object) => {
      const none = { target: null, actor: null, since: null, before: null, limit: 10 };
      return (await store.audit.list({ ...none, ...query })).map((one) => one.seq);
    };
    expect(await ask({ target: 'Y2' })).toEqual([6, 2]);
    expect(await ask({ actor: 'U0BOB' })).toEqual([6]);
    expect(await ask({ since: noon + 4 })).toEqual([6, 5, 4]);
    expect(await ask({ limit: 2 })).toEqual([6, 5]);
    expect(await ask({ limit: 2, before: 5 })).toEqual([4, 3]);
    const chunk = await store.audit.since(noon + 3, { after: 3, limit: 2 });
    expect(chunk.map((one) => one.seq)).toEqual([4, 5]);
  });

  test('an anchor is remembered once, and none where nothing was written', async () => {
    expect(await store.audit.anchor(noon)).toBeNull();
    await write(2);
    const told = await store.audit.anchor(noon);
    expect(await store.audit.anchor(noon + 1)).toEqual(told);
    expect(await store.audit.anchors()).toEqual([told]);
  });

  test('an anchor waits for each place by itself, with what kept it from there', async () => {
    const { anchorCopies } = store;
    await write(1);
    const first = await store.audit.anchor(noon);
    await write(1);
    const second = await store.audit.anchor(noon + 1);
    const due = async (now = noon) =>
      (await anchorCopies.due('here', now, 9)).map(({ seq, attempts }) => [seq, attempts]);
    expect(await anchorCopies.due('here', noon, 9)).toEqual([
      { ...first, at: noon, attempts: 0 },
      { ...second, at: noon + 1, attempts: 0 },
    ]);
    await anchorCopies.failed('here', 1, { problem: 'SlowDown', nextAt: noon + 5 });
    await anchorCopies.kept('here', 2, noon);
    expect(await anchorCopies.state('here')).toEqual({ kept: 1, waiting: 1, problem: 'SlowDown' });
    expect([await due(), await due(noon + 5)]).toEqual([[], [[1, 1]]]);
    await anchorCopies.failed('here', 1, { problem: 'NoSuchBucket', nextAt: noon + 9 });
    expect(await due(noon + 9)).toEqual([[1, 2]]);
    await anchorCopies.kept('here', 1, noon + 9);
    expect(await anchorCopies.state('here')).toEqual({ kept: 2, waiting: 0, problem: null });
    expect(await anchorCopies.state('there')).toEqual({ kept: 0, waiting: 2, problem: null });
  });

  test('of two anchors of one row that differ, one is wrong', async () => {
    await write(2);
    const told = await store.audit.anchor(noon);
    if (told === null) throw new Error('there are rows');
    const other = { ...told, hash: '0'.repeat(64) };
    for (const both of [
      [told, other],
      [other, told],
    ])
      expect(await store.audit.verify(both)).toEqual({ whole: false, seq: 2, flaw: 'rewritten' });
  });
});

test('a value has one text, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned as Json)).toBe(canonicalJson(value as Json));
      expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

function insertion(seq: number): string {
  return `insert into audit (seq, at, surface, act, outcome, previous_hash, hash)
    values (${seq}, 1, 'button', 'nothing', 'done', '${'1'.repeat(64)}', '${'2'.repeat(64)}')`;
}

function swap(one: number, other: number): string[] {
  return [
    `update audit set seq = 99 where seq = ${one}`,
    `update audit set seq = ${one} where seq = ${other}`,
    `update audit set seq = ${other} where seq = 99`,
  ];
}

function shift(from: number, to: number, by: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const seq = from + at;
    return `update audit set seq = ${seq + by} where seq = ${seq}`;
  });
}
