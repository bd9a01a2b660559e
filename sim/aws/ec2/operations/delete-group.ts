import { AwsError } from '../../service.ts';
import { required } from '../input.ts';
import { found } from '../kinds.ts';
import type { Ec2Operation } from '../operation.ts';
import { onResource } from '../permission.ts';
import { type Ec2State, withoutRow } from '../state.ts';

export const deleteSecurityGroup: Ec2Operation = {
  name: 'DeleteSecurityGroup',
  takes: ['GroupId'],
  mutating: true,
  permissions: (input, context) => [onResource('DeleteSecurityGroup', required(input, 'GroupId'), context)],
  run(input, { state, write }) {
    const { id, name } = found(state, 'groups', required(input, 'GroupId'));
    if (name === 'default')
      throw new AwsError(
        'CannotDelete',
        `the specified group: "${id}" name: "default" cannot be deleted by a user`,
      );
    if (dependsOn(state, id))
      throw new AwsError('DependencyViolation', `resource ${id} has a dependent object`);
    write(withoutRow(state, 'groups', id));
    return { return: true, groupId: id };
  },
};

/** Attached, in use or not, or named by a rule of another group; a group that names itself is no reason. */
function dependsOn(state: Ec2State, groupId: string): boolean {
  const isAttached = [...state.interfaces.values()].some(({ groupIds }) => groupIds.includes(groupId));
  const isReferenced = [...state.groups.values()].some(
    ({ id, rules }) =>
      id !== groupId && rules.some(({ peer }) => peer.kind === 'group' && peer.value === groupId),
  );
  return isAttached || isReferenced;
}
