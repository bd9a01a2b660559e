import { eventBridge, iso, region } from './envelope.ts';

export const detector = '0123456789abcdef0123456789abcdef';

export interface Threat {
  readonly id: string;
  readonly account: string;
  readonly type: string;
  readonly severity: number;
  readonly title: string;
  readonly description: string;
  readonly firstSeen: number;
  readonly count: number;
  readonly resource: object;
  readonly service?: object;
}

function guardDutyFinding(threat: Threat, now: number): object {
  const { id, account, type, severity, title, description, firstSeen, count, resource, service } = threat;
  return {
    schemaVersion: '2.0',
    accountId: account,
    region,
    partition: 'aws',
    id,
    arn: `arn:aws:guardduty:${region}:${account}:detector/${detector}/finding/${id}`,
    type,
    severity,
    createdAt: iso(firstSeen),
    updatedAt: iso(now),
    title,
    description,
    resource,
    service: {
      serviceName: 'guardduty',
      detectorId: detector,
      archived: false,
      count,
      eventFirstSeen: iso(firstSeen),
      eventLastSeen: iso(now),
      ...service,
    },
  };
}

export function guardDuty(threat: Threat, now: number): string {
  return eventBridge(
    'aws.guardduty',
    'GuardDuty Finding',
    threat.account,
    now,
    guardDutyFinding(threat, now),
  );
}

export const instance = (id: string, name: string, address: string) => ({
  resourceType: 'Instance',
  instanceDetails: {
    instanceId: id,
    instanceType: 't3.large',
    launchTime: '2026-09-01T00:00:00Z',
    tags: [{ key: 'Name', value: name }],
    networkInterfaces: [
      { networkInterfaceId: 'eni-0a1b2c3d4e5f60718', privateIpAddress: address, vpcId: 'vpc-0a1b2c3d' },
    ],
  },
});

export const remote = (address: string, country: string) => ({
  ipAddressV4: address,
  country: { countryName: country },
  organization: { asn: '64500', asnOrg: 'Example Network' },
});
