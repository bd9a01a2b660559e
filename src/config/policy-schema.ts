import { z } from 'zod';
import { controlClasses } from '../finding/control-class.ts';
import type { Compliance, FindingKind } from '../finding/finding.ts';
import type { Match } from '../finding/match.ts';
import { type GroupField, groupFields, policyActions } from '../finding/policy.ts';
import { severities } from '../finding/severity.ts';
import { channelName, oneOrMore, slackActor, span, tags, text, who } from './values.ts';

const kinds: readonly FindingKind[] = ['threat', 'control', 'vulnerability', 'data', 'other'];
const compliances: readonly Compliance[] = ['passed', 'failed', 'warning', 'not_available'];

/** As the sources name them: `security-control/S3.8` is `S3.8`, a rule of CIS that stands alone `1.2`. */
const control = text.refine(
  (id) => /[.*?]/.test(id),
  'can match no control: its id has a dot (S3.8), or write S3.*',
);
const region = text.regex(/^[a-z0-9*?-]+$/i, 'is a region such as ap-northeast-1, or a pattern such as eu-*');

/** `match` of a policy; see `Match` for what the keys mean. */
export const matchSchema = z.strictObject({
  identity: oneOrMore(text).exactOptional(),
  kind: oneOrMore(z.enum(kinds)).exactOptional(),
  source: oneOrMore(text)
    .exactOptional()
    .meta({ description: 'A door (securityhub) or a product (Inspector).' }),
  type: oneOrMore(text).exactOptional(),
  control: oneOrMore(control).exactOptional(),
  standard: oneOrMore(text).exactOptional(),
  severity: oneOrMore(z.enum(severities)).exactOptional(),
  compliance: oneOrMore(z.enum(compliances)).exactOptional(),
  account: oneOrMore(text).exactOptional().meta({ description: 'Ids or names.' }),
  environment: oneOrMore(text).exactOptional(),
  accountTag: tags.exactOptional(),
  region: oneOrMore(region).exactOptional(),
  resourceType: oneOrMore(text).exactOptional(),
  resource: oneOrMore(text).exactOptional().meta({ description: 'Ids, names or ARNs.' }),
  resourceTag: tags.exactOptional(),
  principal: oneOrMore(text).exactOptional(),
  title: oneOrMore(text).exactOptional().meta({ description: 'Looked for inside the title.' }),
  sample: z.boolean().exactOptional(),
  controlClass: oneOrMore(z.enum(controlClasses)).exactOptional(),
}) satisfies z.ZodType<Match>;

const groupField = z
  .string()
  .refine(
    (field): field is GroupField => groupFields.some((one) => one === field) || /^tag:.{1,128}$/.test(field),
    `is one of ${groupFields.join(', ')}, or tag:<key>`,
  );

/** Keys that say something about a card; what makes none may not have them. */
const cardKeys = ['due', 'escalate', 'groupBy', 'channel', 'mention', 'ask'] as const;

export const policySchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[^\p{C}\s][^\p{C}]{0,59}$/u, 'is a name of at most 60 characters')
      .refine(
        (name) => !/^default\./.test(name),
        'may not begin with default., as those that come with Yagura do',
      )
      .exactOptional()
      .meta({ description: 'Shown by `/secfind why`; without one it is policies.<number>.' }),
    match: matchSchema.meta({
      description: 'Keys are joined by and, the values of a key by or. {}: everything.',
    }),
    then: z.enum(policyActions).meta({
      description:
        'track: a card until it is fixed; notify: counted for the summaries; accept: counted; disable: also listed as to be disabled.',
    }),
    due: span.exactOptional().meta({ description: 'Only with track: time from opening until it is due.' }),
    escalate: z.boolean().exactOptional().meta({ description: 'Only with track: false calls nobody.' }),
    groupBy: z
      .array(groupField)
      .min(1, 'names at least one, or is left out')
      .exactOptional()
      .meta({ description: 'Only with track: what is alike in these shares one card.' }),
    channel: channelName.exactOptional(),
    owner: slackActor.exactOptional(),
    mention: z
      .array(who)
      .exactOptional()
      .meta({ description: 'Only with track: instead of mentions by severity.' }),
    ask: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Only with track: ask whoever seems to be behind it whether it was them.' }),
  })
  .superRefine((policy, context) => {
    if (policy.then === 'track') return;
    const key = cardKeys.find((one) => policy[one] !== undefined);
    if (key === undefined) return;
    const message = `only goes with then: track, since ${policy.then} makes no card`;
    context.addIssue({ code: 'custom', path: [key], message });
  });

export type FilePolicy = z.output<typeof policySchema>;
