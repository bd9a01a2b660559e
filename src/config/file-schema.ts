import { z } from 'zod';
import { sourceNames } from '../finding/finding.ts';
import { severities } from '../finding/severity.ts';
import { auditSchema } from './audit-schema.ts';
import { awsRolesSchema, awsSchema } from './aws-schema.ts';
import { exceptionsSchema } from './exceptions-schema.ts';
import { leasesSchema } from './leases-schema.ts';
import {
  acknowledgementSchema,
  escalationSchema,
  flappingSchema,
  mentionsSchema,
  onCallSchema,
  ownHoursSchema,
  pagerSchema,
  questionsSchema,
  sourceHealthSchema,
  stormsSchema,
  suppressionsSchema,
  workingHoursSchema,
} from './people-schema.ts';
import { policySchema } from './policy-schema.ts';
import { peopleSchema, rolesSchema } from './roles-schema.ts';
import { rulesSchema } from './rules-schema.ts';
import { syncSchema } from './sync-schema.ts';
import { accountId, channelName, delayOr, language, slackActor, spanOr, tags, timeZone } from './values.ts';
import { writeBackSchema } from './write-back-schema.ts';

const queue = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).meta({ description: 'The SQS queue URL.' }),
  sources: z
    .array(z.enum([...sourceNames, '*']))
    .min(1)
    .default(['*'])
    .meta({
      description:
        'Which sources this queue may carry; anything else is quarantined. `*` never means custom.',
    }),
  accounts: z
    .array(z.union([accountId, z.literal('*')]))
    .min(1)
    .default(['*'])
    .meta({ description: 'Which AWS accounts this queue may speak about.' }),
  visibilityTimeout: delayOr('60s')
    // SQS's own limit is 12 hours; 0 would hide a message from nobody.
    .refine((ms) => ms >= 1_000 && ms <= 43_200_000, 'is from 1s to 12h')
    .meta({
      description:
        'How long a message stays hidden from other replicas after this one died; extended while it works.',
    }),
  loops: z
    .number()
    .int()
    .min(1)
    .max(40)
    .default(20)
    .meta({ description: 'Receive loops; each holds up to ten messages.' }),
});

const channel = z.strictObject({
  name: channelName,
  language: language.exactOptional(),
  timeZone: timeZone.exactOptional(),
  workingHours: ownHoursSchema.exactOptional(),
});

const account = z.strictObject({
  id: accountId,
  name: z.string().min(1).max(80).meta({ description: 'Shown on cards and understood by /secfind.' }),
  environment: z.string().min(1).max(80).exactOptional().meta({ description: 'Your word: prod, sandbox.' }),
  owner: slackActor.exactOptional(),
  channel: channelName.exactOptional().meta({ description: 'Where its cards go, if elsewhere.' }),
  language: language.exactOptional().meta({ description: 'Of its own channel.' }),
  tags: tags.exactOptional().meta({ description: 'Your own words about it, for accountTag of a policy.' }),
  roles: awsRolesSchema
    .exactOptional()
    .meta({ description: 'Roles in this account, where they are not those of aws.roles.' }),
});

/** What the file is made of, part by part. Secrets are not in it: they come from the environment. */
export const fileParts = z.strictObject({
  database: z
    .string()
    .regex(/^(sqlite:|postgres(ql)?:\/\/)/, 'starts with sqlite: or postgres://')
    .refine((url) => !url.includes(':memory:'), 'names a file: what is only in memory would be lost')
    .default('sqlite:./data/yagura.db')
    .meta({
      description: 'sqlite:<path> or postgres://… (or YAGURA_DATABASE_URL, where it holds a password).',
    }),
  aws: awsSchema,
  queues: z
    .array(queue)
    .min(1, 'needs at least one queue')
    // Rules, the ledger and the metrics know a queue by its name.
    .refine(
      (queues) => new Set(queues.map(({ url }) => url.split('/').at(-1))).size === queues.length,
      'names two queues alike: the last parts of their URLs must differ',
    )
    .refine(
      (queues) => queues.every(({ url }) => url.split('/').at(-1) !== 'sync'),
      'names a queue sync, as the ledger calls what is read back',
    ),
  slack: z.strictObject({
    mode: z.enum(['socket', 'http']).default('socket'),
    channel: channelName.meta({ description: 'Where cards go: a name or an id.' }),
    criticalChannel: channelName
      .exactOptional()
      .meta({ description: 'Where the cards of Critical cases go, if elsewhere.' }),
    language: language.default('en'),
    timeZone: timeZone.default('UTC'),
    workingHours: workingHoursSchema.meta({ description: 'When mentions that are not urgent are made.' }),
    channels: z
      .array(channel)
      .default([])
      .meta({ description: 'Language, time zone and working hours of single channels.' }),
  }),
  roles: rolesSchema,
  people: peopleSchema,
  accounts: z
    .array(account)
    .default([])
    .meta({ description: 'The accounts that you know, and whose they are; others are unowned.' }),
  policies: z
    .array(policySchema)
    .default([])
    .meta({ description: 'The first that matches decides what becomes of a finding.' }),
  defaults: z
    .boolean()
    .default(true)
    .meta({ description: 'Ask the policies that come with Yagura after your own.' }),
  rules: rulesSchema.meta({ description: 'What is looked for in CloudTrail and in custom events.' }),
  mentions: mentionsSchema,
  urgent: z
    .array(z.enum(severities))
    .default(['Critical'])
    .meta({ description: 'Mentioned at once; the others wait for working hours.' }),
  escalation: escalationSchema.meta({ description: 'What happens while nobody acknowledges.' }),
  acknowledgement: acknowledgementSchema,
  suppressions: suppressionsSchema,
  exceptions: exceptionsSchema,
  onCall: onCallSchema.exactOptional(),
  leases: leasesSchema.exactOptional(),
  questions: questionsSchema,
  flapping: flappingSchema,
  sourceHealth: sourceHealthSchema,
  storms: stormsSchema,
  pager: pagerSchema.exactOptional(),
  sync: syncSchema,
  writeBack: writeBackSchema.meta({
    description: 'What Security Hub and GuardDuty are told of what people and policies decided.',
  }),
  audit: auditSchema.meta({ description: 'Who else is told where the audit log stands.' }),
  retention: z
    .strictObject({
      bodies: spanOr('30d'),
      closedCases: spanOr('400d'),
      ledger: spanOr('400d'),
    })
    .prefault({}),
  http: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(8480),
    })
    .prefault({})
    .meta({ description: 'Where /healthz and /metrics answer, and Slack in http mode.' }),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).prefault({}),
});

export type FileConfig = z.output<typeof fileParts>;
