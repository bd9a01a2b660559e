import type { ThreatExplanation } from '../explanation.ts';
import { attackSequence } from './threats/attack-sequence.ts';
import { dns } from './threats/dns.ts';
import { ec2 } from './threats/ec2.ts';
import { iam } from './threats/iam.ts';
import { kubernetes } from './threats/kubernetes.ts';
import { lambda } from './threats/lambda.ts';
import { malware } from './threats/malware.ts';
import { rds } from './threats/rds.ts';
import { runtime } from './threats/runtime.ts';
import { s3 } from './threats/s3.ts';

// Lambda before EC2, whose families mean every machine.
const all = {
  ...attackSequence,
  ...malware,
  ...lambda,
  ...s3,
  ...iam,
  ...rds,
  ...kubernetes,
  ...runtime,
  ...dns,
  ...ec2,
};

/**
 * Keyed by GuardDuty type, `*` for anything; the first that fits counts. Types and what they mean: the GuardDuty
 * user guide, "GuardDuty finding types" and the page of each service.
 */
export const threats: Readonly<Record<keyof typeof all, ThreatExplanation>> = all;
