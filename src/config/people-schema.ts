import { z } from 'zod';
import { weekdays } from '../calendar/weekday.ts';
import type { Severity } from '../finding/severity.ts';
import { bySeverity, delay, slackGroup, slackUser, spanOr, timeZone, who } from './values.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time of day such as "09:00"');
const endOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is a time of day such as "18:00"');
const day = z.iso.date('is a day such as 2026-12-29');

const hours = {
  days: z.array(z.enum(weekdays)),
  from: timeOfDay,
  to: endOfDay,
  holidays: z.enum(['japan', 'none']),
  extraHolidays: z.array(day).max(400),
};

/** When people work, where a channel says nothing else. The time zone is the channel's. */
export const workingHoursSchema = z
  .strictObject({
    days: hours.days.default(['mon', 'tue', 'wed', 'thu', 'fri']),
    from: hours.from.default('09:00'),
    to: hours.to.default('18:00'),
    holidays: hours.holidays.default('none').meta({ description: 'National holidays: japan, or none.' }),
    extraHolidays: hours.extraHolidays.default([]).meta({ description: 'Your own days off: 2026-12-29.' }),
  })
  .prefault({});

/** A channel's own; what is left out is as for all others. */
export const ownHoursSchema = z.strictObject({
  days: hours.days.exactOptional(),
  from: hours.from.exactOptional(),
  to: hours.to.exactOptional(),
  holidays: hours.holidays.exactOptional(),
  extraHolidays: hours.extraHolidays.exactOptional(),
});

const defaultMentions: Readonly<Record<Severity, string[]>> = {
  Critical: ['owner', 'on-call'],
  High: ['owner'],
  Medium: [],
  Low: [],
  Informational: [],
};

export const mentionsSchema = bySeverity((severity) =>
  z.array(who).max(10).default(defaultMentions[severity]),
).meta({ description: 'Who is mentioned when a case is posted or becomes worse.' });

const step = z.strictObject({
  after: delay.meta({ description: 'Since the case opened, came back, became worse, or was let go.' }),
  mention: z.array(who).max(10).default([]),
  page: z.boolean().default(false).meta({ description: 'Tell the pager too; only for Critical.' }),
  newMessage: z.boolean().default(false).meta({ description: 'A new message in the channel.' }),
});

const steps = z
  .array(step)
  .max(10)
  .refine(
    (all) => all.every(({ after }, at) => at === 0 || (all[at - 1]?.after ?? 0) < after),
    'has steps that are not each later than the one before',
  );

const criticalSteps: z.input<typeof steps> = [
  { after: '5m', mention: ['on-call'], page: true },
  { after: '15m', mention: ['second'], page: true },
  { after: '30m', mention: ['on-call', 'second'], newMessage: true },
];
const highSteps: z.input<typeof steps> = [{ after: '1h', mention: ['on-call'] }];
const defaultSteps: Readonly<Partial<Record<Severity, z.input<typeof steps>>>> = {
  Critical: criticalSteps,
  High: highSteps,
};

/** What happens while nobody acknowledges. */
export const escalationSchema = bySeverity((severity) =>
  z
    .strictObject({
      hours: z
        .enum(['always', 'working'])
        .default(severity === 'Critical' ? 'always' : 'working')
        .meta({ description: "working: only the channel's working time counts." }),
      steps: steps
        .prefault(defaultSteps[severity] ?? [])
        .refine(
          (all) => severity === 'Critical' || !all.some(({ page }) => page),
          'may page only for Critical',
        ),
    })
    .prefault({}),
);

const defaultHold: Readonly<Record<Severity, string>> = {
  Critical: '4h',
  High: '8h',
  Medium: '24h',
  Low: '72h',
  Informational: '72h',
};

