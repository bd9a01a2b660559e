import type { Values } from '../../explanation.ts';

/** ` from 192.0.2.1 (Japan)`, or nothing. */
export const from = (v: Values) =>
  v.address === null ? '' : ` from ${v.address}${v.country === null ? '' : ` (${v.country})`}`;

/** ` from 192.0.2.1 (Japan), an address known for attacks`, or the last part alone. */
export const fromAddress = (v: Values, kind: string) =>
  v.address === null ? ` from an address ${kind}` : `${from(v)}, an address ${kind}`;

/** `192.0.2.1, an address of a mining pool`, or the last part alone. */
export const host = (v: Values, kind: string) =>
  v.address === null ? `an address ${kind}` : `${v.address}, an address ${kind}`;

/** ` (192.0.2.1)` behind a word for the other end, or nothing. */
export const peer = (v: Values) => (v.address === null ? '' : ` (${v.address})`);

export const called = (v: Values) => (v.api === null ? 'called AWS' : `called ${v.api}`);

/** Who, and from where, as the subject of a sentence. */
export const who = (v: Values) => (v.address === null ? v.user : `${v.user} (from ${v.address})`);

export const domain = (v: Values) => v.domain ?? 'a domain';

/** A process where it runs, as the subject of a sentence. */
export const processIn = (v: Values) =>
  v.file === null ? `A process in ${v.resource}` : `${v.file} in ${v.resource}`;

export const isolate = 'isolate it, then find out how it was entered.';
export const findProcess = 'find the process that did it; isolate the machine if nobody can explain it.';
export const disableKey = 'make the access key inactive, then look at everything it did in CloudTrail.';
export const askPerson = 'ask the person behind it; if it was not them, make the credentials inactive.';
export const revokeSessions = 'revoke the sessions of the role, then find out how the credentials got out.';

export const ownList =
  'The address or domain is on your own threat list by mistake, or the entry is out of date.';
export const sharedAddress =
  'A person behind a VPN, a mobile network or a proxy whose address somebody else has abused.';
export const newJob =
  'A new deployment, a new job or a colleague with a new task; such work stops being unusual after some days.';
export const agreedTest = 'A penetration test or a training that was agreed beforehand.';
