import { describe, expect, test } from 'vitest';
import { testAws } from '../../sim/aws/testing.ts';
import { failingControl, miner } from '../../test/support/bus.ts';
import { openAccess } from '../aws/access.ts';
import { recordKey } from '../finding/identity.ts';
import { FakeClock } from '../shared/clock.ts';
import type { Copy, DoorCall } from './door.ts';
import { guardDuty } from './guard-duty.ts';
import { securityHub } from './security-hub.ts';
import { securityHubV2 } from './security-hub-v2.ts';

const [administrator, member, region] = ['000000000000', '111122223333', 'us-east-1'];
const product = `arn:aws:securityhub:${region}::product/aws/securityhub`;

async function setUp() {
  const { aws, now } = await testAws({ rates: {} });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const access = openAccess(
    {
      ...{ region, partition: 'aws', endpoint: aws.url, credentials },
      ...{ isOurs: () => true, roleFor: () => null },
    },
    new FakeClock(now()),
  );
  const signal = new AbortController().signal;
  const call: DoorCall = {
    access: { client: access.client, pace: async () => undefined },
    place: { account: administrator, region },
    signal,
  };
  return { aws, call };
}

describe('Security Hub', () => {
  const seeds = Array.from({ length: 25 }, (_, number) => failingControl(number));
  const copies = seeds.map(
    ({ Id }): Copy => ({ id: Id, recordKey: recordKey('securityhub', product, Id), account: { id: member } }),
  );

  test('is read and told, note and fields with it, and says who wrote', async () => {
    const { aws, call } = await setUp();
    const hub = aws.world.securityHub(member, region);
    for (const seed of seeds.slice(0, 24)) await hub.put(seed);
    const before = await securityHub.read(copies, call);
    expect([before.size, before.get(copies[3]?.recordKey ?? '')]).toEqual([
      24,
      { word: 'NEW', note: null, fields: {} },
    ]);
    const saying = {
      word: 'NOTIFIED',
      note: '[Yagura] x',
      fields: { yaguraCase: 'Y1' },
      verdict: 'benign',
    } as const;
    const refusals = await securityHub.write(copies, saying, call);
    expect([...refusals]).toEqual([[copies[24]?.recordKey, { problem: 'FindingNotFound', isFinal: true }]]);
    const after = await securityHub.read(copies.slice(0, 1), call);
    expect([...after.values()]).toEqual([
      { word: 'NOTIFIED', note: { text: '[Yagura] x', ours: true }, fields: { yaguraCase: 'Y1' } },
    ]);
  });

  test('a person’s note is theirs, and what fails for now may be tried again', async () => {
    const { aws, call } = await setUp();
    const hub = aws.world.securityHub(member, region);
    await hub.put(
      failingControl(0, { Note: { Text: 'mine', UpdatedBy: 'dana', UpdatedAt: '2026-03-01T00:00:00Z' } }),
    );
    const [copy] = copies;
    if (!copy) throw new Error('there is one');
    expect((await securityHub.read([copy], call)).get(copy.recordKey)?.note).toEqual({
      text: 'mine',
      ours: false,
    });
    aws.world.securityHub(administrator, region).failUpdates({ errorCode: 'InternalError', count: 1 });
    const refusals = await securityHub.write(
      [copy],
      { word: 'NOTIFIED', note: null, fields: null, verdict: null },
      call,
    );
    expect([...refusals.values()]).toEqual([{ problem: 'InternalError', isFinal: false }]);
  });
});

test('Security Hub V2 is told a status and a comment', async () => {
  const { aws, call } = await setUp();
  const productUid = `arn:aws:securityhub:${region}::productv2/aws/securityhub`;
  await aws.world.securityHub(member, region).putOcsf({
    ...{ class_uid: 2003, status_id: 1 },
    metadata: { uid: 'm-1', product: { uid: productUid, name: 'Security Hub' } },
    finding_info: { uid: 'f-1', title: 'A title' },
  });
  const key = recordKey('securityhub-v2', productUid, 'f-1');
  const copy: Copy = { id: 'f-1', recordKey: key, account: { id: member } };
  const unknown: Copy = { ...copy, id: 'f-2', recordKey: 'securityhub-v2:x|f-2' };
  expect([...(await securityHubV2.read([copy, unknown], call))]).toEqual([
    [key, { word: 'NEW', note: null, fields: {} }],
  ]);
  const saying = { word: 'SUPPRESSED', note: '[Yagura] x', fields: null, verdict: null } as const;
  const refusals = await securityHubV2.write([copy, unknown], saying, call);
  expect([...refusals]).toEqual([
    [unknown.recordKey, { problem: 'ResourceNotFoundException', isFinal: true }],
  ]);
  expect((await securityHubV2.read([copy], call)).get(key)).toEqual({
    ...{ word: 'SUPPRESSED', fields: {} },
    note: { text: '[Yagura] x', ours: true },
  });
});

describe('GuardDuty', () => {
  const copy: Copy = {
    id: `arn:aws:guardduty:${region}:${member}:detector/d/finding/f1`,
    recordKey: 'guardduty:x',
    account: { id: member },
  };

  test('archives and shows again, as the administrator, and never makes a filter', async () => {
    const { aws, call } = await setUp();
    await aws.world.guardDuty(member, region).put(miner('f1'));
    const word = async () => (await guardDuty.read([copy], call)).get(copy.recordKey)?.word;
    expect(await word()).toBe('ACTIVE');
    await guardDuty.write([copy], { word: 'ARCHIVED', note: null, fields: null, verdict: 'handled' }, call);
    expect(JSON.stringify(aws.world.guardDuty(member, region).findings())).toContain(
      '"userFeedback":"USEFUL"',
    );
    expect(await word()).toBe('ARCHIVED');
    await guardDuty.write([copy], { word: 'ACTIVE', note: null, fields: null, verdict: null }, call);
    expect(await word()).toBe('ACTIVE');
    expect(aws.calls().map((one) => one.action)).not.toContain('CreateFilter');
  });

  test('where it is not on, nobody is asked further', async () => {
    const { aws, call } = await setUp();
    aws.world.guardDuty(administrator, region).enable(false);
    await expect(guardDuty.read([copy], call)).rejects.toThrow('GuardDuty is not on');
  });
});
