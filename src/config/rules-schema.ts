import { z } from 'zod';
import { severities } from '../finding/severity.ts';
import { accountId, delay, oneOrMore, span, text } from './values.ts';

const severity = z
  .string()
  .transform((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`)
  .pipe(z.enum(severities));

/** Sigma rules: where they are, and what this deployment says of them. */
export const rulesSchema = z
  .strictObject({
    shipped: z.boolean().default(true).meta({ description: 'Use the rules that come with Yagura.' }),
    directories: z
      .array(z.union([text, z.strictObject({ path: text, stage: span.exactOptional() })]))
      .default([])
      .transform((all) => all.map((one) => (typeof one === 'string' ? { path: one } : one)))
      .meta({
        description:
          'Folders of Sigma rules, as YAML files at any depth. `stage`: for so long after a rule is first there, it is only counted.',
      }),
    exclusions: z
      .array(
        z
          .strictObject({
            rule: oneOrMore(text).exactOptional().meta({ description: 'Ids of rules; default: all.' }),
            account: oneOrMore(accountId).exactOptional().meta({ description: 'Default: all.' }),
            match: z.unknown().optional().meta({ description: 'A Sigma search; default: every event.' }),
          })
          .refine(
            (one) => one.rule ?? one.account ?? one.match,
            'names a rule, an account or a match: without any it would exclude everything',
          ),
      )
      .default([])
      .meta({ description: 'Events on which rules stay silent. All that one entry says must hold.' }),
    levels: z
      .record(text, severity)
      .default({})
      .meta({ description: 'Severity by rule id, whatever the rule says.' }),
    staged: z.record(text, delay).default({}).meta({
      description: 'By rule id: only counted for so long after it was first there; 0s: not staged.',
    }),
    expand: z
      .record(text, z.array(z.string().min(1)).min(1))
      .default({})
      .meta({ description: 'What `%name%` stands for in rules that use `expand`.' }),
  })
  .prefault({});

/** Buckets that log files are read from. */
export const bucketSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is the name of an S3 bucket'),
  account: accountId.exactOptional().meta({ description: 'Who owns it; default: the account of roleArn.' }),
  roleArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'is the ARN of a role')
    .exactOptional()
    .meta({ description: 'The role to read it with, where another account owns it.' }),
  externalId: z.string().min(2).max(1_224).exactOptional(),
});

/** Buckets are read as their account allows: by one role. */
export function oneRoleAnAccount(buckets: readonly z.output<typeof bucketSchema>[]): boolean {
  const roles = new Map<string, string>();
  return buckets.every(({ account, roleArn }) => {
    const owner = account ?? roleArn?.split(':')[4];
    if (owner === undefined || roleArn === undefined) return true;
    const known = roles.get(owner) ?? roleArn;
    roles.set(owner, known);
    return known === roleArn;
  });
}
