import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingFixture, noon } from '../../test/support/store-fixtures.ts';
import { viewOf } from '../finding/view.ts';
import { sqlite } from './dialect.ts';
import { first } from './migrations/first.ts';
import { openStore } from './open.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-migrations-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('cases of the first version go on as they were, each with the tally of its one finding', async () => {
  const file = join(folder, 'first.db');
  const old = new DatabaseSync(file);
  for (const statement of first.statements(sqlite)) old.exec(statement);
  old.exec('create table migrations (name text primary key, applied_at bigint not null)');
  old.prepare('insert into migrations values (?, ?)').run(first.name, noon);
  const insert =
    old.prepare(`insert into cases (key, state, closed, resolution, unverifiable, severity_rank, opened_at,
    closed_at, reopened, channel, last_seen) values (?, ?, ?, ?, 0, 3, ${noon}, ?, 0, '#sec-alerts', ${noon})`);
  const add = (id: string, state: string, resolution: string | null) => {
    const { lastInsertRowid } = insert.run(
      ...[`guardduty:${id}`, state, state === 'open' ? 0 : 1, resolution, resolution === null ? null : noon],
    );
    const view = JSON.stringify(viewOf([findingFixture(id)]));
    old
      .prepare('insert into findings (identity, case_id, last_seen, view) values (?, ?, ?, ?)')
      .run(`guardduty:${id}`, lastInsertRowid, noon, view);
  };
  add('open', 'open', null);
  add('fixed', 'resolved', 'fixed');
  add('external', 'external', 'external');
  old.close();

  const store = await openStore(`sqlite:${file}`);
  const tallies = [];
  for (const id of [1, 2, 3]) tallies.push((await store.cases.view(id))?.case);
  expect(tallies).toMatchObject([
    { state: 'open', shown: true, tally: { active: { High: 1, Critical: 0 }, fixed: 0, external: 0 } },
    { state: 'resolved', quiet: null, tally: { active: { High: 0 }, fixed: 1 } },
    { state: 'external', mentions: [], escalation: null, tally: { active: { High: 0 }, external: 1 } },
  ]);
  await store.close();
});
