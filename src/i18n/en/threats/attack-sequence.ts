import type { ThreatExplanation } from '../../explanation.ts';
import { agreedTest, from } from './phrases.ts';

const follow = 'isolate what is named, then follow the steps in GuardDuty.';

export const attackSequence = {
  'AttackSequence:IAM/*': {
    headline: (v) => `Stolen credentials may be at work in ${v.account}, in several steps`,
    sentence: (v) =>
      `Several steps by ${v.user}${from(v)} fit together as one attack with stolen credentials.`,
    first: 'make the credentials inactive, then follow the steps in GuardDuty.',
    why: 'Each step alone looks small; in this order they are how accounts are taken over. It may still be going on.',
    harmless: `Rarely anything. ${agreedTest}`,
  },
  'AttackSequence:S3/*': {
    headline: (v) => `Data in S3 may be under attack in ${v.account}, in several steps`,
    sentence: (v) =>
      `Several steps by ${v.user}${from(v)} fit together as an attempt to take or destroy data in S3.`,
    first: 'make the credentials inactive, then see what was read or deleted.',
    why: 'Blackmail with copied or deleted data can begin like this. The sooner the credentials are stopped, the less is lost.',
    harmless:
      'Rarely anything. A migration by somebody who had never touched these buckets, or an agreed test.',
  },
  'AttackSequence:EKS/*': {
    headline: (v) => `An attack in several steps on cluster ${v.resource}`,
    sentence: (v) =>
      `Several steps${from(v)} in the audit log, at runtime or in AWS fit together as one attack on ${v.resource}.`,
    first: 'isolate the workloads that are named, then follow the steps in GuardDuty.',
    why: 'Whoever holds one pod tries for the nodes, the secrets and the AWS roles of the cluster next.',
    harmless: `Rarely anything. ${agreedTest}`,
  },
  'AttackSequence:ECS/*': {
    headline: (v) => `An attack in several steps on ECS cluster ${v.resource}`,
    sentence: (v) =>
      `Several steps${from(v)} in containers of ${v.resource} and around them fit together as one attack.`,
    first: 'stop the tasks that are named, but keep their logs; then follow the steps in GuardDuty.',
    why: 'A container that was entered lends out its task role, and with it whatever that role may do in AWS.',
    harmless: `Rarely anything. ${agreedTest}`,
  },
  'AttackSequence:EC2/*': {
    headline: (v) => `An attack in several steps on ${v.resource}`,
    sentence: (v) =>
      `Several steps${from(v)} on ${v.resource}, or on instances set up like it, fit together as one attack.`,
    first: follow,
    why: 'Instances that share a role, an image or a launch template may share the hole through which one was entered.',
    harmless: `Rarely anything. ${agreedTest}`,
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
