/** The accounts of the story, and the envelopes that its events come in. */
export const payments = '111122223333';
export const billing = '444455556666';
export const sandbox = '777788889999';
export const region = 'ap-northeast-1';

export const iso = (at: number) => new Date(at).toISOString();
export const minute = 60_000;

export function eventBridge(
  source: string,
  detailType: string,
  account: string,
  now: number,
  detail: object,
): string {
  const id = 'b4f5c0de-0000-4000-8000-000000000001';
  return JSON.stringify({
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account,
    time: iso(now),
    region,
    resources: [],
    detail,
  });
}

/** As it looks when a topic sits between EventBridge and the queue. */
export function throughSns(message: string, now: number): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: `arn:aws:sns:${region}:${payments}:security-alerts`,
    Message: message,
    Timestamp: iso(now),
  });
}
