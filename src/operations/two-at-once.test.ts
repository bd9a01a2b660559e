import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAs, day, hour, rulesFixture } from '../../test/support/acts.ts';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { createClockwork } from './clockwork.ts';

const people = ['U0CAROL', 'U0DAVE'] as const;
const now = noon + hour;

/** Two replicas over one database: what one does, the other must not do again. */
describe.each(databases)('two replicas on $name', ({ start }) => {
  let server: DatabaseServer;
  let replicas: [Store, Store];
  beforeAll(async () => {
    server = await start();
    const url = await server.create();
    replicas = [await openStore(url), await openStore(url)];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(replicas.map((store) => store.close()));
    await server.stop();
  });

  const given = async (id: string) => (await take(replicas[0], findingFixture(id))) ?? 0;
  const both = <T>(act: (store: Store, person: string) => Promise<T>) =>
    Promise.all(replicas.map((store, at) => act(store, people[at] ?? '')));

  test('one takes it, the other hears who has it', async () => {
    const caseId = await given('f-1');
    const answers = await both((store, by) =>
      actAs(store, by, { now }, 'acknowledge', { caseId, duration: null }),
    );
    expect(answers.map((one) => one.kind).sort()).toEqual(['acknowledged', 'already']);
    const holders = answers.map((one) => ('case' in one ? one.case.assignee : 'nobody'));
    expect(holders[0]).toBe(holders[1]);
  });

  test('one lifts a suppression, the other hears that it is over; what it hid is shown once', async () => {
    const caseId = await given('f-2');
    const input = { caseId, scope: 'finding', until: now + day, idle: null, reason: 'a test' };
    const made = await actAs(replicas[1], people[0], { now }, 'suppress', input);
    const suppressionId = 'suppression' in made ? made.suppression.id : 0;
    const answers = await both((store, by) => actAs(store, by, { now }, 'lift', { suppressionId }));
    expect(answers.map((one) => one.kind).sort()).toEqual(['already', 'lifted']);

    const rules = rulesFixture();
    const clocks = replicas.map(createClockwork);
    for (let round = 0; round < 3; round += 1)
      await Promise.all(clocks.map((clock) => clock.tick(rules, now + hour)));
    expect((await replicas[0].cases.view(caseId))?.case).toMatchObject({ state: 'open', quiet: null });
    expect(await replicas[0].suppressions.sweeping(5)).toEqual([]);
  });
});
