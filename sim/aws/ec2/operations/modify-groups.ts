import { AwsError, type Input } from '../../service.ts';
import { invalidValue } from '../errors.ts';
import { listOf, required, structureOf, textOf } from '../input.ts';
import { found } from '../kinds.ts';
import type { Interface } from '../model.ts';
import type { Context, Ec2Operation } from '../operation.ts';
import { onResource } from '../permission.ts';
import { interfacesOf, withRow } from '../state.ts';

export const modifyNetworkInterface: Ec2Operation = {
  name: 'ModifyNetworkInterfaceAttribute',
  takes: ['NetworkInterfaceId', 'SecurityGroupId', 'Description'],
  mutating: true,
  permissions: (input, context) =>
    [required(input, 'NetworkInterfaceId'), ...listOf(input, 'SecurityGroupId')].map((id) =>
      onResource('ModifyNetworkInterfaceAttribute', id, context),
    ),
  run(input, context) {
    const one = found(context.state, 'interfaces', required(input, 'NetworkInterfaceId'));
    if (one.requesterId !== null)
      throw new AwsError('AuthFailure', 'You do not have permission to access the specified resource.', 403);
    context.write(withRow(context.state, 'interfaces', changed(one, input, context)));
    return { return: true };
  },
};

/** One attribute a call, as in AWS. */
function changed(one: Interface, input: Input, context: Context): Interface {
  const groupIds = listOf(input, 'SecurityGroupId');
  const description = textOf(structureOf(input, 'Description'), 'Value');
  if (groupIds.length > 0 && description !== null)
    throw new AwsError('InvalidParameterCombination', 'Multiple attributes specified.');
  if (groupIds.length > 0) return { ...one, groupIds: allowedGroups(groupIds, one, context) };
  if (description !== null) return { ...one, description };
  // An empty list of groups is not sent at all, so it arrives as no attribute.
  throw new AwsError('InvalidParameterCombination', 'No attributes specified.');
}

export const modifyInstance: Ec2Operation = {
  name: 'ModifyInstanceAttribute',
  takes: ['InstanceId', 'GroupId'],
  mutating: true,
  permissions: (input, context) => [
    onResource('ModifyInstanceAttribute', required(input, 'InstanceId'), context),
  ],
  run(input, context) {
    const instance = found(context.state, 'instances', required(input, 'InstanceId'));
    const groupIds = listOf(input, 'GroupId');
    if (groupIds.length === 0) throw new AwsError('InvalidParameterCombination', 'No attributes specified.');
    const [only, ...others] = interfacesOf(context.state, instance.id);
    if (!only) throw invalidValue(`The instance '${instance.id}' has no network interface.`);
    if (others.length > 0)
      throw new AwsError(
        'InvalidInstanceID',
        `There are multiple interfaces attached to instance '${instance.id}'. Please specify an interface ID for the operation instead.`,
      );
    const next = { ...only, groupIds: allowedGroups(groupIds, only, context) };
    context.write(withRow(context.state, 'interfaces', next));
    return { return: true };
  },
};

/** The set that takes the old one's place: ids of groups in the interface's VPC, no more than the quota. */
function allowedGroups(asked: readonly string[], one: Interface, { state, limits }: Context): string[] {
  const groups = [...new Set(asked)].map((id) => found(state, 'groups', id));
  if (groups.some(({ vpcId }) => vpcId !== one.vpcId))
    throw new AwsError(
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    );
  if (groups.length > limits.groupsPerInterface)
    throw new AwsError(
      'SecurityGroupsPerInterfaceLimitExceeded',
      `The maximum number of security groups per interface has been reached.`,
    );
  return groups.map(({ id }) => id);
}
