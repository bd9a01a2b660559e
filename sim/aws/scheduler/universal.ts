import type { Input } from '../service.ts';

/** A call as a schedule makes it, with the rights of its role. */
export interface RoleCall {
  readonly service: string;
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly roleArn: string;
  readonly input: Input;
}

/** Where the query protocol of EC2 spells a list otherwise than the API reference. */
const ec2Names: Readonly<Record<string, string>> = {
  UserIdGroupPairs: 'Groups',
  SecurityGroupRuleIds: 'SecurityGroupRuleId',
};

/** A target's `Input`, in the words of the API reference, as EC2 reads it off the wire: all text. */
export function ec2Input(input: Input): Input {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [ec2Names[name] ?? name, onTheWire(value)]),
  );
}

function onTheWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value === 'object' && value !== null) return ec2Input(value as Input);
  return String(value);
}
