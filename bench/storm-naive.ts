import type { SlackWorkspace } from '../sim/slack/workspace.ts';
import type { StormFinding } from './storm-events.ts';

/**
 * What many integrations do: a message for each finding, in the order in which they came, one a second a channel, and
 * a pause where Slack asks for one.
 */
export function postEachFinding(slack: SlackWorkspace) {
  const queues = new Map<string, StormFinding[]>();
  const stopping = new AbortController();
  const workers: Promise<void>[] = [];

  async function work(channel: string, queue: StormFinding[]): Promise<void> {
    while (!stopping.signal.aborted) {
      const finding = queue[0];
      const wait = finding === undefined ? 50 : await post(channel, finding);
      if (finding !== undefined && wait <= 1_000) queue.shift();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** Answers how long to wait before the next call, in ms. */
  async function post(channel: string, { severity, instance }: StormFinding): Promise<number> {
    const id = slack.state.channel(channel)?.id ?? channel;
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${slack.tokens.bot}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify({
        channel: id,
        text: `${severity}: ${instance}`,
        metadata: { event_type: 'naive', event_payload: { key: `case:${instance}` } },
      }),
    });
    await response.text();
    return response.status === 429 ? 1_001 + 1_000 * Number(response.headers.get('retry-after')) : 1_000;
  }

  return {
    take(finding: StormFinding) {
      let queue = queues.get(finding.channel);
      if (!queue) {
        queue = [];
        queues.set(finding.channel, queue);
        workers.push(work(finding.channel, queue));
      }
      queue.push(finding);
    },
    left: () => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0),
    async stop() {
      stopping.abort();
      await Promise.all(workers);
    },
  };
}
