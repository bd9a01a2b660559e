import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startAws } from '../../sim/aws/aws.ts';
import { type PagerReceiver, startPagerReceiver } from '../../sim/pager/pager.ts';
import { createSqs } from '../../src/aws/clients.ts';
import { createSns } from '../../src/aws/sns.ts';
import type { Page } from '../../src/page/pager.ts';
import { createSnsPager } from '../../src/page/sns.ts';
import { createWebhookPager } from '../../src/page/webhook.ts';
import { PermanentError, RetryableError } from '../../src/shared/errors.ts';
import { guardDuty } from '../support/bodies.ts';
import { startWorld, type World } from '../support/world.ts';

const at = Date.UTC(2026, 10, 22, 5, 0, 0);
const page: Page = {
  ...{
    action: 'trigger',
    key: 'yagura-Y12',
    label: 'Y12',
    severity: 'Critical',
    at,
    region: 'ap-northeast-1',
  },
  ...{ summary: '緊急 Y12: web-7 が暗号通貨を採掘', account: 'payments-本番', product: 'GuardDuty' },
  ...{ type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS', resource: 'i-0abc', url: 'https://example.slack.com/x' },
};
const signal = new AbortController().signal;
const secret = 'a secret of the receiver';
const routingKey = 'R012ROUTING';

describe('a pager behind a webhook', () => {
  let receiver: PagerReceiver;
  beforeEach(async () => {
    receiver = await startPagerReceiver({ secret, routingKey, now: () => at });
  });
  afterEach(() => receiver.stop());
  const pagerWith = (changes: object = {}) =>
    createWebhookPager({ url: receiver.url, secret, routingKey, now: () => at, ...changes });

  it('is told in the words of PagerDuty, and signed', async () => {
    const pager = pagerWith();
    await pager.send(page, signal);
    await pager.send({ ...page, action: 'acknowledge' }, signal);
    await pager.send({ ...page, action: 'resolve' }, signal);
    expect(receiver.refusals).toEqual([]);
    expect(receiver.events.map((one) => [one.event_action, one.dedup_key])).toEqual([
      ['trigger', 'yagura-Y12'],
      ['acknowledge', 'yagura-Y12'],
      ['resolve', 'yagura-Y12'],
    ]);
    expect(receiver.events[0]?.payload).toEqual({
      ...{ summary: page.summary, source: page.account, severity: 'critical', component: 'i-0abc' },
      ...{ timestamp: '2026-11-22T05:00:00.000Z', group: page.account, class: page.type },
      custom_details: { case: 'Y12', region: 'ap-northeast-1', product: 'GuardDuty', severity: 'Critical' },
    });
    expect(receiver.events[0]?.['links']).toEqual([{ href: page.url, text: 'Y12' }]);
  });

  it.each([
    ['another secret', { secret: 'wrong' }, 'wrong signature'],
    ['no secret', { secret: null }, 'no signature'],
    ['a clock that is an hour off', { now: () => at + 3_600_000 }, 'signed too long ago'],
    ['another routing key', { routingKey: 'R0OTHER' }, 'routing_key is wrong'],
  ])('that refuses %s is not asked again in a hurry', async (_name, changes, why) => {
    await expect(pagerWith(changes).send(page, signal)).rejects.toBeInstanceOf(PermanentError);
    expect(receiver.refusals).toEqual([why]);
  });

  it.each([500, 503, 429, 408])('that answers %i is asked again', async (status) => {
    receiver.answerNext(status, 1, { 'retry-after': '7' });
    await expect(pagerWith().send(page, signal)).rejects.toMatchObject({
      name: 'RetryableError',
      retryAfter: 7_000,
    });
  });

  it('is not followed to another place', async () => {
    receiver.answerNext(307, 1, { location: receiver.url });
    await expect(pagerWith().send(page, signal)).rejects.toBeInstanceOf(PermanentError);
    expect(receiver.events).toEqual([]);
  });

  it('that never answers is given up in time', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    await expect(pagerWith({ url, timeoutMs: 30 }).send(page, signal)).rejects.toBeInstanceOf(RetryableError);
    silent.closeAllConnections();
    silent.close();
    await expect(pagerWith({ url }).send(page, signal)).rejects.toBeInstanceOf(RetryableError);
  });
});

