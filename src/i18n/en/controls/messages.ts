import type { ControlExplanation } from '../../explanation.ts';
import { has, is } from './tense.ts';

/** Secrets, and what applications send each other: Secrets Manager, SNS, SQS. */
export const messages = {
  'SecretsManager.1': {
    headline: (v, over) => `Secret ${v.resource} ${is(over)} never changed by itself`,
    sentence: (v) => `Automatic rotation is off for secret ${v.resource}.`,
    first: 'turn on rotation, with the Lambda function that fits the secret.',
    why: 'The older a password, the more places it may have leaked to.',
    breaks: 'Applications that keep the secret in memory or have it elsewhere too. They must read it again.',
  },
  'SecretsManager.3': {
    headline: (v, over) => `Secret ${v.resource} ${has(over)} not been used for 90 days`,
    sentence: (v) => `Nobody has read ${v.resource} for longer than the check allows (90 days by default).`,
    first: 'ask its owner; if nobody misses it, schedule its deletion.',
    why: 'What nobody uses, nobody watches. The password in it may still open something.',
    breaks: 'Jobs that run once a year. The deletion waits at least 7 days and can be undone until then.',
  },
  'SecretsManager.4': {
    headline: (v, over) => `Secret ${v.resource} ${over ? 'had not been' : 'was not'} changed for 90 days`,
    sentence: (v) =>
      `${v.resource} has not been rotated for longer than the check allows (90 days by default).`,
    first: 'rotate it now, and turn on automatic rotation.',
    why: 'The older a password, the more places it may have leaked to.',
    breaks: 'Applications that keep the old value in memory. They must read it again.',
  },
  'SNS.1': {
    headline: (v, over) => `SNS topic ${v.resource} ${is(over)} not encrypted with KMS`,
    sentence: (v) => `Messages in ${v.resource} are stored without a KMS key.`,
    first: 'give the topic a KMS key of your own.',
    why: 'With a key, reading the messages needs a second right, and each use of the key is recorded.',
    breaks:
      'Services that publish (S3, EventBridge, CloudWatch) need rights in the key policy, or their messages are lost.',
  },
  'SQS.1': {
    headline: (v, over) => `SQS queue ${v.resource} ${is(over)} not encrypted`,
    sentence: (v) => `Messages in ${v.resource} are stored readable.`,
    first: 'turn on encryption, with SQS keys (SSE-SQS) or with KMS.',
    why: 'Messages often carry personal data.',
    breaks: 'Nothing with SSE-SQS. With KMS, senders and receivers need rights to the key.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
