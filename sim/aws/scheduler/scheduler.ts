import { optionalText, requiredText } from '../input.ts';
import {
  AwsError,
  type Operation,
  type Permission,
  type ServiceCall,
  type SimulatedService,
} from '../service.ts';
import { regional } from '../setting.ts';
import { invalid, type Schedule, sameAsked, scheduleOf } from './schedules.ts';
import { ec2Input, type RoleCall } from './universal.ts';

interface SchedulerParts {
  readonly now: () => number;
  /** Whether a role lets EventBridge Scheduler take it. */
  readonly trusts: (roleArn: string) => boolean;
}

interface Invocation {
  readonly schedule: string;
  readonly at: number;
  /** AWS's name for what went wrong; null: it went well. */
  readonly error: string | null;
}

type Place = Pick<ServiceCall, 'account' | 'region'>;

/** EventBridge Scheduler: one-time schedules that call EC2 with the rights of a role. */
export function createScheduler({ now, trusts }: SchedulerParts) {
  const places: Place[] = [];
  const schedulesOf = regional((account, region) => {
    places.push({ account, region });
    return new Map<string, Schedule>();
  });
  const invocations: Invocation[] = [];
  const here = ({ account, region }: Place) => schedulesOf(account, region);

  function create(call: ServiceCall): Schedule {
    const schedule = scheduleOf(call.input, now());
    const { service, roleArn, arn } = schedule.target;
    if (service !== 'ec2') throw invalid(`Provided Arn ${arn} is not simulated.`);
    if (!trusts(roleArn))
      throw invalid(
        'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
      );
    const before = here(call).get(schedule.name);
    if (before !== undefined) {
      if (before.token !== undefined && before.token === schedule.token && sameAsked(before, schedule))
        return before;
      throw new AwsError('ConflictException', `Schedule ${schedule.name} already exists.`, 409);
    }
    here(call).set(schedule.name, schedule);
    return schedule;
  }

  function found(call: ServiceCall): Schedule {
    const name = requiredText(call.input, 'Name');
    const schedule = here(call).get(name);
    if (!schedule) throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
    return schedule;
  }

  const operations: readonly Operation[] = [
    {
      name: 'CreateSchedule',
      route: 'POST /schedules/{Name}',
      mutating: true,
      permissions: (call) => [onSchedule('CreateSchedule', call), passing(scheduleOf(call.input, now()))],
      run: (call) => ({ ScheduleArn: arnOf(create(call).name, call) }),
    },
    {
      name: 'GetSchedule',
      route: 'GET /schedules/{Name}',
      mutating: false,
      permissions: (call) => [onSchedule('GetSchedule', call)],
      run: (call) => described(found(call), call),
    },
    {
      name: 'DeleteSchedule',
      route: 'DELETE /schedules/{Name}',
      mutating: true,
      permissions: (call) => [onSchedule('DeleteSchedule', call)],
      run(call) {
        here(call).delete(found(call).name);
        return {};
      },
    },
    {
      name: 'ListSchedules',
      route: 'GET /schedules',
      mutating: false,
      run(call) {
        const prefix = optionalText(call.input, 'NamePrefix') ?? '';
        const chosen = [...here(call).values()].filter(({ name }) => name.startsWith(prefix));
        return { Schedules: chosen.map((one) => summary(one, call)) };
      },
    },
  ];

  /** Calls the targets whose time has come; what fails is tried again at the next tick. */
  async function tick(invoke: (call: RoleCall) => Promise<string | null>): Promise<void> {
    for (const place of places) {
      const due = [...here(place).values()].filter((one) => one.enabled && !one.completed && one.at <= now());
      for (const schedule of due) await fire(schedule, place, invoke);
    }
  }

  async function fire(schedule: Schedule, place: Place, invoke: (call: RoleCall) => Promise<string | null>) {
    const { service, action, roleArn, input, mostRetries } = schedule.target;
    const error = await invoke({ ...place, service, action, roleArn, input: ec2Input(input) });
    invocations.push({ schedule: schedule.name, at: now(), error });
    // Somebody may have taken it away while its call was under way.
    if (here(place).get(schedule.name) !== schedule) return;
    const completed = error === null || schedule.attempts >= mostRetries;
    if (completed && schedule.deletesItself) here(place).delete(schedule.name);
    else here(place).set(schedule.name, { ...schedule, completed, attempts: schedule.attempts + 1 });
  }

  const service: SimulatedService = {
    name: 'scheduler',
    protocol: 'rest-json',
    operations,
    conditionKeys: ['iam:PassedToService'],
  };

  return {
    service,
    tick,
    at: regional((account, region) => ({
      schedules: () => [...schedulesOf(account, region).values()],
      invocations: (): readonly Invocation[] => invocations,
    })),
  };
}

const arnOf = (name: string, { account, region }: Place) =>
  `arn:aws:scheduler:${region}:${account}:schedule/default/${name}`;

const onSchedule = (operation: string, call: ServiceCall): Permission => ({
  action: `scheduler:${operation}`,
  resource: arnOf(requiredText(call.input, 'Name'), call),
});

const passing = ({ target }: Schedule): Permission => ({
  action: 'iam:PassRole',
  resource: target.roleArn,
  context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
});

function summary(schedule: Schedule, place: Place) {
  return {
    Arn: arnOf(schedule.name, place),
    Name: schedule.name,
    GroupName: schedule.groupName,
    State: schedule.enabled ? 'ENABLED' : 'DISABLED',
    CreationDate: schedule.createdAt / 1_000,
    LastModificationDate: schedule.createdAt / 1_000,
    Target: { Arn: schedule.target.arn },
  };
}

function described(schedule: Schedule, place: Place) {
  const { target } = schedule;
  return {
    ...summary(schedule, place),
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: 'UTC',
    Description: schedule.description,
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: schedule.deletesItself ? 'DELETE' : 'NONE',
    Target: { Arn: target.arn, RoleArn: target.roleArn, Input: JSON.stringify(target.input) },
  };
}
