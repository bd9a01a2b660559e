import type { ThreatExplanation, Values } from '../../explanation.ts';
import { from } from './phrases.ts';

/** The type tells which of the two; a family is for both. */
const fromStranger = (v: Values) =>
  v.address === null
    ? ' from an address known for attacks or of Tor'
    : `${from(v)}, an address known for attacks or of Tor`;

const closeDatabase = 'make sure that the database cannot be reached from the internet.';
const changePassword = 'change the password of that database user, then see what was read.';

export const rds = {
  'CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce': {
    headline: (v) => `Somebody may have guessed a password of database ${v.resource}`,
    sentence: (v) => `After many failed logins${from(v)}, one to ${v.resource} succeeded, as ${v.user}.`,
    first: changePassword,
    why: 'Whoever tried may now be in, and can read or change all that this database user may.',
    harmless: 'An application with an old password that kept trying until somebody put in the new one.',
  },
  'CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin': {
    headline: (v) => `Unusual login to database ${v.resource}`,
    sentence: (v) => `Somebody logged in to ${v.resource}${from(v)} in an unusual way, as ${v.user}.`,
    first: 'ask whose login it was; if nobody knows it, change the password and see what was read.',
    why: 'A login that fits no habit may be a stolen password in use.',
    harmless: 'A colleague who logs in where usually only applications do, or a new application or tool.',
  },
  'CredentialAccess:RDS/AnomalousBehavior.FailedLogin': {
    headline: (v) => `Unusual failed logins on database ${v.resource}`,
    sentence: (v) => `Logins to the database ${v.resource} failed${from(v)} in an unusual way.`,
    first: 'look whether it is an application of yours; if not, close the way from there to the database.',
    why: 'Somebody may be trying passwords, and can reach the database to do so.',
    harmless: 'An application or a colleague with an old password, most often after it was changed.',
  },
  'CredentialAccess:RDS/*.FailedLogin': {
    headline: (v) => `Somebody is trying passwords on ${v.resource}`,
    sentence: (v) => `Logins to the database ${v.resource} failed${fromStranger(v)}.`,
    first: closeDatabase,
    why: 'These logins failed, but strangers reach the database and can keep trying.',
    harmless: 'Hardly anything: at best it is a scanner that tries every database it finds.',
  },
  'CredentialAccess:RDS/*.SuccessfulLogin': {
    headline: (v) => `Login to database ${v.resource} from a bad address`,
    sentence: (v) => `Somebody logged in to ${v.resource} as ${v.user}${fromStranger(v)}.`,
    first: changePassword,
    why: 'The password may be in the wrong hands, and what this database user can read may have been read.',
    harmless: 'A colleague behind a VPN whose exit address has a bad name. Ask before you believe it.',
  },
  'Discovery:RDS/*IPCaller': {
    headline: (v) => `Somebody is feeling out database ${v.resource}`,
    sentence: (v) => `Somebody connected to ${v.resource}${fromStranger(v)}, but did not try to log in.`,
    first: closeDatabase,
    why: 'Strangers can reach the port of the database. Passwords may come next.',
    harmless: 'Scanners that knock everywhere. That they get an answer is the thing to mend.',
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
