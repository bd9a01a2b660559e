import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding/finding.ts';
import { judge } from './judge.ts';
import { createMemory } from './memory.ts';
import { arrival, contextWith, minute, now, policy, record } from './testing/samples.ts';

const controls = (count: number, more: Parameters<typeof record>[0] = {}): Finding[] =>
  Array.from({ length: count }, (_, index) => record({ identity: `c-${index}`, ...more }));

const unverifiable = { updatedAt: 11, status: { compliance: 'not_available' } } as const;
const passed = { updatedAt: 11, status: { compliance: 'passed' } } as const;

async function run(batches: readonly { readonly at: number; readonly findings: readonly Finding[] }[]) {
  const memory = createMemory();
  const settings = { sourceHealth: { count: 6, within: 10 * minute } };
  for (const { at, findings } of batches) {
    const arrived = findings.map((finding, index) => arrival(finding, index));
    const folded = await judge(arrived, memory, contextWith(settings, { now: at }));
    expect(folded.decisions).toHaveLength(arrived.length);
    memory.remember(folded, at);
  }
  return memory.findings().get('yagura:source-health:111122223333:ap-northeast-1')?.view ?? null;
}

describe('closures and doubts of one account and region', () => {
  it('open a case of our own when there are too many at once', async () => {
    const health = await run([
      { at: now, findings: controls(6) },
      { at: now, findings: [...controls(3, unverifiable), ...controls(6, passed).slice(3)] },
    ]);
    expect(health).toMatchObject({
      type: 'SourceHealth',
      severity: 'High',
      sources: ['yagura'],
      facts: { closed: '3', unverifiable: '3', minutes: '10' },
    });
  });

  it('add up over batches within the time, and no longer', async () => {
    const early = { at: now, findings: controls(4, passed) };
    const late = (at: number) => ({ at, findings: controls(8, unverifiable).slice(4) });
    const before = { at: now, findings: controls(8) };
    expect(await run([before, early, late(now + 9 * minute)])).toMatchObject({
      facts: { closed: '4', unverifiable: '4' },
    });
    expect(await run([before, early, late(now + 10 * minute)])).toBeNull();
  });

  it('are counted whatever words stand for the place', async () => {
    const memory = createMemory();
    const region = `ap northeast ${'漏'.repeat(3_000)}`;
    const settings = { sourceHealth: { count: 2, within: minute } };
    const batches = [controls(2, { region }), controls(2, { ...passed, region })];
    for (const findings of batches) {
      const arrived = findings.map((finding, index) => arrival(finding, index));
      memory.remember(await judge(arrived, memory, contextWith(settings)), now);
    }
    const health = [...memory.findings().values()].find(({ view }) => view.type === 'SourceHealth');
    expect(health?.view).toMatchObject({ account: { id: '111122223333' }, facts: { closed: '2' } });
    expect(health?.view.region.length).toBeLessThan(100);
  });

  it('are not counted apart from their place, for what we did not know, or for tests', async () => {
    const elsewhere = controls(3, { region: 'us-east-1' }).map((one) => ({
      ...one,
      identity: `u-${one.identity}`,
    }));
    const over = elsewhere.map((one) => ({ ...one, ...record({ ...one, ...passed }) }));
    expect(
      await run([
        { at: now, findings: [...controls(3), ...elsewhere] },
        { at: now, findings: [...controls(3, passed), ...over] },
      ]),
    ).toBeNull();
    expect(await run([{ at: now, findings: controls(9, passed) }])).toBeNull();
    const samples = controls(9, { sample: true });
    expect(
      await run([
        { at: now, findings: samples },
        { at: now, findings: controls(9, { ...passed, sample: true }) },
      ]),
    ).toBeNull();
  });
});

describe('what has to be known', () => {
  it('is asked for in one more look where a policy groups, and in none where none does', async () => {
    const looks = async (groupBy: readonly 'account'[]) => {
      const memory = createMemory();
      const asked: (readonly string[])[] = [];
      const knowledge = {
        ...memory,
        casesByKey: (keys: readonly string[]) => {
          asked.push(keys);
          return memory.casesByKey(keys);
        },
      };
      const context = contextWith({ policies: [policy('p', 'track', { groupBy })] });
      await judge(
        controls(5).map((finding) => arrival(finding)),
        knowledge,
        context,
      );
      return asked;
    };
    expect(await looks([])).toEqual([]);
    expect(await looks(['account'])).toEqual([['group:p|111122223333']]);
  });
});
