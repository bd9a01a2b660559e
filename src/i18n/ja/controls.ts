import type { controls as english } from '../en/controls.ts';
import type { ControlExplanation } from '../explanation.ts';
import { account } from './controls/account.ts';
import { cloudtrail } from './controls/cloudtrail.ts';
import { cloudwatch } from './controls/cloudwatch.ts';
import { containers } from './controls/containers.ts';
import { data } from './controls/data.ts';
import { ec2 } from './controls/ec2.ts';
import { iam } from './controls/iam.ts';
import { kms } from './controls/kms.ts';
import { lambda } from './controls/lambda.ts';
import { machines } from './controls/machines.ts';
import { messages } from './controls/messages.ts';
import { network } from './controls/network.ts';
import { passwords } from './controls/passwords.ts';
import { rds } from './controls/rds.ts';
import { s3 } from './controls/s3.ts';
import { web } from './controls/web.ts';

export const controls: Readonly<Record<keyof typeof english, ControlExplanation>> = {
  ...account,
  ...cloudtrail,
  ...cloudwatch,
  ...containers,
  ...data,
  ...ec2,
  ...iam,
  ...kms,
  ...lambda,
  ...machines,
  ...messages,
  ...network,
  ...passwords,
  ...rds,
  ...s3,
  ...web,
};
