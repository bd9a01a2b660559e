import type { Envelope } from './envelope.ts';

/** `{"Records": […]}`: a CloudTrail file, an S3 notification, and what Lambda is given by SQS and SNS. */
export const records: Envelope = {
  name: 'records',
  open({ Records }) {
    return Array.isArray(Records) ? [{ at: '/Records', value: Records }] : null;
  },
};
