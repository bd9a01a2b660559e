import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Ask } from '../aws/ask.ts';

/** LookupEvents takes one attribute, so each question is a search of its own. */
export interface Question {
  readonly attribute: 'AccessKeyId' | 'Username' | 'ResourceName';
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** At most 50 a page, newest first, as CloudTrail gives them; `more`: there are pages that were not read. */
export async function lookUp(
  ask: Ask,
  { attribute, value, from, to }: Question,
  pages: number,
): Promise<{ readonly events: readonly Event[]; readonly more: boolean }> {
  const input = {
    LookupAttributes: [{ AttributeKey: attribute, AttributeValue: value }],
    StartTime: new Date(from),
    EndTime: new Date(to),
    MaxResults: 50,
  };
  const events: Event[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await ask(CloudTrailClient, 'cloudtrail:LookupEvents', (trail, options) =>
      trail.send(new LookupEventsCommand({ ...input, ...(NextToken && { NextToken }) }), options),
    );
    events.push(...(answer.Events ?? []));
    NextToken = answer.NextToken;
    if (NextToken === undefined) return { events, more: false };
  }
  return { events, more: true };
}

/** How long before its first use a session may have begun: twelve hours at most (STS API reference). */
export const longestSessionMs = 12 * 60 * 60_000;