export const acknowledgementSchema = z
  .strictObject({
    default: bySeverity((severity) => spanOr(defaultHold[severity])).meta({
      description: 'How long an acknowledgement holds when nobody says otherwise.',
    }),
    max: z
      .strictObject({ responder: spanOr('7d'), approver: spanOr('14d'), admin: spanOr('30d') })
      .prefault({})
      .meta({ description: 'The longest that each role may ask for.' }),
  })
  .prefault({});

export const suppressionsSchema = z
  .strictObject({
    max: z
      .strictObject({ responder: spanOr('7d'), approver: spanOr('30d'), admin: spanOr('90d') })
      .prefault({})
      .meta({ description: 'The longest that each role may suppress for.' }),
  })
  .prefault({});

const rotation = z.strictObject({
  people: z.array(slackUser).min(1, 'names at least one person').max(100),
  start: day.meta({ description: 'The day on which the first of people begins.' }),
  handover: z
    .strictObject({ day: z.enum(weekdays).default('mon'), time: timeOfDay.default('10:00') })
    .prefault({}),
  timeZone: timeZone.exactOptional().meta({ description: 'Where it is that time; default: slack.timeZone.' }),
});

export const onCallSchema = z
  .strictObject({ group: slackGroup.exactOptional(), rotation: rotation.exactOptional() })
  .refine(
    (one) => (one.group === undefined) !== (one.rotation === undefined),
    'is either a group or a rotation',
  )
  .meta({ description: 'A Slack user group, or people who take turns by the week.' });

/** What deploys, scans and schedules is called like this where people name things as most do. */
const programNames = [
  ...['*github*', '*gitlab*', '*jenkins*', '*circleci*', '*buildkite*', '*codebuild*', '*codepipeline*'],
  ...['*terraform*', '*atlantis*', '*cloudformation*', '*pulumi*', '*ansible*', '*argocd*'],
  ...['ci', 'ci-*', '*-ci', 'cd-*', '*deploy*', '*pipeline*', '*-bot', 'bot-*', 'svc-*', '*service-account*'],
];

export const questionsSchema = z
  .strictObject({
    wait: spanOr('2h').meta({ description: 'Working time after which silence calls people.' }),
    never: z.array(z.string().min(1).max(200)).max(200).default(programNames).meta({
      description: 'Names of users, roles and sessions that are programs; nobody is asked about them.',
    }),
  })
  .prefault({})
  .meta({ description: 'Asking people whether it was them, where a policy says ask: true.' });

export const flappingSchema = z
  .strictObject({ times: z.number().int().min(1).max(50).default(3), within: spanOr('24h') })
  .prefault({})
  .meta({ description: 'A case that comes back more often than this settles into one quiet card.' });

export const sourceHealthSchema = z
  .strictObject({ count: z.number().int().min(2).max(10_000).default(20), within: spanOr('10m') })
  .prefault({})
  .meta({ description: 'So many closures or doubts in one account and region look like a broken source.' });

export const stormsSchema = z
  .strictObject({ release: z.number().int().min(0).max(1_000).default(100) })
  .prefault({})
  .meta({ description: 'After a storm, at most so many of its folded cards are posted after all.' });

export const pagerSchema = z
  .strictObject({
    sns: z
      .strictObject({
        topicArn: z
          .string()
          .regex(/^arn:[\w-]+:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/, 'is the ARN of an SNS topic'),
      })
      .exactOptional(),
    webhook: z
      .strictObject({
        url: z
          .url({ protocol: /^https?$/ })
          .refine(isSafe, 'is an https address')
          .refine(isOpen, 'bears a user name or a password, with which it could not be called'),
      })
      .exactOptional(),
  })
  .refine((one) => (one.sns === undefined) !== (one.webhook === undefined), 'is either sns or webhook')
  .meta({ description: 'Who is told outside Slack when nobody takes a Critical case.' });

/** What is signed but not encrypted can be read on its way; only to this very machine there is no way. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** `fetch` refuses an address that bears credentials, and says the whole of it in its error. */
function isOpen(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}
