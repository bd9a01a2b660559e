import type { ControlExplanation } from '../../explanation.ts';
import { does, is } from './tense.ts';

const laterOnly = 'Nobody is locked out: it counts from the next time that somebody changes a password.';

/** A rule that the account's password policy lacks; `thing` continues "ask for". */
const asksFor = (thing: string): ControlExplanation => ({
  headline: (v, over) => `Password policy of ${v.account} ${does(over)} not ask for ${thing}`,
  sentence: (v) => `IAM users of ${v.account} may choose passwords without ${thing}.`,
  first: `ask for ${thing} in the password policy of the account.`,
  why: 'Simple passwords are guessed. Length helps most, and MFA more than any rule.',
  breaks: laterOnly,
});

export const passwords = {
  'IAM.7': {
    headline: (v, over) => `Password policy of ${v.account} ${is(over)} weak`,
    sentence: (v) =>
      `The password policy of ${v.account} is missing, or asks for less than 8 characters of all kinds.`,
    first: 'set a password policy: long, with upper and lower case, numbers and symbols.',
    why: 'Short and simple passwords are guessed, and the console is open to the whole internet.',
    breaks: laterOnly,
  },
  'IAM.11': asksFor('an uppercase letter'),
  'IAM.12': asksFor('a lowercase letter'),
  'IAM.13': asksFor('a symbol'),
  'IAM.14': asksFor('a number'),
  'IAM.15': asksFor('14 characters or more'),
  'IAM.16': {
    headline: (v, over) => `Old passwords ${over ? 'could' : 'can'} be used again in ${v.account}`,
    sentence: (v) => `The password policy of ${v.account} does not remember the last 24 passwords.`,
    first: 'have the password policy remember the last 24 passwords.',
    why: 'A password that leaked once comes back into use.',
    breaks: laterOnly,
  },
  'IAM.17': {
    headline: (v, over) => `Passwords in ${v.account} ${over ? 'did' : 'do'} not expire within 90 days`,
    sentence: (v) => `The password policy of ${v.account} has no expiry, or a longer one.`,
    first: 'if your rules ask for it, let passwords expire after 90 days; MFA does more.',
    why: 'A stolen password works until somebody changes it. Newer versions of CIS no longer ask for this.',
    breaks: 'It counts at once: whoever has an older password must change it at the next sign-in.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
