import type { ThreatExplanation } from '../../explanation.ts';
import { host, ownList, peer } from './phrases.ts';

const compareCode =
  'compare the deployed code and its layers with your repository, and stop the function if they differ.';
const changedHands = 'A test that you set up yourself, or an address that changed hands.';

export const lambda = {
  'CryptoCurrency:Lambda/BitcoinTool*': {
    headline: (v, over) => `Function ${v.resource} ${over ? 'was' : 'is'} mining cryptocurrency`,
    sentence: (v) => `Function ${v.resource} talked to ${host(v, 'linked to cryptocurrency')}.`,
    first: compareCode,
    why: 'If it is a miner, somebody else runs code in your function, at your cost and with its role.',
    harmless: 'A function that works with a blockchain on purpose, for payments or prices.',
  },
  'Backdoor:Lambda/C&CActivity*': {
    headline: (v, over) => `Function ${v.resource} ${over ? 'was' : 'is'} talking to a control server`,
    sentence: (v) => `Function ${v.resource} talked to a known control server of attackers${peer(v)}.`,
    first: compareCode,
    why: 'Code that takes orders from outside can do whatever the role of the function may do.',
    harmless: changedHands,
  },
  'Trojan:Lambda/BlackholeTraffic': {
    headline: (v, over) =>
      `Function ${v.resource} ${over ? 'was' : 'is'} calling an address where nobody answers`,
    sentence: (v) => `Function ${v.resource} tried to reach ${host(v, 'where all traffic vanishes')}.`,
    first: compareCode,
    why: 'No host answers there, so nothing useful is being called. It may be code that somebody else put in.',
    harmless:
      'A hard-coded address whose host is gone, or a check of reputation lists that opens connections.',
  },
  'Trojan:Lambda/DropPoint': {
    headline: (v, over) => `Function ${v.resource} ${over ? 'was' : 'is'} calling a store of stolen data`,
    sentence: (v) =>
      `Function ${v.resource} tried to reach ${host(v, 'where malware leaves what it has stolen')}.`,
    first: compareCode,
    why: 'Data and secrets that the function can read may be leaving the account.',
    harmless: changedHands,
  },
  '*:Lambda/MaliciousIPCaller.Custom': {
    headline: (v) => `Function ${v.resource} talks to an address on your threat list`,
    sentence: (v) => `Function ${v.resource} exchanged traffic with ${host(v, 'on a list that you gave')}.`,
    first: compareCode,
    why: 'You listed this address because you had a reason; something in the function knows it.',
    harmless: ownList,
  },
  '*:Lambda/Tor*': {
    headline: (v, over) => `Function ${v.resource} ${over ? 'was' : 'is'} using the Tor network`,
    sentence: (v) =>
      `Function ${v.resource} connected to the Tor network${peer(v)}, which hides who talks to whom.`,
    first: compareCode,
    why: 'Functions have no business in Tor; it is a way to take orders or to carry data out unseen.',
    harmless: 'A product that watches or crawls Tor on purpose.',
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
