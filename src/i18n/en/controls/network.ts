import type { ControlExplanation } from '../../explanation.ts';
import { are, has, is } from './tense.ts';

const searched =
  'The whole internet is searched for such ports all day, and passwords are tried within minutes.';
const limitAdministration = 'limit the rule to known addresses, or use Session Manager.';
const fromOutside = 'People and systems that connect from addresses which are not on the new list.';

/** VPCs, security groups, network ACLs: EC2's controls that are about networks. */
export const network = {
  'EC2.2': {
    headline: (v, over) => `Default security group ${v.resource} ${over ? 'let' : 'lets'} traffic through`,
    sentence: (v) =>
      `${v.resource} still has rules, and whatever is started without a group of its own gets this one.`,
    first: 'move what uses it to its own group, then delete its rules.',
    why: 'Things end up in it by accident, and all of them can then talk to each other.',
    breaks: 'Whatever still uses this group loses its network at once. See its network interfaces first.',
  },
  'EC2.6': {
    headline: (v, over) => `VPC ${v.resource} ${has(over)} no flow logs`,
    sentence: (v) => `Nothing records who talks to whom in ${v.resource}.`,
    first: 'turn on flow logs, at least for rejected traffic.',
    why: 'After a break-in, nobody could say what was reached from there, or how much left.',
    breaks: 'Nothing. The logs cost money by volume.',
  },
  'EC2.10': {
    headline: (v, over) => `VPC ${v.resource} ${has(over)} no endpoint for the EC2 API`,
    sentence: (v) =>
      `Calls to the EC2 API from ${v.resource} need another way, such as an internet or NAT gateway.`,
    first: 'create an interface endpoint for EC2 in the VPC.',
    why: 'With an endpoint, private machines need no way out to the internet for it, and its policy limits what they may call.',
    breaks: 'Calls fail where the security group of the endpoint does not allow port 443 from the VPC.',
  },
  'EC2.13': {
    headline: (v, over) => `SSH ${is(over)} open to the internet in ${v.resource}`,
    sentence: (v) => `Security group ${v.resource} lets everyone reach port 22.`,
    first: 'allow port 22 only from addresses that you know, or use Session Manager.',
    why: searched,
    breaks: fromOutside,
  },
  'EC2.14': {
    headline: (v, over) => `Remote desktop ${is(over)} open to the internet in ${v.resource}`,
    sentence: (v) => `Security group ${v.resource} lets everyone reach port 3389.`,
    first: 'allow port 3389 only from addresses that you know, or use Fleet Manager.',
    why: 'Open remote desktops are a usual way in for ransomware. Passwords are tried within minutes.',
    breaks: fromOutside,
  },
  'EC2.15': {
    headline: (v, over) => `Subnet ${v.resource} ${over ? 'gave' : 'gives'} public addresses by itself`,
    sentence: (v) => `Whatever is started in ${v.resource} gets a public IPv4 address without being asked.`,
    first: 'turn off automatic public IPv4 addresses of the subnet.',
    why: 'Everything there can be reached from the internet wherever a security group allows it.',
    breaks:
      'What is started later has no address, and no way out without a NAT gateway. What runs keeps its address.',
  },
  'EC2.16': {
    headline: (v, over) => `Network ACL ${v.resource} ${is(over)} used by nothing`,
    sentence: (v) => `No subnet uses ${v.resource}.`,
    first: 'delete it, unless it is the default ACL of its VPC: that one cannot be deleted.',
    why: 'A small matter: leftovers make it harder to see which rules count.',
    breaks: 'Nothing, since nothing uses it.',
  },
  'EC2.18': {
    headline: (v, over) => `${v.resource} ${is(over)} open to the internet on ports not agreed`,
    sentence: (v) =>
      `Security group ${v.resource} lets everyone reach ports other than the allowed ones (80 and 443 by default).`,
    first: 'limit the rule to known addresses, or to the ports that must be public.',
    why: 'What listens there was often never meant for strangers.',
    breaks: fromOutside,
  },
  'EC2.19': {
    headline: (v, over) => `High-risk ports ${are(over)} open to the internet in ${v.resource}`,
    sentence: (v) =>
      `Security group ${v.resource} lets everyone reach a port that attackers look for (databases, SSH, RDP ...).`,
    first: 'limit the rule to known addresses.',
    why: searched,
    breaks: fromOutside,
  },
  'EC2.21': {
    headline: (v, over) => `Network ACL ${v.resource} ${over ? 'let' : 'lets'} the internet reach SSH or RDP`,
    sentence: (v) => `${v.resource} allows port 22 or 3389 from every address.`,
    first: 'deny those ports from the internet in the network ACL.',
    why: 'The ACL is the second lock. One wrong security group behind it, and the machine is open.',
    breaks:
      'Administration from outside. ACLs keep no state: leave the ephemeral ports of answers open, or all traffic stops.',
  },
  'EC2.53': {
    headline: (v, over) => `Remote administration ${is(over)} open to the internet in ${v.resource}`,
    sentence: (v) => `Security group ${v.resource} lets every IPv4 address reach port 22 or 3389.`,
    first: limitAdministration,
    why: searched,
    breaks: fromOutside,
  },
  'EC2.54': {
    headline: (v, over) => `Remote administration ${is(over)} open to the IPv6 internet in ${v.resource}`,
    sentence: (v) => `Security group ${v.resource} lets every IPv6 address reach port 22 or 3389.`,
    first: limitAdministration,
    why: 'IPv6 rules are easily forgotten, and attackers know it.',
    breaks: fromOutside,
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
