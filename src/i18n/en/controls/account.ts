import type { ControlExplanation } from '../../explanation.ts';
import { has, is } from './tense.ts';

/** What a whole account has or lacks: contacts, certificates, and the services that watch it. */
export const account = {
  'Account.1': {
    headline: (v, over) => `${v.account} ${has(over)} no security contact`,
    sentence: (v) => `AWS has no address of a security contact for ${v.account}.`,
    first: 'enter a security contact in the account settings, best a mailing list that is read.',
    why: 'When AWS sees a leaked key or abuse, its warning goes to the root address, which often nobody reads.',
    breaks: 'Nothing.',
  },
  'ACM.1': {
    headline: (v, over) => `Certificate ${v.resource} ${over ? 'was' : 'is'} about to expire`,
    sentence: (v) => `${v.resource} is past its date or expires within 30 days, and was not renewed.`,
    first: 'import a new one; if ACM issued it, mend its DNS or e-mail validation.',
    why: 'When it expires, browsers and clients refuse to connect.',
    breaks:
      'Nothing when renewed in place: its ARN stays. Clients that pin the old certificate need the new one.',
  },
  'Config.1': {
    headline: (v, over) => `AWS Config ${is(over)} not recording in ${v.account}`,
    sentence: (v) =>
      `In this region of ${v.account}, Config is off, records too little, or does not use its service-linked role.`,
    first: 'turn on AWS Config with its service-linked role, for all resource types that Security Hub needs.',
    why: 'Without it most checks of Security Hub see nothing; silence does not mean health.',
    breaks:
      'Nothing. Config charges for each recorded change; accounts with much change may want daily recording.',
  },
  'GuardDuty.1': {
    headline: (v, over) => `GuardDuty ${is(over)} off in ${v.account}`,
    sentence: (v) => `GuardDuty does not watch ${v.account} for attacks in this region.`,
    first: 'turn GuardDuty on, best for the whole organization.',
    why: 'Stolen keys and taken machines may go unnoticed. Attackers like regions without a guard.',
    breaks: 'Nothing: it only reads logs. It costs money by their volume, after 30 days for free.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
