import {
  type AwsSecurityFindingFilters,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { ReadCall, Reader } from './reader.ts';

/** Security Hub API reference, GetFindings. */
const findingsAtOnce = 100;

/** Findings of Security Hub CSPM in one Region; an administrator's are those of all its members. */
export const securityHub: Reader = {
  source: 'securityhub',
  async *read(since, { access, place, signal }: ReadCall) {
    const client = await access.client(SecurityHubClient, place, 'read');
    let NextToken: string | undefined;
    do {
      await access.pace(place, 'securityhub:GetFindings', signal);
      const page = await client.send(
        new GetFindingsCommand({
          ...{ Filters: filters(since), MaxResults: findingsAtOnce },
          SortCriteria: [{ Field: 'UpdatedAt', SortOrder: 'asc' }],
          ...(NextToken !== undefined && { NextToken }),
        }),
        { abortSignal: signal },
      );
      if (page.Findings?.length) yield page.Findings;
      NextToken = page.NextToken || undefined;
    } while (NextToken !== undefined);
  },
};

/** What was archived since is read too: its case closes. */
function filters(since: number | null): AwsSecurityFindingFilters {
  return since === null
    ? { RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' }] }
    : { UpdatedAt: [{ Start: new Date(since).toISOString(), End: farFuture }] };
}

/** The filter wants an end (API reference, DateFilter), and findings of this very moment are to be in it. */
const farFuture = '2999-12-31T00:00:00.000Z';
