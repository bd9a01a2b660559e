import type { threats as english } from '../en/threats.ts';
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

export const threats: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
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
