import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsResponse,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import type { Ask } from '../aws/ask.ts';
import { type Check, wasCalled } from './check.ts';

/** More trails than this read the same thing over again. */
const mostTrails = 10;

/** Does a trail of all Regions write down reads and writes (CloudTrail.1)? */
export const trailLogging: Check = {
  name: 'trail-logging',
  appliesTo(finding) {
    const { type } = finding;
    const concerned =
      type === 'CloudTrail.1' ||
      type === 'Stealth:IAMUser/CloudTrailLoggingDisabled' ||
      wasCalled(finding, ['StopLogging', 'DeleteTrail']);
    const { account, region } = finding;
    return concerned ? { account: account.id, region, id: account.id } : null;
  },
  async read(ask) {
    const { trailList = [] } = await ask(CloudTrailClient, 'cloudtrail:DescribeTrails', (trails, options) =>
      trails.send(new DescribeTrailsCommand({}), options),
    );
    const everywhere = trailList
      .filter(({ IsMultiRegionTrail }) => IsMultiRegionTrail === true)
      .slice(0, mostTrails);
    const logging: string[] = [];
    for (const trail of everywhere) if (await isWatching(ask, trail)) logging.push(trail.Name ?? '');
    return { holds: logging.length > 0, facts: { trails: trailList.length, logging } };
  },
};

async function isWatching(ask: Ask, { TrailARN: arn }: Trail): Promise<boolean> {
  if (arn === undefined) return false;
  const { IsLogging } = await ask(CloudTrailClient, 'cloudtrail:GetTrailStatus', (trails, options) =>
    trails.send(new GetTrailStatusCommand({ Name: arn }), options),
  );
  if (IsLogging !== true) return false;
  return seesAll(
    await ask(CloudTrailClient, 'cloudtrail:GetEventSelectors', (trails, options) =>
      trails.send(new GetEventSelectorsCommand({ TrailName: arn }), options),
    ),
  );
}

/** Reads and writes of management events. CloudTrail API reference, `EventSelector` and `AdvancedEventSelector`. */
export function seesAll({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: GetEventSelectorsResponse): boolean {
  return (
    EventSelectors.some(
      ({ IncludeManagementEvents, ReadWriteType }) =>
        IncludeManagementEvents !== false && ReadWriteType === 'All',
    ) ||
    AdvancedEventSelectors.some(({ FieldSelectors = [] }) => {
      const [only, ...more] = FieldSelectors;
      return (
        more.length === 0 && only?.Field === 'eventCategory' && only.Equals?.includes('Management') === true
      );
    })
  );
}
