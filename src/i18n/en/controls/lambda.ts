import type { ControlExplanation } from '../../explanation.ts';
import { can, is } from './tense.ts';

export const lambda = {
  'Lambda.1': {
    headline: (v, over) => `Function ${v.resource} ${can(over)} be called by anyone`,
    sentence: (v) =>
      `The policy of ${v.resource} lets any AWS account use it, or S3 without naming the account.`,
    first: 'name the accounts or services in the policy of the function.',
    why: 'Strangers can run it with the rights of its role, and at your expense.',
    breaks:
      'Callers that are not named. For S3 and other services, name the service together with aws:SourceAccount.',
  },
  'Lambda.2': {
    headline: (v, over) => `Function ${v.resource} ${over ? 'used' : 'uses'} an outdated runtime`,
    sentence: (v) => `The runtime of ${v.resource} is no longer supported.`,
    first: 'move the function to a supported runtime.',
    why: 'It gets no security fixes any more, and later AWS refuses to create and update such functions.',
    breaks:
      'Code and libraries that depend on the old version. Publish a version first, so that you can go back.',
  },
  'Lambda.3': {
    headline: (v, over) => `Function ${v.resource} ${is(over)} not in a VPC`,
    sentence: (v) => `${v.resource} runs in the network of Lambda and not in one of yours.`,
    first: 'decide whether it must reach private resources; if so, attach it to a VPC.',
    why: 'In a VPC, security groups and flow logs cover it. Many functions do not need that.',
    breaks:
      'In a VPC it has no way out to the internet without a NAT gateway. AWS APIs need that, or endpoints.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
