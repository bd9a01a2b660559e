import { z } from 'zod';
import { flawOf } from '../expressions/linear.ts';
import { protocols } from '../finding/lease-spec.ts';
import { roles } from '../finding/role.ts';
import { accountId, channelName, delayOr, spanOr, text } from './values.ts';

const port = z.number().int().min(1).max(65_535);
const portRange = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, 'is a range of ports such as "8000-8100"')
  .transform((range) => {
    const [from = 0, to = 0] = range.split('-').map(Number);
    return { from, to };
  })
  .refine(({ from, to }) => 1 <= from && from <= to && to <= 65_535, 'is a range within 1 to 65535');

const ports = z
  .array(z.union([port.transform((one) => ({ from: one, to: one })), portRange]))
  .min(1, 'names at least one port');

const longest = (responder: string, approver: string, admin: string) =>
  z
    .strictObject({ responder: spanOr(responder), approver: spanOr(approver), admin: spanOr(admin) })
    .prefault({})
    .meta({ description: 'The longest that each role may ask for.' });

const needed = z.number().int().min(0).max(5).default(1);

const environment = z.strictObject({
  needs: z
    .enum(roles)
    .exclude(['viewer'])
    .default('responder')
    .meta({ description: 'The least role that may ask.' }),
  longest: longest('4h', '8h', '24h'),
  approvals: z
    .strictObject({ 'security-group': needed, isolate: needed, 'access-key': needed })
    .prefault({})
    .meta({ description: 'How many have to approve, by kind; 0: nobody has to.' }),
});

const parameter = z
  .strictObject({
    name: text,
    type: z.enum(['string', 'number', 'boolean', 'instance', 'choice']).default('string'),
    required: z.boolean().default(false),
    choices: z.array(text).max(100).default([]),
    pattern: z
      .string()
      .max(200)
      .superRefine((pattern, { addIssue }) => {
        const flaw = flawOf(pattern);
        if (flaw !== null)
          addIssue(`is a regular expression without look-around and back references (${flaw})`);
      })
      .exactOptional()
      .meta({ description: 'What the whole text has to match.' }),
  })
  .refine(
    (one) => (one.type === 'choice') === one.choices.length > 0,
    'has choices where it is a choice, and only there',
  );

const runbook = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is a word such as contain-instance'),
  document: z
    .string()
    .regex(/^[A-Za-z0-9_.:/-]{3,200}$/, 'is the name or the ARN of an SSM Automation document'),
  needs: z.enum(roles).exclude(['viewer']).default('approver'),
  parameters: z.array(parameter).max(20).default([]),
});

/** Temporary changes to AWS. Left out: there are none. */
export const leasesSchema = z
  .strictObject({
    deployment: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'is a word such as yagura-prod')
      .default('yagura')
      .meta({ description: 'Stands in tags; deployments that share an account have different ones.' }),
    channel: channelName
      .exactOptional()
      .meta({ description: 'Where their cards go; default: slack.channel.' }),
    accounts: z
      .array(accountId)
      .min(1)
      .exactOptional()
      .meta({ description: 'Which accounts may be touched; default: all of `accounts`.' }),
    ports: ports.prefault([22, 443, 3389, 5432]).meta({ description: 'Which ports may be opened.' }),
    protocols: z.array(z.enum(protocols)).min(1).default(['tcp']),
    prefix: z
      .strictObject({
        v4: z.number().int().min(1).max(32).default(24),
        v6: z.number().int().min(1).max(128).default(56),
      })
      .prefault({})
      .meta({ description: 'The widest network that anybody but an admin may let in.' }),
    environments: z
      .record(text, environment)
      .default({})
      .meta({ description: 'By environment of the account; `*` holds for all others.' }),
    requests: spanOr('4h').meta({ description: 'How long a request waits for its approvers.' }),
    review: spanOr('24h').meta({
      description: 'After so long people are asked whether an isolation is to stay.',
    }),
    groupsPerInterface: z
      .number()
      .int()
      .min(1)
      .max(16)
      .default(5)
      .meta({ description: 'Where Service Quotas may not be asked.' }),
    forensicGroups: z
      .record(
        z.string().regex(/^vpc-[0-9a-f]{8,17}$/, 'is the id of a VPC'),
        z.string().regex(/^sg-[0-9a-f]{8,17}$/, 'is the id of a security group'),
      )
      .default({})
      .meta({
        description: 'By VPC: a group that reaches only the endpoints of SSM, for isolated instances.',
      }),
    failsafe: z
      .strictObject({
        roleArn: z
          .string()
          .regex(/^arn:[\w-]+:iam::(\d{12}|\{account\}):role\/.+$/, 'is the ARN of a role')
          .meta({ description: 'Taken by EventBridge Scheduler; {account} stands for the account.' }),
        group: text.default('default').meta({ description: 'The schedule group.' }),
        after: delayOr('5m').meta({ description: 'So long after the end of a lease.' }),
      })
      .exactOptional()
      .meta({ description: 'Closes what a lease opened even while Yagura is dead.' }),
    breakGlass: z
      .enum([...roles, 'nobody'])
      .exclude(['viewer'])
      .default('approver')
      .meta({ description: 'Who may begin alone, loudly.' }),
    dryRun: z.boolean().default(false).meta({ description: 'Plans are shown, and nothing is ever done.' }),
    runbooks: z
      .array(runbook)
      .max(50)
      .default([])
      .meta({ description: 'SSM Automation documents that may be started.' }),
  })
  .meta({ description: 'Temporary access, isolation, keys: changes to AWS that are undone.' });
