import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { groupName } from './names.ts';
import { presentGroup } from './own-group.ts';
import { wantedRules } from './security-group/rules.ts';
import type { Step, Work } from './step.ts';
import { isMissing } from './trouble.ts';

/**
 * Closes what a lease opened although this program is dead: EventBridge Scheduler revokes, a little after its end, the
 * ingress of the lease's own group, so that nobody else's rules are touched. Made before the group is attached.
 */
export const setFailsafe: Step = {
  name: 'failsafe',
  async isDone(work) {
    if (work.failsafe === null || work.lease.endsAt === null) return true;
    const present = await scheduled(work, work.failsafe.group);
    return present?.ScheduleExpression === expressionOf(work.lease.endsAt + work.failsafe.after);
  },
  async do(work) {
    const { failsafe, reach } = work;
    const { endsAt, facts } = work.lease;
    if (failsafe === null || endsAt === null) return;
    const { GroupId } = await presentGroup(work);
    // Whatever the configuration says by then, its end knows where it is.
    await work.remember({ kept: { ...facts.kept, failsafe: failsafe.group } });
    const settings = {
      Name: nameOf(work),
      GroupName: failsafe.group,
      ScheduleExpression: expressionOf(endsAt + failsafe.after),
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' as const },
      ActionAfterCompletion: 'DELETE' as const,
      Target: {
        Arn: `arn:${reach.partition}:scheduler:::aws-sdk:ec2:revokeSecurityGroupIngress`,
        RoleArn: failsafe.roleArn.replace('{account}', reach.place.account),
        Input: JSON.stringify({ GroupId, IpPermissions: wantedRules(work) }),
      },
    };
    const api =
      (await scheduled(work, failsafe.group)) === null
        ? 'scheduler:CreateSchedule'
        : 'scheduler:UpdateSchedule';
    const client = await reach.to(SchedulerClient, api);
    if (api === 'scheduler:CreateSchedule')
      await client.send(new CreateScheduleCommand(settings), reach.options);
    else await client.send(new UpdateScheduleCommand(settings), reach.options);
  },
};

/** After a clean end there is nothing left for it to do. */
export const dropFailsafe: Step = {
  name: 'failsafe-off',
  async isDone(work) {
    const group = work.lease.facts.kept['failsafe'];
    return group === undefined || (await scheduled(work, group)) === null;
  },
  async do(work) {
    const GroupName = work.lease.facts.kept['failsafe'];
    if (GroupName === undefined) return;
    const client = await work.reach.to(SchedulerClient, 'scheduler:DeleteSchedule');
    const named = { Name: nameOf(work), GroupName };
    try {
      await client.send(new DeleteScheduleCommand(named), work.reach.options);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};

async function scheduled(work: Work, GroupName: string): Promise<GetScheduleCommandOutput | null> {
  const client = await work.reach.to(SchedulerClient, 'scheduler:GetSchedule');
  try {
    const asked = new GetScheduleCommand({ Name: nameOf(work), GroupName });
    return await client.send(asked, work.reach.options);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Schedules have the name of the group that they close. */
function nameOf({ lease }: Work): string {
  return groupName(lease.id, lease.deployment);
}

/** `at(2026-11-22T05:10:00)`; Scheduler knows seconds. */
function expressionOf(at: number): string {
  return `at(${new Date(at).toISOString().slice(0, 19)})`;
}
