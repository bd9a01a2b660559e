import { requiredText } from '../input.ts';
import { AwsError, type Operation, type ServiceCall } from '../service.ts';

export interface TrailSeed {
  readonly name: string;
  readonly bucket: string;
  /** Default true. */
  readonly multiRegion?: boolean;
  /** Default true. */
  readonly logging?: boolean;
  readonly organization?: boolean;
  /** What the last delivery to the bucket failed with. */
  readonly deliveryError?: string;
}

interface Trail extends TrailSeed {
  readonly arn: string;
  readonly account: string;
  readonly home: string;
  readonly since: number;
}

/** The trails of all accounts. One of several Regions is seen from each of them. */
export function createTrails(now: () => number) {
  const trails = new Map<string, Trail>();
  const seen = ({ account, region }: ServiceCall) =>
    [...trails.values()].filter(
      (trail) => trail.account === account && (trail.home === region || trail.multiRegion !== false),
    );

  /** By its name in its home Region, by its ARN from anywhere. */
  function trailOf(call: ServiceCall): Trail {
    const name = requiredText(call.input, 'Name');
    const found = seen(call).find(
      (trail) => trail.arn === name || (trail.name === name && trail.home === call.region),
    );
    if (found) return found;
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${name} for the user: ${call.account}`);
  }

  function put(account: string, home: string, seed: TrailSeed): void {
    const arn = `arn:aws:cloudtrail:${home}:${account}:trail/${seed.name}`;
    trails.set(arn, { ...seed, arn, account, home, since: trails.get(arn)?.since ?? now() });
  }

  const operations: readonly Operation[] = [
    { name: 'GetTrail', mutating: false, run: (call) => ({ Trail: described(trailOf(call)) }) },
    { name: 'GetTrailStatus', mutating: false, run: (call) => status(trailOf(call), now()) },
    {
      name: 'DescribeTrails',
      mutating: false,
      run: (call) => {
        const { trailNameList = [], includeShadowTrails = true } = call.input as {
          trailNameList?: readonly string[];
          includeShadowTrails?: boolean;
        };
        const wanted = seen(call).filter(
          (trail) =>
            (includeShadowTrails || trail.home === call.region) &&
            (trailNameList.length === 0 ||
              trailNameList.includes(trail.arn) ||
              (trailNameList.includes(trail.name) && trail.home === call.region)),
        );
        return { trailList: wanted.map(described) };
      },
    },
    {
      name: 'ListTrails',
      mutating: false,
      run: ({ account }) => ({
        Trails: [...trails.values()]
          .filter((trail) => trail.account === account)
          .map(({ arn, name, home }) => ({ TrailARN: arn, Name: name, HomeRegion: home })),
      }),
    },
  ];
  return { put, operations };
}

function described({ name, bucket, arn, home, multiRegion = true, organization = false }: Trail): object {
  return {
    Name: name,
    S3BucketName: bucket,
    IncludeGlobalServiceEvents: multiRegion,
    IsMultiRegionTrail: multiRegion,
    HomeRegion: home,
    TrailARN: arn,
    LogFileValidationEnabled: true,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: organization,
  };
}

function status({ logging = true, deliveryError, since }: Trail, now: number): object {
  return {
    IsLogging: logging,
    LatestDeliveryError: deliveryError,
    LatestDeliveryTime: (logging ? now : since) / 1_000,
    StartLoggingTime: since / 1_000,
    ...(!logging && { StopLoggingTime: now / 1_000 }),
  };
}
