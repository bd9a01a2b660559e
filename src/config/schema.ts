import { z } from 'zod';
import { sourceNames } from '../finding/finding.ts';
import { parseDuration } from './duration.ts';

const duration = (text: string) =>
  z
    .string()
    .default(text)
    .refine((value) => parseDuration(value) !== null, 'is a duration such as 90s, 15m, 4h, 30d or 2w')
    .transform((value) => parseDuration(value) ?? 0)
    .meta({ description: 'A duration such as 90s, 15m, 4h, 30d or 2w.' });

const timeZone = z
  .string()
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'is a time zone such as Asia/Tokyo or Europe/Berlin')
  .meta({ description: 'A time zone such as Asia/Tokyo.' });

const language = z.enum(['en', 'ja']);
const accountId = z.string().regex(/^\d{12}$/, 'is an AWS account id: twelve digits, in quotes');
const slackActor = z.string().regex(/^[UWS][A-Z0-9]{2,}$/, 'is a Slack user id (U…) or user group id (S…)');
const channelName = z
  .string()
  .min(1)
  .transform((name) => name.replace(/^#/, ''));

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
  visibilityTimeout: duration('60s')
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
  language: language.optional(),
  timeZone: timeZone.optional(),
});

/** The whole configuration file. Secrets are not in it: they come from the environment. */
export const fileSchema = z.strictObject({
  database: z
    .string()
    .regex(/^(sqlite:|postgres(ql)?:\/\/)/, 'starts with sqlite: or postgres://')
    .refine((url) => !url.includes(':memory:'), 'names a file: what is only in memory would be lost')
    .default('sqlite:./data/yagura.db')
    .meta({
      description: 'sqlite:<path> or postgres://… (or YAGURA_DATABASE_URL, where it holds a password).',
    }),
  aws: z
    .strictObject({
      region: z
        .string()
        .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is an AWS region such as ap-northeast-1')
        .default('us-east-1'),
    })
    .prefault({}),
  queues: z
    .array(queue)
    .min(1, 'needs at least one queue')
    // Rules, the ledger and the metrics know a queue by its name.
    .refine(
      (queues) => new Set(queues.map(({ url }) => url.split('/').at(-1))).size === queues.length,
      'names two queues alike: the last parts of their URLs must differ',
    ),
  slack: z.strictObject({
    mode: z.enum(['socket', 'http']).default('socket'),
    channel: channelName.meta({ description: 'Where cards go: a name or an id.' }),
    criticalChannel: channelName
      .optional()
      .meta({ description: 'Where the cards of Critical cases go, if elsewhere.' }),
    language: language.default('en'),
    timeZone: timeZone.default('UTC'),
    channels: z
      .array(channel)
      .default([])
      .meta({ description: 'Language and time zone of single channels.' }),
  }),
  roles: z
    .strictObject({
      viewer: z.union([z.literal('channel-members'), z.array(slackActor)]).default('channel-members'),
      responder: z.array(slackActor).default([]),
      approver: z.array(slackActor).default([]),
      admin: z.array(slackActor).default([]),
    })
    .prefault({}),
  accounts: z
    .array(z.strictObject({ id: accountId, name: z.string().min(1).max(80) }))
    .default([])
    .meta({ description: 'Names for accounts, shown on cards and understood by /secfind.' }),
  retention: z
    .strictObject({
      bodies: duration('30d'),
      closedCases: duration('400d'),
      ledger: duration('400d'),
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

export type FileConfig = z.output<typeof fileSchema>;
