import type { ControlExplanation } from '../../explanation.ts';
import { is } from './tense.ts';

export const kms = {
  'KMS.1': {
    headline: (v, over) =>
      `Policy ${v.resource} ${over ? 'allowed' : 'allows'} decryption with every KMS key`,
    sentence: (v) => `${v.resource} allows kms:Decrypt or kms:ReEncryptFrom on all keys.`,
    first: 'name the keys that are needed.',
    why: 'Whoever has this policy can read whatever any key of the account protects, if the key policy leaves it to IAM.',
    breaks: 'Whatever decrypts with a key that the new list forgets. CloudTrail shows which keys are used.',
  },
  'KMS.3': {
    headline: (v, over) => `KMS key ${v.resource} ${over ? 'was' : 'is'} going to be deleted`,
    sentence: (v) => `The deletion of ${v.resource} is scheduled; the waiting time is 7 to 30 days.`,
    first: 'cancel the deletion unless you know that nothing needs the key; then enable the key again.',
    why: 'What the key encrypted can never be read again, not even by AWS.',
    breaks: 'Nothing: cancelling only keeps the key.',
  },
  'KMS.4': {
    headline: (v, over) => `KMS key ${v.resource} ${is(over)} not rotated automatically`,
    sentence: (v) => `Automatic rotation is off for ${v.resource}.`,
    first: 'turn on automatic key rotation.',
    why: 'The longer one key is used, the more depends on it. Auditors ask for it too.',
    breaks: 'Nothing: the key keeps its id, and KMS keeps the old material to decrypt what is old.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
