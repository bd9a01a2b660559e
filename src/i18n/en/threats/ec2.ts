import type { ThreatExplanation, Values } from '../../explanation.ts';
import { findProcess, from, host, isolate, ownList, peer } from './phrases.ts';

const closePort =
  'close the port to the internet and look for logins that succeeded; isolate it if it is the one that tries.';
const scansAll =
  'Scanners that try every address on the internet. Where only keys are accepted, it comes to nothing.';
const privacyTool = 'A product that watches or crawls Tor on purpose, or a privacy browser on a desktop.';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** GuardDuty uses one type for the victim and for the attacker; Security Hub's V2 copy does not say which. */
const passwordsTried = (v: Values, over: boolean, kind: string) =>
  v.role === 'actor'
    ? `${v.resource} ${over ? 'was' : 'is'} trying ${kind} passwords on others`
    : `${capital(kind)} passwords tried on ${v.resource}`;

const triedBetween = (v: Values, kind: string) => {
  if (v.role === 'actor')
    return `${v.resource} tries ${kind} passwords on ${v.address ?? 'another machine'}.`;
  const subject = `${capital(kind)} passwords are tried`;
  if (v.role === 'target') return `${subject} on ${v.resource}${from(v)}.`;
  return v.address === null
    ? `${subject} at ${v.resource}, or from there.`
    : `${subject} between ${v.resource} and ${v.address}; see which of them tries.`;
};

const whyPasswords =
  'Sooner or later a weak password is hit. If the instance is the one that tries, somebody else is already in it.';

