import type { ThreatExplanation, Values } from '../../explanation.ts';
import { domain, findProcess, isolate, ownList, peer } from './phrases.ts';

const asked = (v: Values, what: string) => `${v.resource} asked for ${domain(v)}, ${what}.`;
const looksUp = 'A scanner or a mail filter that looks names up, or a resolver that asks for others.';

/** What the names that a machine asks for say. */
export const dns = {
  'Impact:*/BitcoinDomainRequest.*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for a cryptocurrency domain`,
    sentence: (v) => asked(v, 'which is linked to cryptocurrency'),
    first: isolate,
    why: 'If it is a miner, you pay for the computing time, and whoever started it can start anything else.',
    harmless: 'A blockchain node, a wallet or a price service that you run there on purpose.',
  },
  'Impact:EC2/MaliciousDomainRequest.Custom': {
    headline: (v) => `${v.resource} asks for a domain on your threat list`,
    sentence: (v) => asked(v, 'which is on a list that you gave'),
    first: findProcess,
    why: 'You listed this domain because you had a reason; something on the machine knows it.',
    harmless: ownList,
  },
  'Impact:*/MaliciousDomainRequest.*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for a malicious domain`,
    sentence: (v) => asked(v, 'which is tied to domains or addresses of attackers'),
    first: findProcess,
    why: 'Such names have a part in attacks, of today or of the past. Nothing that you run should need them.',
    harmless: looksUp,
  },
  'Impact:*/AbusedDomainRequest.*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for a domain that is often abused`,
    sentence: (v) => asked(v, 'a name of a kind that attackers like to use, such as a free or dynamic one'),
    first: findProcess,
    why: 'Names that cost nothing and point anywhere are handy for attackers, but they have honest users too.',
    harmless:
      'A dynamic DNS name of your own, of a partner or of a device in an office, or an expired name that is parked.',
  },
  'Impact:*/SuspiciousDomainRequest.*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for a doubtful domain`,
    sentence: (v) => asked(v, 'a young or little-known name that looks suspicious'),
    first: findProcess,
    why: 'Attackers use fresh names for some days only. Many fresh names are just new.',
    harmless: 'A new service, a campaign site or a name that your own people registered lately.',
  },
  'Trojan:*/DGADomainRequest*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for made-up domains`,
    sentence: (v) => asked(v, 'a name that looks computed, as malware does to find its master'),
    first: isolate,
    why: 'Malware computes new names every day, so that nobody can block them all. One answer is enough for it.',
    harmless: 'Content networks and trackers with random names; a browser that tests for a captive network.',
  },
  'Trojan:EC2/DNSDataExfiltration': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} carrying data out through DNS`,
    sentence: (v) => `${v.resource} hides data in questions for ${domain(v)}.`,
    first: isolate,
    why: 'DNS is let through almost everywhere, so data leaves past most firewalls.',
    harmless: 'An antivirus or telemetry service that asks its questions through DNS.',
  },
  'Trojan:*/DriveBySourceTraffic*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for a site that spreads malware`,
    sentence: (v) => asked(v, 'a site that infects whoever visits it'),
    first: findProcess,
    why: 'One visit with an outdated browser can be enough to be infected.',
    harmless: looksUp,
  },
  'Trojan:*/PhishingDomainRequest*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for a phishing site`,
    sentence: (v) => asked(v, 'a site that steals passwords'),
    first:
      'find out who or what asked: perhaps somebody clicked, perhaps a phishing site is set up from this machine.',
    why: 'Somebody may have typed a password there, or the machine may be used to deceive others.',
    harmless: looksUp,
  },
  'UnauthorizedAccess:*/MetadataDNSRebind': {
    headline: (v) => `Somebody may be after the credentials of ${v.resource}`,
    sentence: (v) => asked(v, 'which answers with the address of the metadata service'),
    first:
      'find the application or browser that asked, and require IMDSv2; if it was tricked, revoke the sessions of the role.',
    why: 'An application that follows such a name can hand the credentials of its role to a stranger.',
    harmless: 'A name in your own DNS that points to 169.254.169.254 on purpose. Otherwise hardly anything.',
  },
  'DefenseEvasion:EC2/UnusualDNSResolver': {
    headline: (v) => `${v.resource} asks an unusual DNS server`,
    sentence: (v) =>
      `${v.resource} sends its questions to a public DNS server${peer(v)} that it has not used lately.`,
    first: findProcess,
    why: 'What is asked there is not in the DNS logs of GuardDuty: they hold only questions to the resolver of the VPC.',
    harmless: 'A setting such as 8.8.8.8 in an image or a container, or a tool for tests.',
  },
  'DefenseEvasion:EC2/UnusualDo*': {
    headline: (v) => `${v.resource} encrypts its DNS questions`,
    sentence: (v) =>
      `${v.resource} sends encrypted DNS questions to a public server${peer(v)} that it has not used lately.`,
    first: findProcess,
    why: 'Encrypted questions cannot be watched; malware uses them to find its master unseen.',
    harmless: 'A browser or a library that uses DNS over HTTPS or TLS by default.',
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
