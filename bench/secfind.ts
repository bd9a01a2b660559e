import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncomingMessage } from '../src/intake/message.ts';
import { type PipelineDeps, processMessages } from '../src/pipeline.ts';
import { noLiveRules } from '../src/rules/live-rules.ts';
import { parseQuestion } from '../src/slack/commands/secfind/parse.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { plainSettings } from '../src/triage/plain-settings.ts';
import { compileTriage } from '../src/triage/rules.ts';
import { newFindings } from './bodies.ts';
import { atMost, type Bench, type Figure, quantile } from './measure.ts';

const cases = 200_000;
const rounds = 60;
const questions = [
  '',
  'severity:critical',
  'severity:high,critical region:ap-northeast-1',
  'account:111122223333',
  'type:Recon:EC2/PortProbeUnprotectedPort',
  'source:guardduty',
  'happened',
  'i-0000000000001a2b3',
  'mining pool',
  'resource:i-000000000000186a0',
  'state:all since:24h',
  'unowned severity:medium',
];

/** `/secfind` from the typed words to the rows of a page, at 200,000 cases. */
export const secfind: Bench = {
  name: 'secfind',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'yagura-bench-'));
    const store = await openStore(`sqlite:${join(folder, 'bench.db')}`);
    try {
      const pipeline = pipelineOver(store);
      const now = Date.now();
      const start = performance.now();
      for (let first = 0; first < cases; first += 200) {
        const bodies = newFindings(first, 200, now - (first % 86_400_000));
        await processMessages(
          bodies.map(
            (body, index): IncomingMessage => ({
              messageId: `m-${first + index}`,
              body,
              queue: 'bench',
              sentAt: now,
              receiveCount: 1,
            }),
          ),
          pipeline,
        );
      }
      say(`${cases.toLocaleString('en')} cases made in ${Math.round((performance.now() - start) / 1_000)} s`);
      const times = new Map<string, number[]>(questions.map((question) => [question, []]));
      for (let round = 0; round < rounds; round += 1) {
        for (const question of questions) {
          const begun = performance.now();
          const parsed = parseQuestion(question, { now, userId: 'U1', timeZone: 'UTC' });
          if (parsed.kind !== 'query') throw new Error(`the bench asks wrongly: ${question}`);
          await store.cases.search(parsed.query, { offset: 0, limit: 10 });
          times.get(question)?.push(performance.now() - begun);
        }
      }
      for (const [question, each] of times)
        say(`${question || '(everything open)'}: p99 ${quantile(each, 0.99).toFixed(1)} ms`);
      return figures([...times.values()].flat());
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function figures(times: readonly number[]): Figure[] {
  const p99 = quantile(times, 0.99);
  const beside = `${cases.toLocaleString('en')} cases, ${questions.length} questions × ${rounds}`;
  return [
    { name: '/secfind p50', value: quantile(times, 0.5), unit: 'ms', beside },
    { name: '/secfind p99', value: p99, unit: 'ms', beside, aim: atMost(p99, 50, ' ms') },
  ];
}

function pipelineOver(store: Store): PipelineDeps {
  return {
    store,
    now: () => Date.now(),
    ruleOf: () => ({ sources: ['*'], accounts: ['*'] }),
    accountName: () => undefined,
    rules: compileTriage(plainSettings),
    detection: noLiveRules,
    intakeCard: () => ({ key: 'intake:2026-11-22', channel: 'sec-alerts' }),
    configHash: 'bench',
    onPoisoned: (_messageId, error) => {
      throw error;
    },
  };
}
