import { optionalText } from '../input.ts';
import { pageOf } from '../paging.ts';
import { AwsError, type Input } from '../service.ts';
import type { LookedUp } from './records.ts';

const day = 24 * 60 * 60_000;

/** LookupEvents: newest first, by one attribute at most (CloudTrail API reference). */
export function lookup(records: readonly LookedUp[], input: Input, now: number, lagMs: number): object {
  const size = sizeOf(input);
  const category = optionalText(input, 'EventCategory');
  if (category !== undefined && category !== 'insight')
    throw new AwsError('InvalidEventCategoryException', 'The event category is not valid.');
  const from = milliseconds(input['StartTime']) ?? 0;
  const to = milliseconds(input['EndTime']) ?? Number.POSITIVE_INFINITY;
  if (from > to) throw new AwsError('InvalidTimeRangeException', 'The start time is after the end time.');
  const fits = attributeOf(input['LookupAttributes']);
  // Events of unusual activity are another list, which is empty here.
  const found = category === undefined ? records : [];
  const page = pageOf(
    found
      .filter(({ at }) => at >= Math.max(from, now - 90 * day) && at <= Math.min(to, now - lagMs))
      .filter(fits)
      .toSorted((one, other) => other.at - one.at),
    ({ id }) => id,
    {
      size,
      token: optionalText(input, 'NextToken'),
      question: [input['LookupAttributes'], from, input['EndTime']],
    },
  );
  if (page === null) throw new AwsError('InvalidNextTokenException', 'The token is not valid.');
  return { Events: page.items.map(({ event }) => event), NextToken: page.next };
}

function sizeOf(input: Input): number {
  const { MaxResults = 50 } = input as { MaxResults?: number };
  if (MaxResults >= 1 && MaxResults <= 50) return MaxResults;
  throw new AwsError('InvalidMaxResultsException', 'MaxResults must be from 1 to 50.');
}

function attributeOf(given: unknown): (record: LookedUp) => boolean {
  if (given === undefined || given === null) return () => true;
  const [attribute, ...others] = given as { AttributeKey?: string; AttributeValue?: string }[];
  if (attribute === undefined) return () => true;
  const { AttributeKey = '', AttributeValue = '' } = attribute;
  if (others.length > 0 || !keys.has(AttributeKey) || AttributeValue.length > 2_000 || AttributeValue === '')
    throw new AwsError(
      'InvalidLookupAttributesException',
      'You can only specify one valid lookup attribute.',
    );
  return ({ attributes }) => attributes[AttributeKey]?.includes(AttributeValue) ?? false;
}

const keys: ReadonlySet<string> = new Set([
  ...['EventId', 'EventName', 'ReadOnly', 'Username'],
  ...['ResourceType', 'ResourceName', 'EventSource', 'AccessKeyId'],
]);

/** Times come as seconds since 1970, with decimals. */
function milliseconds(seconds: unknown): number | undefined {
  return typeof seconds === 'number' ? seconds * 1_000 : undefined;
}
