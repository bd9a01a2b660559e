import { describe, expect, it } from 'vitest';
import type { Account } from '../finding/account.ts';
import { fold } from './fold.ts';
import { plainSettings } from './plain-settings.ts';
import { createWorld, one } from './testing/run.ts';
import { arrival, contextWith, hour, minute, now, policy, record } from './testing/samples.ts';

const payments: Account = {
  id: '111122223333',
  name: 'payments-prod',
  environment: 'prod',
  owner: 'SPAY',
  channel: 'sec-payments',
  tags: {},
};

const settings = {
  accounts: [payments],
  criticalChannel: 'sec-critical',
  mentions: { ...plainSettings.mentions, Critical: ['owner', 'on-call'], High: ['owner'] },
  urgent: ['Critical'] as const,
  onCall: { kind: 'group', group: 'SONCALL' } as const,
};
const context = contextWith(settings);

describe('where a case goes', () => {
  it.each([
    ['High', {}, 'sec-payments'],
    ['Critical', {}, 'sec-critical'],
    ['Critical', { sample: true }, 'sec-payments'],
    ['High', { account: { id: '444455556666' } }, 'sec-alerts'],
  ] as const)('%s %j is shown in %s', async (severity, more, channel) => {
    expect((await one(createWorld(), record({ severity, ...more }), context)).current.channel).toBe(channel);
  });

  it('is where its card is, for good', async () => {
    const world = createWorld();
    await one(world, record(), context);
    const worse = await one(world, record({ severity: 'Critical', updatedAt: 11 }), context);
    expect(worse.current).toMatchObject({ channel: 'sec-payments', mentions: ['SPAY', 'SONCALL'] });
  });

  it('goes by its severity when it was never shown', async () => {
    const world = createWorld();
    await one(world, record(), contextWith({ ...settings, policies: [policy('q', 'notify')] }));
    const shown = await one(world, record({ severity: 'Critical', updatedAt: 11 }), context);
    expect(shown.current.channel).toBe('sec-critical');
  });
});

describe('whose a case is', () => {
  it('is marked where we know no such account, but not outside AWS', async () => {
    const of = async (id: string) => (await one(createWorld(), record({ account: { id } }), context)).current;
    expect(await of('111122223333')).toMatchObject({ unowned: false, owner: 'SPAY' });
    expect(await of('444455556666')).toMatchObject({ unowned: true, owner: null });
    expect(await of('none')).toMatchObject({ unowned: false, owner: null });
  });

  it('may be said by a policy, and so may whom to mention', async () => {
    const policies = [policy('p', 'track', { owner: 'UBOB', mention: ['owner', 'second', 'UEVE'] })];
    const { current } = await one(createWorld(), record(), contextWith({ ...settings, policies }));
    expect(current).toMatchObject({ owner: 'UBOB', mentions: ['UBOB', 'UEVE'] });
  });
});

describe('whom a case calls', () => {
  it('at once where it is urgent, and else when people are at work', async () => {
    const office = { ...plainSettings.hours.default, timeZone: 'Asia/Tokyo', from: '09:00', to: '18:00' };
    const hours = { ...plainSettings.hours, channels: { 'sec-payments': office } };
    const night = now + 8 * hour; // 22:00 in Tokyo
    const at = contextWith({ ...settings, hours, criticalChannel: null }, { now: night });
    const high = await one(createWorld(), record(), at);
    expect(high.current).toMatchObject({ mentions: [], mentionAt: now + 19 * hour });
    const critical = await one(createWorld(), record({ severity: 'Critical' }), at);
    expect(critical.current).toMatchObject({ mentions: ['SPAY', 'SONCALL'], mentionAt: null });
  });

  it('is nobody for a test', async () => {
    const steps = [{ after: minute, mention: [], page: true, newMessage: false }];
    const escalation = { ...plainSettings.escalation, Critical: { hours: 'always' as const, steps } };
    const calling = contextWith({ ...settings, escalation });
    const sample = await one(createWorld(), record({ severity: 'Critical', sample: true }), calling);
    const nobody = { mentions: [], mentionAt: null, escalation: null, nextAt: null };
    expect(sample.current).toMatchObject({ sample: true, ...nobody });
    const real = await one(createWorld(), record({ severity: 'Critical' }), calling);
    expect(real.current).toMatchObject({ escalation: { since: now, step: 0 }, nextAt: now + minute });
  });

  it('is by the policy of what it has become', async () => {
    const calm = policy('calm', 'track', { match: { severity: ['Medium'] }, escalate: false, mention: [] });
    const steps = [{ after: minute, mention: [], page: false, newMessage: true }];
    const escalation = { ...plainSettings.escalation, Critical: { hours: 'always' as const, steps } };
    const policies = [
      calm,
      policy('loud', 'track', { match: { severity: ['Critical'] }, mention: ['UDAVE'] }),
    ];
    const calling = contextWith({ ...settings, escalation, policies });
    const world = createWorld();
    expect((await one(world, record({ severity: 'Medium' }), calling)).current).toMatchObject({
      policy: 'calm',
      escalation: null,
    });
    const worse = await one(world, record({ severity: 'Critical', updatedAt: 11 }), calling);
    expect(worse).toMatchObject({ reason: 'severity-raised', rule: 'policy:loud' });
    expect(worse.current).toMatchObject({
      policy: 'loud',
      mentions: ['UDAVE'],
      escalation: { since: now, step: 0 },
    });
    const unnamed = await one(createWorld(), record({ severity: 'High' }), calling);
    expect(unnamed.current.policy).toBeNull();
  });

  it('includes whoever has it when it becomes worse, and leaves it theirs', async () => {
    const world = createWorld();
    const { current } = await one(world, record(), context);
    const taken = {
      ...current,
      state: 'acknowledged' as const,
      assignee: 'UCAROL',
      acknowledgedUntil: now + hour,
    };
    const { identity } = record();
    const known = {
      findings: new Map([[identity, { identity, records: [record()], caseKey: taken.key }]]),
      cases: new Map([[taken.key, taken]]),
      covers: new Map(),
    };
    const worse = arrival(record({ severity: 'Critical', updatedAt: 11 }));
    const [change] = fold([worse], known, context).changes.cases;
    expect(change).toMatchObject({
      card: 'post',
      case: { state: 'acknowledged', escalation: null, nextAt: now + hour },
    });
    expect(change?.notices[0]?.mentions).toEqual(['SPAY', 'SONCALL', 'UCAROL']);
  });
});