describe('a pager behind an SNS topic', () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

  it('gets one message a page, which a mail and a machine can read', async () => {
    const aws = await startAws({ port: 0, queues: [{ name: 'oncall' }] });
    const settings = { region: aws.region, endpoint: aws.url, credentials };
    const admin = new SNSClient(settings);
    const sqs = createSqs({ ...settings, maxSockets: 2 });
    const sns = createSns(settings);
    try {
      const { TopicArn = '' } = await admin.send(new CreateTopicCommand({ Name: 'oncall' }));
      const Endpoint = `arn:aws:sqs:${aws.region}:${aws.accountId}:oncall`;
      await admin.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
      await createSnsPager(TopicArn, sns).send(page, signal);
      const QueueUrl = aws.queueUrls.get('oncall');
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
      expect(Messages).toHaveLength(1);
      const notice = JSON.parse(Messages[0]?.Body ?? '{}');
      expect(notice.Subject).toBe('[Yagura] Critical Y12 payments-?: CryptoCurrency:EC2/BitcoinTool.B!DNS');
      expect(notice.MessageAttributes).toMatchObject({
        action: { Value: 'trigger' },
        severity: { Value: 'Critical' },
      });
      expect(JSON.parse(notice.Message)).toEqual({ ...page, version: 1, at: '2026-11-22T05:00:00.000Z' });
      await expect(createSnsPager(`${TopicArn}-gone`, sns).send(page, signal)).rejects.toBeInstanceOf(
        PermanentError,
      );
    } finally {
      for (const client of [admin, sqs, sns]) client.destroy();
      await aws.stop();
    }
    await expect(
      createSnsPager('arn:aws:sns:us-east-1:000000000000:x', createSns(settings)).send(page, signal),
    ).rejects.toBeInstanceOf(RetryableError);
  });
});

describe('a Critical case that nobody takes', () => {
  let world: World;
  let receiver: PagerReceiver;
  beforeEach(async () => {
    receiver = await startPagerReceiver({ secret });
    world = await startWorld({
      speed: 20,
      pager: { secret, routingKey: null },
      config: (idOf) => ({
        pager: { webhook: { url: receiver.url } },
        onCall: { rotation: { people: [idOf('carol'), idOf('bob')], start: '2026-01-05' } },
        escalation: { Critical: { steps: [{ after: '5s', mention: ['on-call'], page: true }] } },
      }),
    });
  });
  afterEach(async () => {
    await world.stop();
    await receiver.stop();
  });
  const critical = () => guardDuty({ id: 'f'.repeat(32), at: world.clock.now(), severity: 9.5 });
  const eventually = (holds: () => Promise<void> | void) =>
    vi.waitFor(holds, { timeout: 25_000, interval: 50 });

  it('wakes somebody, and tells them when somebody else has it', async () => {
    await world.startBot();
    await world.send([critical()]);
    await eventually(() => expect(receiver.events).toHaveLength(1));
    expect(receiver.events[0]).toMatchObject({
      event_action: 'trigger',
      dedup_key: 'yagura-Y1',
      client_url: expect.stringMatching(/^https?:.*archives/),
    });
    await world.type('carol', 'sec-critical', '/secack Y1');
    await eventually(() =>
      expect(receiver.events.map((one) => one.event_action)).toEqual(['trigger', 'acknowledge']),
    );
    expect(receiver.refusals).toEqual([]);
  });

  it('is called out in Slack when the pager stays silent', async () => {
    receiver.answerNext(503, 1_000);
    await world.startBot();
    await world.send([critical()]);
    const replies = async () => (await world.messages('sec-critical')).flatMap((one) => one.replies ?? []);
    await eventually(async () =>
      expect((await replies()).filter((one) => one.text.includes('nobody was woken'))).toHaveLength(1),
    );
    expect(receiver.events).toEqual([]);
  });
});
