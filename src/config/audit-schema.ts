import { z } from 'zod';
import { bucketSchema } from './rules-schema.ts';
import { region, spanOr } from './values.ts';

const anchorBucket = z.strictObject({
  ...bucketSchema.shape,
  roleArn: bucketSchema.shape.roleArn.meta({
    description: 'The role to write and read it with; default: our own.',
  }),
  region: region.exactOptional().meta({ description: 'Where it is; default: aws.region.' }),
  prefix: z
    .string()
    // S3 user guide, "Naming Amazon S3 objects": safe characters.
    .regex(/^[\w!.*'()/-]{0,200}$/, "is the beginning of object keys: letters, digits and ! - _ . * ' ( ) /")
    .default('yagura/')
    .meta({ description: 'What keys begin with; two deployments in one bucket need different ones.' }),
  mode: z
    .enum(['GOVERNANCE', 'COMPLIANCE'])
    .default('GOVERNANCE')
    .meta({ description: 'COMPLIANCE: nobody can shorten it, the root user included.' }),
  retention: spanOr('400d')
    .refine((ms) => ms >= 86_400_000, 'is a day or longer')
    .meta({ description: 'Nobody can delete an anchor before.' }),
});

/** Where the audit log is told to beside Slack. */
export const auditSchema = z
  .strictObject({
    bucket: anchorBucket
      .exactOptional()
      .meta({ description: 'A bucket with Object Lock, in which each day’s anchor is kept.' }),
  })
  .prefault({});
