import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import type { Case } from '../../src/finding/case.ts';
import { type Outcome, outcomes, reasonCodes, stageNames, stageWords } from '../../src/finding/ledger.ts';
import type { Suppression, SuppressionDraft } from '../../src/finding/suppression.ts';
import { processMessages } from '../../src/pipeline.ts';
import { pipelineDeps, triageSettings } from '../../src/pipeline-deps.ts';
import { createRehearsal } from '../../src/rehearsal.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { openStore } from '../../src/store/open.ts';
import type { LedgerRow } from '../../src/store/ports/ledger.ts';
import type { Store } from '../../src/store/store.ts';
import { compileTriage } from '../../src/triage/rules.ts';
import { type StreamedMessage, streamConfig, streams, unboundStreams } from '../support/streams.ts';

const runs = { numRuns: 40 };

/** A suppression that somebody makes while the stream runs. */
const suppression: SuppressionDraft = {
  ...{
    match: { control: ['EC2.13'] },
    matcherVersion: 1,
    severity: 'High',
    reason: 'known',
    author: 'U0CAROL',
  },
  ...{ caseId: null, channel: 'sec-alerts', createdAt: 0, until: Number.MAX_SAFE_INTEGER, idle: null },
};

interface Told {
  /** What SQL says became of each message. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly rows: readonly LedgerRow[];
  readonly cases: readonly Case[];
  readonly suppressions: readonly Suppression[];
}

/** A stream through the pipeline into a fresh SQLite database; the suppression is made before message `from`. */
async function through(config: Config, stream: readonly StreamedMessage[], from: number): Promise<Told> {
  const store = await openStore('sqlite::memory:');
  try {
    const rows: LedgerRow[] = [];
    const rules = compileTriage(triageSettings(config));
    const send = ({ messageId, body, at }: StreamedMessage) => {
      const deps = pipelineDeps(config, rules, listening(store, rows), () => at, silentLogger);
      return processMessages([{ messageId, body, queue: 'alerts', sentAt: at, receiveCount: 1 }], deps);
    };
    for (const [at, message] of stream.entries()) {
      if (at === from) await store.act((transaction) => transaction.addSuppression(suppression));
      await send(message);
    }
    // SQS delivers again what was committed already.
    for (const message of stream.slice(0, 3)) await send(message);
    return await tell(store, stream, rows);
  } finally {
    await store.close();
  }
}

/** The same store; what is written to the ledger is heard. */
function listening(store: Store, rows: LedgerRow[]): Store {
  return {
    ...store,
    intake: (work) =>
      store.intake((transaction) => {
        const save: typeof transaction.save = (batch) => {
          rows.push(...batch.ledger);
          return transaction.save(batch);
        };
        return work(
          new Proxy(transaction, {
            get: (target, name) => {
              if (name === 'save') return save;
              const value: unknown = Reflect.get(target, name, target);
              return typeof value === 'function' ? value.bind(target) : value;
            },
          }),
        );
      }),
  };
}

async function tell(
  store: Store,
  stream: readonly StreamedMessage[],
  rows: readonly LedgerRow[],
): Promise<Told> {
  const identities = [...new Set(rows.flatMap(({ identity }) => identity ?? []))];
  const read = await store.intake(async (transaction) => ({
    decided: await transaction.ledgerOf(stream.map(({ messageId }) => messageId)),
    known: await transaction.load(identities),
  }));
  return {
    outcomes: new Map(
      [...read.decided].flatMap(([messageId, paths]) =>
        [...paths.values()].map(({ outcome }) => [messageId, outcome] as const),
      ),
    ),
    counts: await store.ledger.counts(0),
    rows,
    cases: [...read.known.cases.values()].flatMap((one) => one ?? []),
    suppressions: await store.suppressions.list({ live: true, limit: 10 }),
  };
}

/** What is decided about a case, whatever its number. */
function decided({ id: _, ...one }: Case) {
  return one;
}

const byKey = (one: { readonly key: string }, other: { readonly key: string }) =>
  one.key < other.key ? -1 : 1;

describe('any stream of events, through the pipeline into SQL', () => {
  test('in is the sum of out: one outcome an event, for a reason and by a rule that exist', async () => {
    const config = streamConfig({ grouped: true });
    const policies = config.policies.map(({ name }) => `policy:${name}`);
    await fc.assert(
      fc.asyncProperty(streams, fc.nat(40), async (stream, from) => {
        const told = await through(config, stream, from);
        expect(told.outcomes.size).toBe(stream.length);
        expect(Object.values(told.counts).reduce((sum, one) => sum + one, 0)).toBe(stream.length);
        for (const outcome of outcomes)
          expect(told.counts[outcome]).toBe(
            [...told.outcomes.values()].filter((one) => one === outcome).length,
          );
        const rules = new Set([...policies, ...told.suppressions.map(({ id }) => `suppression:S${id}`)]);
        expect(told.rows).toHaveLength(stream.length);
        for (const { reason, trace } of told.rows) {
          expect(reasonCodes).toContain(reason.code);
          const stages = trace.map(({ stage }) => stage);
          expect(stages).toEqual(stageNames.slice(0, stages.length));
          for (const { answer } of trace) expect(stageWords).toContain(answer);
          const named = [reason.rule, ...trace.map(({ rule }) => rule)].flatMap((rule) => rule ?? []);
          for (const rule of named) expect(rules).toContain(rule.replace(/ \(.*\)$/, ''));
        }
      }),
      runs,
    );
  });

  test('memory, where a preview plays, comes to the same as SQL', async () => {
    const config = streamConfig({ grouped: true });
    await fc.assert(
      fc.asyncProperty(streams, fc.nat(40), async (stream, from) => {
        const told = await through(config, stream, from);
        const suppressions: Suppression[] = [];
        const rehearsal = createRehearsal(config, { suppressions });
        const played = new Map<string, Outcome>();
        for (const [at, { messageId, body, at: now }] of stream.entries()) {
          if (at === from) suppressions.push(...told.suppressions);
          const message = { messageId, body, queue: 'alerts', sentAt: now, receiveCount: 1 };
          const { events } = await rehearsal.play(message, now);
          for (const { verdict } of events) played.set(messageId, verdict.outcome);
        }
        expect(played).toEqual(told.outcomes);
        const remembered = rehearsal.memory
          .cases()
          .filter(({ key }) => told.cases.some((one) => one.key === key));
        expect(remembered.map(decided).sort(byKey)).toEqual(told.cases.map(decided).sort(byKey));
      }),
      runs,
    );
  });

  test('the order in which different things arrive changes no outcome', async () => {
    const config = streamConfig({ grouped: false });
    await fc.assert(
      fc.asyncProperty(unboundStreams, fc.infiniteStream(fc.nat()), async (stream, choices) => {
        const told = await through(config, stream, 0);
        const mixed = await through(config, shuffled(stream, choices), 0);
        expect(mixed.outcomes).toEqual(told.outcomes);
        const states = ({ cases }: Told) =>
          cases.map(({ key, state, severity }) => ({ key, state, severity })).sort(byKey);
        expect(states(mixed)).toEqual(states(told));
      }),
      runs,
    );
  });
});

/** Another order, in which what is about one thing stays in its own. Each message keeps its time of arrival. */
function shuffled(stream: readonly StreamedMessage[], choices: Iterator<number>): StreamedMessage[] {
  const queues = [...Map.groupBy(stream, ({ about }) => about).values()].map((queue) => [...queue]);
  const mixed: StreamedMessage[] = [];
  while (queues.length > 0) {
    const at = Number(choices.next().value) % queues.length;
    const next = queues[at]?.shift();
    if (next) mixed.push(next);
    if (queues[at]?.length === 0) queues.splice(at, 1);
  }
  return mixed;
}
