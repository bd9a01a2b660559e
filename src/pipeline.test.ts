import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { control, guardDuty } from '../test/support/bodies.ts';
import type { IncomingMessage } from './intake/message.ts';
import { type PipelineDeps, processMessages } from './pipeline.ts';
import { noLiveRules } from './rules/live-rules.ts';
import { PermanentError, RetryableError } from './shared/errors.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { plainSettings } from './triage/plain-settings.ts';
import { compileTriage } from './triage/rules.ts';
import { policy } from './triage/testing/samples.ts';

const now = Date.UTC(2026, 10, 22, 5, 0, 0);
let folder: string;
let store: Store;
let poisoned: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yagura-test-'));
  store = await openStore(`sqlite:${join(folder, 'yagura.db')}`);
  poisoned = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const rules = compileTriage({
  ...plainSettings,
  criticalChannel: 'sec-critical',
  policies: [policy('by type', 'track', { match: { type: ['Recon:*'] }, groupBy: ['account', 'type'] })],
});

function depsOver(over: Partial<PipelineDeps> = {}): PipelineDeps {
  return {
    store,
    now: () => now,
    ruleOf: () => ({ sources: ['*'], accounts: ['*'] }),
    accountName: (id) => (id === '111122223333' ? 'payments-prod' : undefined),
    rules,
    detection: noLiveRules,
    intakeCard: () => ({ key: 'intake:2026-11-22', channel: 'sec-alerts' }),
    configHash: 'abc',
    onPoisoned: (messageId) => poisoned.push(messageId),
    ...over,
  };
}

function message(number: number, body: string): IncomingMessage {
  return { messageId: `m-${number}`, body, queue: 'q', sentAt: now - 1_000, receiveCount: 1 };
}

/** A database that says no as long as a batch holds what it cannot take. */
function refusing(error: () => Error, holds: (bodies: readonly string[]) => boolean): Store {
  return {
    ...store,
    intake: (work) =>
      store.intake((transaction) =>
        work({
          ...transaction,
          ledgerOf: (ids) => transaction.ledgerOf(ids),
          load: (identities) => transaction.load(identities),
          casesByKey: (keys) => transaction.casesByKey(keys),
          suppressions: () => transaction.suppressions(),
          overrides: (at) => transaction.overrides(at),
          disturbances: (places, since) => transaction.disturbances(places, since),
          async save(batch) {
            // What is quarantined whole carries no finding any more.
            if (batch.changes.findings.length > 0 && holds(batch.bodies.map((one) => one.body)))
              throw error();
            await transaction.save(batch);
          },
        }),
      ),
  };
}

const threats = Array.from({ length: 9 }, (_, index) =>
  message(index, guardDuty({ id: `f-${index}`, at: now, instance: `i-${index}` })),
);

describe('a batch', () => {
  it('is committed together, and says which messages may be deleted', async () => {
    const done = await processMessages(threats, depsOver());
    expect([...done].sort()).toEqual(threats.map((one) => one.messageId).sort());
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 9 });
    expect((await store.cases.view(1))?.findings[0]?.account.name).toBe('payments-prod');
  });

  it('delivered again adds nothing', async () => {
    await processMessages(threats, depsOver());
    await processMessages(threats, depsOver());
    const counts = await store.ledger.counts(0);
    expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(9);
  });

  it('delivered twice in one batch is decided once', async () => {
    await processMessages([...threats, ...threats], depsOver());
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 9, duplicate: 0 });
  });

  it('sends a Critical to its own channel', async () => {
    await processMessages([message(1, guardDuty({ id: 'c', at: now, severity: 9.5 }))], depsOver());
    expect((await store.cards.byKey('case:1'))?.channel).toBe('sec-critical');
  });

  it('isolates the poisoned message: its neighbours are committed, it is quarantined and kept', async () => {
    const poison = threats[4]?.body ?? '';
    const deps = depsOver({
      store: refusing(
        () => new PermanentError('refused'),
        (bodies) => bodies.includes(poison),
      ),
    });
    const done = await processMessages(threats, deps);
    expect(done.size).toBe(9);
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 8, quarantined: 1 });
    expect(poisoned).toEqual(['m-4']);
    expect((await store.ledger.body('m-4'))?.body).toBe(poison);
    expect(await store.cards.byKey('intake:2026-11-22')).not.toBeNull();

    // After the fix it is read again, and its row is decided anew.
    await processMessages([threats[4] ?? message(4, '')], depsOver());
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 9, quarantined: 0 });
  });

  it('a database that is away commits nothing and lets everything return', async () => {
    const away = depsOver({
      store: refusing(
        () => new RetryableError('away'),
        () => true,
      ),
    });
    await expect(processMessages(threats, away)).rejects.toBeInstanceOf(RetryableError);
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 0, quarantined: 0 });
  });

  it('a queue may only say what its configuration names', async () => {
    const rule = { sources: ['guardduty'], accounts: ['444455556666'] };
    const sgFinding = message(20, control({ at: now, resource: 'sg-1' }));
    await processMessages([...threats.slice(0, 2), sgFinding], depsOver({ ruleOf: () => rule }));
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 0, quarantined: 3 });
    const { byReason } = await store.cards.intakeOfDay(0, now + 1);
    expect(byReason.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['account-not-allowed', 2],
      ['source-not-allowed', 1],
    ]);
  });

  it('finds the group that an earlier batch opened, and keeps what each stage said', async () => {
    const scan = (number: number) =>
      message(number, guardDuty({ id: `r-${number}`, at: now, type: 'Recon:EC2/Portscan' }));
    await processMessages([scan(1)], depsOver());
    await processMessages([scan(2), scan(3)], depsOver());
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 1, merged: 2 });
    expect((await store.cases.view(1))?.case.tally.active.High).toBe(3);
    const [why] = await store.cases.why('r-3');
    expect(why?.rows[0]).toMatchObject({
      outcome: 'merged',
      reason: { code: 'grouped', rule: 'policy:by type' },
      trace: [
        { stage: 'duplicate', answer: 'differs' },
        { stage: 'identity', answer: 'unknown', detail: 'guardduty:r-3' },
        { stage: 'lifecycle', answer: 'opens' },
        { stage: 'suppression', answer: 'not-suppressed' },
        { stage: 'policy', answer: 'track' },
        { stage: 'grouping', answer: 'grouped' },
      ],
    });
  });

  it('says when so much ends at once that its source looks broken', async () => {
    const few = depsOver({
      rules: compileTriage({ ...plainSettings, sourceHealth: { count: 9, within: 60_000 } }),
    });
    const ended = threats.map((_, index) =>
      message(
        100 + index,
        guardDuty({ id: `f-${index}`, at: now + 1, instance: `i-${index}`, archived: true }),
      ),
    );
    await processMessages(threats, few);
    await processMessages(ended.slice(0, 5), few);
    expect(await store.cases.view(10)).toBeNull();
    await processMessages(ended.slice(5), few);
    expect(await store.cases.view(10)).toMatchObject({
      case: { key: 'yagura:source-health:111122223333:ap-northeast-1', severity: 'High', state: 'open' },
      findings: [{ facts: { closed: '9', unverifiable: '0' } }],
    });
    // What we say ourselves did not arrive.
    expect(await store.ledger.counts(0)).toMatchObject({ posted: 9, closed: 9 });
  });
});
