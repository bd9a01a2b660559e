import { z } from 'zod';
import { isAwsProductName } from '../../finding/products.ts';

/** The marker that tells our own events from everything else. */
const customSchemaName = 'yagura.custom.v1';

/** No control characters and no lone surrogates: they would come out of a log as something else. */
function line(limit: number) {
  return z
    .string()
    .min(1)
    .max(limit)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters');
}

const resource = z.object({
  /** What kind of thing: `host`, `door`, `pipeline`, or AWS's word for it. */
  type: line(100).default('resource'),
  id: line(1_024),
  arn: line(1_024).optional(),
  name: line(256).optional(),
});

/**
 * An event of our own, for fluentd, scripts and CI. One JSON object a message (or an array of them):
 *
 * ```json
 * {"schema": "yagura.custom.v1", "source": "sshd", "id": "web-7/2026-11-22T05:00/203.0.113.9",
 *  "title": "Login as root", "severity": "high", "time": "2026-11-22T05:00:12Z",
 *  "resource": {"type": "host", "id": "web-7"}, "fields": {"user": "root", "address": "203.0.113.9"}}
 * ```
 *
 * `source` and `id` together say which event it is: the same pair again is the same finding, seen again.
 * `status: "closed"` closes it. `time` is ISO 8601 or an epoch in seconds or milliseconds; without one it is
 * the time of arrival. Fields not named here are ignored.
 */
export const CustomEvent = z.object({
  schema: z.literal(customSchemaName),
  /** Who says so: letters, digits, dot, hyphen, underscore; not the name of an AWS product. */
  source: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'expected 1 to 64 letters, digits, ".", "-" or "_"')
    .refine((name) => !isAwsProductName(name), 'this is the name of an AWS product'),
  id: line(512),
  /** What kind of event; `source` where it is left out. */
  type: line(256).optional(),
  title: line(1_000),
  description: z.string().max(20_000).optional(),
  /** Informational, Low, Medium, High or Critical, in any letter case. */
  severity: z
    .string()
    .transform((word) => word.toLowerCase())
    .pipe(z.enum(['informational', 'info', 'low', 'medium', 'high', 'critical'])),
  time: z.union([z.string(), z.number()]).optional(),
  resource: z.union([resource, z.array(resource).max(100)]).optional(),
  /** An AWS account and region, where it is about one. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'expected 12 digits')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, 'expected an AWS region')
    .optional(),
  /** Values worth a place on the card, by name. */
  fields: z
    .record(z.string().regex(/^[A-Za-z][\w.-]{0,63}$/), z.union([z.string(), z.number(), z.boolean()]))
    .refine((fields) => Object.keys(fields).length <= 50, 'at most 50 fields')
    .optional(),
  /** Where to read more; https. */
  url: z.string().max(2_000).optional(),
  status: z.enum(['open', 'closed']).default('open'),
  sample: z.boolean().default(false),
});
export type CustomEvent = z.infer<typeof CustomEvent>;
