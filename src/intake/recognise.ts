import type { InnerEvent } from '../finding/inner-event.ts';
import type { Reason } from '../finding/ledger.ts';
import { detailOf } from './detail.ts';
import { type Fields, isObject } from './envelopes/envelope.ts';

export interface Recognised {
  /** `event`: it leads to something that may matter later. `ignored`: there is nothing in it for anybody. */
  readonly kind: 'event' | 'ignored';
  readonly reason: Reason;
}

/** What belongs to the envelopes themselves and is no source's business; null: ask the sources. Never throws. */
export function recognise(event: InnerEvent): Recognised | null {
  const { value } = event;
  if (Array.isArray(value)) return value.length === 0 ? ignored('no-finding', 'an empty list') : null;
  if (!isObject(value)) return null;
  return testMessage(value) ?? pointer(event, value);
}

const confirmations = new Set(['SubscriptionConfirmation', 'UnsubscribeConfirmation']);

/** What SNS and S3 send by themselves when somebody connects them to a queue. */
function testMessage({ Type, TopicArn, Event }: Fields): Recognised | null {
  if (Event === 's3:TestEvent') return ignored('test-message', Event);
  if (typeof Type !== 'string' || !confirmations.has(Type) || typeof TopicArn !== 'string') return null;
  return ignored('test-message', Type);
}

/** A notice that objects lie in a bucket: from S3, from S3 through EventBridge, or from CloudTrail by SNS. */
function pointer({ eventBridge }: InnerEvent, value: Fields): Recognised | null {
  const { eventSource, s3, s3Bucket, s3ObjectKey } = value;
  if (eventSource === 'aws:s3') return pointsTo(s3);
  if (eventBridge?.source === 'aws.s3') return pointsTo(value);
  if (typeof s3Bucket !== 'string' || !Array.isArray(s3ObjectKey)) return null;
  return found(s3Bucket, s3ObjectKey.join(' '));
}

function pointsTo(place: unknown): Recognised | null {
  if (!isObject(place) || !isObject(place['bucket']) || !isObject(place['object'])) return null;
  return found(place['bucket']['name'], place['object']['key']);
}

function found(bucket: unknown, key: unknown): Recognised {
  const detail =
    typeof bucket === 'string' && typeof key === 'string' ? detailOf(`s3://${bucket}/${key}`) : '';
  return { kind: 'event', reason: { code: 'pointer', detail } };
}

function ignored(code: 'no-finding' | 'test-message', detail: string): Recognised {
  return { kind: 'ignored', reason: { code, detail } };
}
