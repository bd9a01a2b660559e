import {
  type FindingCriteria,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import type { ReadCall, Reader } from './reader.ts';

/** GuardDuty API reference, ListFindings and GetFindings. */
const idsAtOnce = 50;

/** GuardDuty's findings of one Region; an administrator's are those of all its members. */
export const guardDuty: Reader = {
  source: 'guardduty',
  async *read(since, { access, place, signal }: ReadCall) {
    const client = await access.client(GuardDutyClient, place, 'read');
    const options = { abortSignal: signal };
    await access.pace(place, 'guardduty:ListDetectors', signal);
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}), options);
    for (const DetectorId of DetectorIds) {
      let NextToken: string | undefined;
      do {
        await access.pace(place, 'guardduty:ListFindings', signal);
        const page = await client.send(
          new ListFindingsCommand({
            ...{ DetectorId, MaxResults: idsAtOnce, FindingCriteria: criteria(since) },
            SortCriteria: { AttributeName: 'updatedAt', OrderBy: 'ASC' },
            ...(NextToken !== undefined && { NextToken }),
          }),
          options,
        );
        const FindingIds = page.FindingIds ?? [];
        if (FindingIds.length > 0) {
          await access.pace(place, 'guardduty:GetFindings', signal);
          const { Findings = [] } = await client.send(
            new GetFindingsCommand({ DetectorId, FindingIds }),
            options,
          );
          yield Findings;
        }
        // GuardDuty ends with an empty text.
        NextToken = page.NextToken || undefined;
      } while (NextToken !== undefined);
    }
  },
};

/** What was archived since is read too: its case closes. */
function criteria(since: number | null): FindingCriteria {
  return since === null
    ? { Criterion: { 'service.archived': { Equals: ['false'] } } }
    : { Criterion: { updatedAt: { GreaterThanOrEqual: since } } };
}
