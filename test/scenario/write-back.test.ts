import { afterEach, describe, expect, it, vi } from 'vitest';
import { carryEvents, failingControl } from '../support/bus.ts';
import { toldServices } from '../support/told-services.ts';
import { cardKeys, startWorld, totalOf, type World, type WorldOptions } from '../support/world.ts';

const [administrator, member, region] = ['222233334444', '111122223333', 'us-east-1'];
let world: World;
afterEach(() => world.stop());

async function start(config: object, copies = 1): Promise<() => number> {
  const aws: WorldOptions['aws'] = {
    administrator,
    roles: [{ arn: `arn:aws:iam::${administrator}:role/yagura-write-back`, trusts: ['000000000000'] }],
  };
  const shared = {
    aws: { region, administrator, roles: { writeBack: { name: 'yagura-write-back' } } },
    writeBack: { mode: 'on', suppress: 'on', guardDuty: 'on' },
    ...config,
  };
  world = await startWorld({ speed: 50, aws, config: () => shared });
  await world.startBot();
  return carryEvents(world, administrator, copies);
}

const hub = () => world.aws.world.securityHub(member, region);
const findings = () => hub().findings() as unknown as readonly AsffFinding[];
const updates = () => world.aws.calls().filter((call) => call.action === 'BatchUpdateFindings');
const accept = [{ name: 'sandbox', match: { account: [member] }, then: 'accept' }];

interface AsffFinding {
  readonly Workflow: { readonly Status: string };
  readonly Note?: { readonly Text: string; readonly UpdatedBy: string };
  readonly UserDefinedFields?: Readonly<Record<string, string>>;
}

/** Waits until everything that AWS told is in the ledger, and Slack shows it. */
async function settled(carried: () => number, events?: number): Promise<void> {
  await vi.waitFor(
    async () => {
      if (events !== undefined) expect(carried()).toBe(events);
      expect(totalOf(await world.ledger())).toBe(carried());
      expect(await world.dirtyCards()).toBe(0);
    },
    { timeout: 30_000, interval: 100 },
  );
}

const statuses = () => [...new Set(findings().map((one) => one.Workflow.Status))];

describe('what a policy accepts', () => {
  it('is suppressed in Security Hub through throttling, partial failures and an expired session, in few calls', async () => {
    const carried = await start({ policies: accept });
    world.aws.fault({ service: 'securityhub', action: 'BatchUpdateFindings', kind: 'throttled', count: 3 });
    world.aws.fault({
      service: 'securityhub',
      action: 'BatchUpdateFindings',
      kind: 'expired-token',
      count: 1,
    });
    world.aws.world.securityHub(administrator, region).failUpdates({ errorCode: 'InternalError', count: 7 });
    for (let number = 0; number < 120; number += 1) await hub().put(failingControl(number));
    await settled(carried, 240);
    expect(statuses()).toEqual(['SUPPRESSED']);
    expect(findings()[0]?.Note).toMatchObject({
      ...{ Text: '[Yagura] kept quiet by the policy sandbox', UpdatedBy: 'Yagura' },
    });
    // Our 120 echoes changed nothing; nobody was told of anything.
    expect(await world.ledger()).toMatchObject({ suppressed: 120, merged: 120 });
    expect(await world.messages('sec-alerts')).toEqual([]);
    const calls = updates();
    expect(calls.length).toBeLessThanOrEqual(40);
    expect(
      Math.max(...calls.map((call) => (call.input['FindingIdentifiers'] as unknown[]).length)),
    ).toBeLessThanOrEqual(100);
    // Once it is as wanted, nothing more is written.
    await hub().put(failingControl(0));
    await settled(carried, 241);
    expect(updates()).toHaveLength(calls.length);
  });

  it('is only counted in a dry run', async () => {
    const carried = await start({ policies: accept, writeBack: { mode: 'dry-run', suppress: 'on' } });
    await hub().put(failingControl(1));
    await settled(carried, 1);
    await vi.waitFor(() => expect(world.aws.calls().map((call) => call.action)).toContain('GetFindings'));
    expect(world.aws.calls().filter((call) => call.mutating && call.service !== 'sts')).toEqual([]);
    expect(statuses()).toEqual(['NEW']);
  });
});

