import { readFileSync } from 'node:fs';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { startSlackWorkspace } from '../sim/slack/workspace.ts';
import { ordinaryDay } from './bodies.ts';
import { startBot } from './bot.ts';
import { atMost, type Bench } from './measure.ts';
import { startQueue } from './queue.ts';

const messages = 20_000;

/** What the whole bot takes, Slack and all, in a process of its own, while and after it works through a queue. */
export const memory: Bench = {
  name: 'memory',
  async run() {
    const [queue, slack] = await Promise.all([startQueue(), startSlackWorkspace({ port: 0 })]);
    await queue.fill(ordinaryDay(0, messages, 500, Date.now()));
    const bot = startBot(queue, slack);
    try {
      await emptied(queue.sqs, queue.queueUrl);
      const { now, peak } = residentMegabytes(bot.pid);
      const beside = `${messages.toLocaleString('en')} messages worked through; the machine's own Node takes about 45 MB`;
      return [
        {
          name: 'RSS of the bot, after the work',
          value: now,
          unit: 'MB',
          beside,
          aim: atMost(now, 200, ' MB'),
        },
        { name: 'RSS of the bot, highest', value: peak, unit: 'MB', beside, aim: atMost(peak, 200, ' MB') },
      ];
    } finally {
      await bot.stop();
      await Promise.all([queue.stop(), slack.stop()]);
    }
  },
};

async function emptied(sqs: Awaited<ReturnType<typeof startQueue>>['sqs'], QueueUrl: string): Promise<void> {
  for (;;) {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    if (AttributeNames.every((name) => Attributes[name] === '0')) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** From Linux's own books. */
function residentMegabytes(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  return { now: kilobytes('VmRSS') / 1_024, peak: kilobytes('VmHWM') / 1_024 };
}
