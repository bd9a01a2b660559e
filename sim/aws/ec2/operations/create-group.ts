import { AwsError, type Input } from '../../service.ts';
import { invalidValue } from '../errors.ts';
import { required, structuresOf, textOf } from '../input.ts';
import { found } from '../kinds.ts';
import type { Peer, Rule, Vpc } from '../model.ts';
import type { Context, Ec2Operation } from '../operation.ts';
import { onNew, onResource, onTagging } from '../permission.ts';
import { tagSet } from '../render.ts';
import { type Ec2State, withRow } from '../state.ts';
import { specifiedTags, tagsOf } from '../tags.ts';

// CreateSecurityGroup: both up to 255 characters of this set; a name cannot start with "sg-".
const allowed = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
const characters = 'a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*';

export const createSecurityGroup: Ec2Operation = {
  name: 'CreateSecurityGroup',
  takes: ['GroupName', 'GroupDescription', 'VpcId', 'TagSpecification'],
  mutating: true,
  permissions(input, context) {
    const requested = Object.assign({}, ...structuresOf(input, 'TagSpecification').map(tagsOf));
    const vpc = vpcOf(input, context.state);
    return [
      onNew('CreateSecurityGroup', 'security-group', requested, context),
      onResource('CreateSecurityGroup', vpc.id, context),
      ...onTagging('CreateSecurityGroup', 'security-group', requested, context),
    ];
  },
  run(input, context) {
    const { state, account, region } = context;
    const name = nameOf(required(input, 'GroupName').trim());
    const description = required(input, 'GroupDescription');
    if (!allowed.test(description))
      throw invalidValue(
        `Invalid security group description. Valid descriptions are strings less than 256 characters from the following set: ${characters}`,
      );
    const vpc = vpcOf(input, state);
    refuseDuplicate(name, vpc, state);
    const tags = specifiedTags(input, 'groups');
    const id = context.newId('sg');
    const rules = defaultEgress(vpc, context);
    context.write(withRow(state, 'groups', { id, name, description, vpcId: vpc.id, rules, tags }));
    return {
      groupId: id,
      tagSet: tagSet(tags),
      securityGroupArn: `arn:aws:ec2:${region}:${account}:security-group/${id}`,
    };
  },
};

function nameOf(name: string): string {
  if (name.toLowerCase() === 'default')
    throw new AwsError('InvalidGroup.Reserved', `The name 'default' is reserved`);
  if (/^sg-/i.test(name))
    throw invalidValue(
      `Value (${name}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`,
    );
  if (!allowed.test(name))
    throw invalidValue(
      `Value (${name}) for parameter GroupName is invalid. Valid names are strings less than 256 characters from the following set: ${characters}`,
    );
  return name;
}

function vpcOf(input: Input, state: Ec2State): Vpc {
  const asked = textOf(input, 'VpcId');
  if (asked !== null) return found(state, 'vpcs', asked);
  const usual = [...state.vpcs.values()].find(({ isDefault }) => isDefault);
  if (!usual) throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user');
  return usual;
}

function refuseDuplicate(name: string, vpc: Vpc, state: Ec2State) {
  const same = [...state.groups.values()].find(
    (group) => group.vpcId === vpc.id && group.name.toLowerCase() === name.toLowerCase(),
  );
  if (same)
    throw new AwsError(
      'InvalidGroup.Duplicate',
      `The security group '${name}' already exists for VPC '${vpc.id}'`,
    );
}

/** A new group lets everything out; to IPv6 too where the VPC has it (VPC User Guide, "Security group rules"). */
export function defaultEgress(vpc: Vpc, { newId }: Pick<Context, 'newId'>): Rule[] {
  const everywhere: Peer[] = [{ kind: 'ipv4', value: '0.0.0.0/0' }];
  if (vpc.ipv6Cidr !== null) everywhere.push({ kind: 'ipv6', value: '::/0' });
  return everywhere.map((peer) => ({
    id: newId('sgr'),
    tags: {},
    egress: true,
    protocol: '-1',
    fromPort: null,
    toPort: null,
    peer,
    description: null,
  }));
}