/** What the traffic of a machine says, seen in flow logs or by the agent on it. */
export const ec2 = {
  'CryptoCurrency:*/BitcoinTool*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} mining cryptocurrency`,
    sentence: (v) =>
      v.domain !== null
        ? `${v.resource} asked for ${v.domain}, a name linked to cryptocurrency.`
        : `${v.resource} talked to ${host(v, 'linked to cryptocurrency')}.`,
    first: isolate,
    why: 'If it is a miner, you pay for the computing time, and whoever started it can start anything else.',
    harmless: 'A blockchain node, a wallet or a price service that you run there on purpose.',
  },
  'Backdoor:*/C&CActivity*': {
    headline: (v, over) =>
      `${v.resource} ${over ? 'was' : 'is'} ${v.domain === null ? 'talking to' : 'asking for'} a control server`,
    sentence: (v) =>
      v.domain !== null
        ? `${v.resource} asked for ${v.domain}, a known control server of attackers.`
        : `${v.resource} talks to a known control server of attackers${peer(v)}.`,
    first: isolate,
    why: 'Malware reports there and takes orders: to steal, to attack others, to encrypt.',
    harmless: 'A scanner or a mail filter that looks bad names up, or a resolver that asks for others.',
  },
  'Backdoor:EC2/DenialOfService.*': {
    headline: (v, over) =>
      `${v.resource} may ${over ? 'have been' : 'be'} attacking others (denial of service)`,
    sentence: (v) => `${v.resource} sends a flood of traffic, of the kind that knocks other machines over.`,
    first: isolate,
    why: 'If it is an attack, you harm others and pay for the traffic, and AWS may block the instance.',
    harmless:
      'A load test, a video or game server, or a resolver that answers the whole internet by mistake.',
  },
  'Backdoor:EC2/Spambot': {
    headline: (v, over) => `${v.resource} may ${over ? 'have been' : 'be'} sending spam`,
    sentence: (v) =>
      `${v.resource} talks to ${v.address ?? 'other machines'} on port 25, which is for mail servers and new for it.`,
    first: isolate,
    why: 'If it is spam, your addresses end up on block lists and your own mail is refused.',
    harmless: 'An application that has begun to send its mail directly.',
  },
  'Behavior:EC2/NetworkPortUnusual': {
    headline: (v) => `${v.resource} talks on an unusual port`,
    sentence: (v) =>
      `${v.resource} talks${v.address === null ? '' : ` to ${v.address}`} on ${v.port === null ? 'a port' : `port ${v.port}`}, which it never used before.`,
    first: 'ask its owner about the change; isolate it if nobody knows.',
    why: 'Machines are creatures of habit. A new port is a new program, or a new master.',
    harmless: 'A new version or a new dependency, most often right after a deployment.',
  },
  'Behavior:EC2/TrafficVolumeUnusual': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} sending unusually much`,
    sentence: (v) =>
      `${v.resource} sends far more${v.address === null ? '' : ` to ${v.address}`} than it ever did before.`,
    first: 'find out what it sends; isolate it if nobody knows.',
    why: 'Data that is copied out looks like this in the flow logs.',
    harmless: 'A backup, a migration or a release that many people fetch.',
  },
  'UnauthorizedAccess:EC2/SSHBruteForce': {
    headline: (v, over) => passwordsTried(v, over, 'SSH'),
    sentence: (v) => triedBetween(v, 'SSH'),
    first: closePort,
    why: whyPasswords,
    harmless: scansAll,
  },
  'UnauthorizedAccess:EC2/RDPBruteForce': {
    headline: (v, over) => passwordsTried(v, over, 'remote desktop'),
    sentence: (v) => triedBetween(v, 'remote desktop'),
    first: closePort,
    why: whyPasswords,
    harmless:
      'Scanners that try every address on the internet, or a colleague with an old password that is stored.',
  },
  'Impact:EC2/WinRMBruteForce': {
    headline: (v, over) => passwordsTried(v, over, 'Windows administration'),
    sentence: (v) => triedBetween(v, 'WinRM'),
    first: closePort,
    why: whyPasswords,
    harmless: 'A management tool with an old password that keeps trying.',
  },
  'Recon:EC2/PortProbeUnprotectedPort': {
    headline: (v) => `An open port of ${v.resource} is being probed`,
    sentence: (v) =>
      `Known attackers knock on ${v.port === null ? 'a port' : `port ${v.port}`} of ${v.resource}${from(v)}.`,
    first: 'close the port to the internet if nobody needs it.',
    why: 'It shows what the internet can reach. The knocking is common; the open door is yours.',
    harmless: 'A port that is public on purpose, such as 443 of a website.',
  },
  'Recon:EC2/PortProbeEMRUnprotectedPort': {
    headline: (v) => `The EMR cluster of ${v.resource} is open to the internet`,
    sentence: (v) =>
      `Known attackers knock on ${v.port === null ? 'a port' : `port ${v.port}`} of EMR on ${v.resource}${from(v)}.`,
    first: 'close the port to the internet, then look for jobs that nobody started.',
    why: 'Through these ports of Hadoop and its kin jobs can be started, often without any password.',
    harmless: 'Hardly anything: these ports should never be public.',
  },
  'Recon:EC2/Portscan': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} scanning another machine`,
    sentence: (v) =>
      `${v.resource} tries many ports${v.address === null ? '' : ` of ${v.address}`}, as one does to find a way in.`,
    first: isolate,
    why: 'Whoever is in one machine looks for the next one from there.',
    harmless: 'A vulnerability scanner or a monitoring tool of your own.',
  },
  'Impact:EC2/PortSweep': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} scanning the internet`,
    sentence: (v) =>
      `${v.resource} tries one port${v.port === null ? '' : ` (${v.port})`} on many addresses, to find others to attack.`,
    first: isolate,
    why: 'Worms and botnets spread this way. You attack others, and AWS may block the instance.',
    harmless: 'A scanner for research or for your own addresses; a peer-to-peer program.',
  },
  'Trojan:*/BlackholeTraffic*': {
    headline: (v, over) =>
      `${v.resource} ${over ? 'was' : 'is'} ${v.domain === null ? 'calling an address where nobody answers' : 'asking for a name that leads nowhere'}`,
    sentence: (v) =>
      v.domain === null
        ? `${v.resource} tried to reach ${host(v, 'where all traffic vanishes')}.`
        : `${v.resource} asked for ${v.domain}, a name that leads to where all traffic vanishes.`,
    first: findProcess,
    why: 'Malware keeps asking for addresses that were taken away from it. What asks here may be such malware.',
    harmless: 'An old setting with a name that changed hands, or a scanner that checks bad names.',
  },
  'Trojan:*/DropPoint*': {
    headline: (v, over) =>
      `${v.resource} ${over ? 'was' : 'is'} ${v.domain === null ? 'calling' : 'asking for'} a store of stolen data`,
    sentence: (v) =>
      v.domain === null
        ? `${v.resource} tried to reach ${host(v, 'where malware leaves what it has stolen')}.`
        : `${v.resource} asked for ${v.domain}, where malware leaves what it has stolen.`,
    first: isolate,
    why: 'Passwords and data of this machine may be leaving it at this moment.',
    harmless: 'A scanner or a mail filter that looks bad names up. Otherwise hardly anything.',
  },
  'UnauthorizedAccess:*/TorClient': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} using the Tor network`,
    sentence: (v) => `${v.resource} connected to Tor${peer(v)}, which hides who talks to whom.`,
    first: isolate,
    why: 'Malware takes its orders and carries data out through Tor, so that nobody sees where to.',
    harmless: privacyTool,
  },
  'UnauthorizedAccess:*/TorRelay': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} part of the Tor network`,
    sentence: (v) =>
      `${v.resource} connects to Tor${peer(v)} in the way of a relay, which passes on traffic of strangers.`,
    first: isolate,
    why: 'What strangers do through a relay appears under your address, and you pay for the traffic.',
    harmless: 'A relay that somebody runs there on purpose.',
  },
  'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom': {
    headline: (v) => `${v.resource} talks to an address on your threat list`,
    sentence: (v) => `${v.resource} exchanged traffic with ${host(v, 'on a list that you gave')}.`,
    first: findProcess,
    why: 'You listed this address because you had a reason; something on the machine knows it.',
    harmless: ownList,
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
