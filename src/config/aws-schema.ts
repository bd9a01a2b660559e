import { z } from 'zod';
import { bucketSchema, oneRoleAnAccount } from './rules-schema.ts';
import { accountId, region } from './values.ts';

const role = z.strictObject({
  name: z
    .string()
    // IAM API reference, `Role`: RoleName and Path. The path stands in the role's ARN.
    .regex(/^[\w+=,.@-][\w+=,.@/-]{0,127}$/, 'is the name of a role, with its path, without a slash in front')
    .meta({ description: 'The same in every account; with its path, without a slash in front.' }),
  externalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'is an external id of 2 to 1224 characters')
    .exactOptional()
    .meta({ description: 'What the trust policy of the role asks for.' }),
});

/** A role for each thing that somebody goes into an account for. */
export const awsRolesSchema = z.strictObject({
  read: role.exactOptional().meta({ description: 'Reads: Investigate, the checks behind Done, lists.' }),
  writeBack: role
    .exactOptional()
    .meta({ description: 'Tells Security Hub and GuardDuty what people decided.' }),
  response: role.exactOptional().meta({ description: 'Changes things: leases, isolation, runbooks.' }),
});

/** Where AWS is, and how we go into the accounts. */
export const awsSchema = z
  .strictObject({
    region: region.default('us-east-1'),
    partition: z
      .enum(['aws', 'aws-cn', 'aws-us-gov'])
      .default('aws')
      .meta({ description: 'Where all of the accounts are.' }),
    roles: awsRolesSchema.prefault({}).meta({
      description: 'Roles that are taken in the accounts under `accounts`, which may name others.',
    }),
    administrator: accountId
      .exactOptional()
      .meta({ description: 'The delegated administrator of GuardDuty and Security Hub.' }),
    regions: z
      .array(region)
      .default([])
      .meta({ description: 'The Regions that you use; default: the one above.' }),
    buckets: z
      .array(bucketSchema)
      .refine(oneRoleAnAccount, 'names two roles for buckets of one account')
      .default([])
      .meta({
        description: 'Where CloudTrail puts its log files. Notices of any other bucket are quarantined.',
      }),
    attempts: z
      .number()
      .int()
      .min(1)
      .max(20)
      .default(6)
      .meta({ description: 'How often a log file is tried before its message is quarantined.' }),
  })
  .prefault({});
