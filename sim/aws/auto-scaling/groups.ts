import { AwsError } from '../service.ts';

type Lifecycle = 'InService' | 'Standby';

export interface Member {
  readonly instanceId: string;
  readonly lifecycle: Lifecycle;
  /** When it has got there; until then it is on its way. */
  readonly settlesAt: number;
  readonly healthy: boolean;
}

export interface ScalingGroup {
  readonly name: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desired: number;
  readonly targetGroupArns: readonly string[];
  readonly members: readonly Member[];
}

/** How long a simulated instance is on its way into or out of Standby. */
const transitionMs = 5_000;

const onTheWay: Readonly<Record<Lifecycle, string>> = {
  InService: 'Pending',
  Standby: 'EnteringStandby',
};

export function lifecycleOf({ lifecycle, settlesAt }: Member, now: number): string {
  return settlesAt > now ? onTheWay[lifecycle] : lifecycle;
}

/** Out of service, but of the group: nothing checks its health (Auto Scaling User Guide, "Temporarily remove instances"). */
export function enterStandby(
  group: ScalingGroup,
  ids: readonly string[],
  decrement: boolean,
  now: number,
): ScalingGroup {
  requireAll(group, ids, 'InService', now);
  const desired = decrement ? group.desired - ids.length : group.desired;
  if (desired < group.minSize)
    throw invalid(
      `${sizes(group)} To place into standby ${ids.length} instance(s), please update the AutoScalingGroup sizes appropriately.`,
    );
  return { ...group, desired, members: moved(group, ids, 'Standby', now) };
}

/** Back again; the desired capacity grows by as many. */
export function exitStandby(group: ScalingGroup, ids: readonly string[], now: number): ScalingGroup {
  requireAll(group, ids, 'Standby', now);
  const desired = group.desired + ids.length;
  if (desired > group.maxSize)
    throw invalid(
      `${sizes(group)} To remove from standby ${ids.length} instance(s), please update the AutoScalingGroup sizes appropriately.`,
    );
  return { ...group, desired, members: moved(group, ids, 'InService', now) };
}

/** Those that the group takes for dead: unhealthy and in service. */
export function doomed({ members }: ScalingGroup): readonly Member[] {
  return members.filter(({ lifecycle, healthy }) => lifecycle === 'InService' && !healthy);
}

export function without(group: ScalingGroup, ids: readonly string[]): ScalingGroup {
  return { ...group, members: group.members.filter(({ instanceId }) => !ids.includes(instanceId)) };
}

function moved(
  { members }: ScalingGroup,
  ids: readonly string[],
  lifecycle: Lifecycle,
  now: number,
): Member[] {
  return members.map((one) =>
    ids.includes(one.instanceId) ? { ...one, lifecycle, settlesAt: now + transitionMs } : one,
  );
}

function requireAll({ members, name }: ScalingGroup, ids: readonly string[], state: Lifecycle, now: number) {
  for (const id of ids) {
    const member = members.find(({ instanceId }) => instanceId === id);
    if (!member) throw invalid(`The instance ${id} is not part of Auto Scaling group ${name}.`);
    if (lifecycleOf(member, now) !== state) throw invalid(`The instance ${id} is not in ${state}.`);
  }
}

const sizes = ({ name, minSize, maxSize, desired }: ScalingGroup) =>
  `AutoScalingGroup ${name} has min-size=${minSize}, max-size=${maxSize}, and desired-size=${desired}.`;

export const invalid = (message: string) => new AwsError('ValidationError', message);
