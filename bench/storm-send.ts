import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { openStore } from '../src/store/open.ts';
import type { BenchQueue } from './queue.ts';
import type { StormFinding } from './storm-events.ts';

const wholeBatch = 10;

/** At an even pace, ten at a time, without waiting for the answer of the batch before; when each was sent. */
export async function send(
  { sqs, queueUrl }: BenchQueue,
  findings: readonly StormFinding[],
  durationMs: number,
  also: (finding: StormFinding) => void = () => undefined,
): Promise<Map<string, number>> {
  const sent = new Map<string, number>();
  const begun = Date.now();
  const underWay = new Set<Promise<unknown>>();
  for (let from = 0; from < findings.length; from += wholeBatch) {
    const dueAt = begun + (durationMs * from) / findings.length;
    const early = dueAt - Date.now();
    if (early > 0) await pause(early);
    const batch = findings.slice(from, from + wholeBatch);
    const now = Date.now();
    for (const one of batch) {
      sent.set(one.instance, now);
      also(one);
    }
    const Entries = batch.map(({ body }, index) => ({ Id: String(index), MessageBody: body }));
    const call = sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    underWay.add(call);
    void call.finally(() => underWay.delete(call));
  }
  await Promise.all(underWay);
  return sent;
}

/** When the ledger had them all, as a reader beside the bot sees it. */
export async function committed(database: string, events: number): Promise<number> {
  const store = await openStore(database);
  try {
    const count = async () =>
      Object.values(await store.ledger.counts(0)).reduce((sum, outcome) => sum + outcome, 0);
    return await until(async () => (await count()) >= events, 120_000);
  } finally {
    await store.close();
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Looks again and again until it holds, or the time is up; answers when that was. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<number> {
  const end = Date.now() + withinMs;
  while (!(await holds()) && Date.now() < end) await pause(100);
  return Date.now();
}