describe('what a person decides', () => {
  it('is told with who and where, is taken back when it is given back, and its echoes are nobody’s news', async () => {
    // Every event comes twice, each time as a message of its own.
    const carried = await start({}, 2);
    await hub().put(failingControl(1));
    await settled(carried, 2);
    await world.type('carol', 'sec-alerts', '/secack Y1 for 4h');
    await settled(carried, 4);
    const [taken] = findings();
    expect(taken?.Workflow.Status).toBe('NOTIFIED');
    expect(taken?.UserDefinedFields).toEqual({ yaguraCase: 'Y1' });
    expect(taken?.Note?.Text).toMatch(
      // Whom Slack does not name in time is called by their id.
      /^\[Yagura\] (carol|U0CAROL) has this until .* UTC · Y1 http/,
    );
    await world.type('carol', 'sec-alerts', '/secack Y1 release');
    await settled(carried, 6);
    expect(findings()[0]?.Workflow.Status).toBe('NEW');
    expect(findings()[0]?.Note?.Text).toMatch(/^\[Yagura\] open again · Y1/);
    expect(await world.ledger()).toMatchObject({ posted: 1, duplicate: 1, merged: 4 });
    expect(cardKeys(await world.messages('sec-alerts'))).toEqual(['case:1']);
  });

  it('is told to every service, each in its own words, and taken back there, with one card a finding', async () => {
    const carried = await start({}, 2);
    const where = { aws: world.aws, now: () => world.clock.now() };
    for (const service of toldServices) await service.put(where, 1);
    await settled(carried, 6);
    const said = () => toldServices.map((service) => service.said(where)[0]?.word);
    for (const label of ['Y1', 'Y2', 'Y3'])
      await world.type('carol', 'sec-alerts', `/sec resolve ${label} benign`);
    // GuardDuty tells of no archiving.
    await settled(carried, 10);
    await vi.waitFor(() => expect(said()).toEqual(['SUPPRESSED', 'SUPPRESSED', 'SUPPRESSED']), 20_000);
    for (const label of ['Y1', 'Y2', 'Y3']) await world.type('carol', 'sec-alerts', `/sec reopen ${label}`);
    await settled(carried, 14);
    await vi.waitFor(() => expect(said()).toEqual(['NEW', 'NEW', 'NEW']), 20_000);
    expect(await world.ledger()).toMatchObject({ posted: 3, duplicate: 3, merged: 8 });
    expect(cardKeys(await world.messages('sec-alerts')).sort()).toEqual(['case:1', 'case:2', 'case:3']);
    const archived = world.aws
      .calls()
      .filter(({ action }) => /^(Unarchive|Archive|UpdateFindingsFeed)/.test(action));
    expect(archived.map(({ action, account }) => [action, account])).toEqual([
      ['UpdateFindingsFeedback', administrator],
      ['ArchiveFindings', administrator],
      ['UnarchiveFindings', administrator],
    ]);
  });

  it('keeps a person’s note in AWS, and never overrules what somebody decides there', async () => {
    const carried = await start({});
    await hub().put(
      failingControl(1, { Note: { Text: 'mine', UpdatedBy: 'dana', UpdatedAt: '2026-03-01T00:00:00Z' } }),
    );
    await settled(carried, 1);
    await world.type('carol', 'sec-alerts', '/secack Y1 for 4h');
    await settled(carried, 2);
    expect(findings()[0]).toMatchObject({ Workflow: { Status: 'NOTIFIED' }, Note: { Text: 'mine' } });
    const before = updates().length;
    await hub().put(failingControl(1, { Workflow: { Status: 'RESOLVED' } }));
    await settled(carried, 3);
    expect(await world.ledger()).toMatchObject({ posted: 1, merged: 1, closed: 1 });
    await hub().put(failingControl(2));
    await settled(carried, 4);
    expect(findings().map((one) => one.Workflow.Status)).toEqual(['RESOLVED', 'NEW']);
    expect(updates()).toHaveLength(before);
  });

  it('says on the card what AWS does not take, until it takes it', async () => {
    const carried = await start({});
    await hub().put(failingControl(1));
    await settled(carried, 1);
    world.aws.world.securityHub(administrator, region).failUpdates({ errorCode: 'InvalidInput', count: 1 });
    const card = async () => JSON.stringify(await world.messages('sec-alerts'));
    const says = 'Security Hub did not take what was decided here (InvalidInput)';
    await world.type('carol', 'sec-alerts', '/secack Y1 for 4h');
    await vi.waitFor(async () => expect(await card()).toContain(says), { timeout: 20_000, interval: 100 });
    expect(findings()[0]?.Workflow.Status).toBe('NEW');
    await world.type('carol', 'sec-alerts', '/secack Y1 for 5h');
    await settled(carried, 2);
    expect(findings()[0]?.Workflow.Status).toBe('NOTIFIED');
    await vi.waitFor(async () => expect(await card()).not.toContain(says), {
      timeout: 20_000,
      interval: 100,
    });
  });
});
