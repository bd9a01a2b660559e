import { DescribeSecurityGroupsCommand, EC2Client, type IpPermission } from '@aws-sdk/client-ec2';
import type { CheckSubject } from '../finding/check.ts';
import {
  type Check,
  type CheckedFinding,
  gone,
  isNamed,
  lastPart,
  onlyOne,
  type Reading,
  wasCalled,
} from './check.ts';

/** Security Hub user guide, "Amazon EC2 controls", EC2.19. */
const highRisk: readonly number[] = [
  ...[20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500],
  ...[5601, 8080, 8088, 8888, 9200, 9300],
];

/** What each control asks about: single ports, or whatever EC2.18 does not allow by default. */
const asked: Readonly<Record<string, string>> = {
  'EC2.13': '22',
  'EC2.14': '3389',
  'EC2.18': 'all but 80, 443',
  'EC2.19': 'high risk',
};

/** Is the port that the finding is about open to the world? */
export const openPort: Check = {
  name: 'open-port',
  appliesTo(finding): CheckSubject | null {
    const group = onlyOne(finding, ['AwsEc2SecurityGroup']);
    const detail = askedBy(finding);
    if (group === null || detail === undefined) return null;
    return { account: finding.account.id, region: finding.region, id: lastPart(group), detail };
  },
  async read(ask, { id, detail = 'high risk' }) {
    try {
      const { SecurityGroups: [group] = [] } = await ask(
        EC2Client,
        'ec2:DescribeSecurityGroups',
        (ec2, options) => ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }), options),
      );
      return judgePorts(group?.IpPermissions ?? [], detail);
    } catch (error) {
      if (isNamed(error, ['InvalidGroup.NotFound'])) return gone;
      throw error;
    }
  },
};

function askedBy(finding: CheckedFinding): string | undefined {
  if (finding.kind === 'control') return asked[finding.type];
  return wasCalled(finding, ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'])
    ? 'high risk'
    : undefined;
}

/** Which of the rules let the world reach what was asked about. */
export function judgePorts(rules: readonly IpPermission[], detail: string): Reading {
  const open = rules.filter((rule) => isForTheWorld(rule) && reaches(rule, detail));
  return {
    holds: open.length === 0,
    facts: { asked: detail, open: [...new Set(open.map(portsOf))].sort() },
  };
}

function isForTheWorld({ IpRanges = [], Ipv6Ranges = [] }: IpPermission): boolean {
  return (
    IpRanges.some(({ CidrIp }) => CidrIp === '0.0.0.0/0') ||
    Ipv6Ranges.some(({ CidrIpv6 }) => CidrIpv6 === '::/0')
  );
}

function reaches({ IpProtocol = '-1', FromPort = -1, ToPort = -1 }: IpPermission, detail: string): boolean {
  // `-1` is everything; of ICMP, "ports" are types of messages.
  if (IpProtocol === '-1') return true;
  if (!['tcp', 'udp', '6', '17'].includes(IpProtocol)) return false;
  if (FromPort === -1) return true;
  const within = (port: number) => FromPort <= port && port <= ToPort;
  if (detail === 'high risk') return highRisk.some(within);
  if (detail === 'all but 80, 443') return !(FromPort === ToPort && [80, 443].includes(FromPort));
  return within(Number(detail));
}

function portsOf({ IpProtocol = '-1', FromPort = -1, ToPort = -1 }: IpPermission): string {
  if (IpProtocol === '-1' || FromPort === -1) return 'all';
  return FromPort === ToPort ? `${FromPort}` : `${FromPort}-${ToPort}`;
}
