import { createSqs } from '../../aws/clients.ts';
import type { Config } from '../../config/config.ts';
import { readQueue } from '../../intake/watch.ts';
import { queueName } from '../../pipeline-deps.ts';
import { type Check, clause } from './check.ts';

/** Can each queue be read, and does it have a dead letter queue that is empty? */
export async function checkQueues(config: Config): Promise<Check[]> {
  const sqs = createSqs({ region: config.aws.region, maxSockets: 4 });
  try {
    const now = Date.now();
    const read = (url: string) => readQueue(sqs, { name: queueName(url), url, oldestSentAt: null }, now);
    return (await Promise.all(config.queues.map(({ url }) => checkQueue(url, () => read(url))))).flat();
  } finally {
    sqs.destroy();
  }
}

async function checkQueue(url: string, read: () => ReturnType<typeof readQueue>): Promise<Check[]> {
  const what = `queue ${queueName(url)}`;
  try {
    const { depth, deadLetter } = await read();
    const queue: Check = { state: 'good', what: `${what}, ${depth} waiting` };
    return [queue, deadLetterCheck(what, deadLetter)];
  } catch (error) {
    const todo = `It cannot be read: ${clause(error)}. Check the URL, the region, the credentials and deploy/iam-policy.json.`;
    return [{ state: 'bad', what, todo }];
  }
}

function deadLetterCheck(queue: string, deadLetter: { readonly depth: number } | null): Check {
  if (!deadLetter) {
    const todo =
      'Give it one (deploy/README.md): a message that fails for ten receives is otherwise lost after the retention.';
    return { state: 'warning', what: `${queue} has no dead letter queue`, todo };
  }
  if (deadLetter.depth === 0) return { state: 'good', what: `${queue}: its dead letter queue is empty` };
  const todo = 'Find out why in the log, then move them back with the redrive of the SQS console.';
  return { state: 'warning', what: `${queue}: ${deadLetter.depth} in its dead letter queue`, todo };
}
