import { hasSampleTitle } from '../../finding/guardduty-type.ts';
import { countOf, type Fields, flagOf, textOf, timeOf } from '../read.ts';

interface GuardDutyFields {
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
  readonly count: number;
  readonly sample: boolean;
  readonly remoteAddress: string | undefined;
  readonly facts: Fields;
}

const service = 'aws/guardduty/service/';

/**
 * What Security Hub keeps of a GuardDuty finding's `service`: its leaves, flattened into ProductFields, e.g.
 * `aws/guardduty/service/action/awsApiCallAction/api`.
 */
export function guardDutyFieldsOf(value: Fields, fields: Fields): GuardDutyFields {
  const leaf = leavesOfAction(fields);
  return {
    firstSeen: timeOf(fields[`${service}eventFirstSeen`]),
    lastSeen: timeOf(fields[`${service}eventLastSeen`]),
    count: countOf(fields[`${service}count`]),
    sample: flagOf(fields[`${service}additionalInfo/sample`]) || hasSampleTitle(textOf(value['Title']) ?? ''),
    remoteAddress: textOf(leaf.get('ipAddressV4')) ?? textOf(leaf.get('ipAddressV6')),
    facts: {
      api: leaf.get('api'),
      service: leaf.get('serviceName'),
      domain: leaf.get('domain'),
      port: leaf.get('port'),
      protocol: leaf.get('protocol'),
      country: leaf.get('countryName'),
      city: leaf.get('cityName'),
      asnOrg: leaf.get('asnOrg'),
    },
  };
}

/** The last words under `action/`, whatever kind of action it is; the first of each, local addresses left out. */
function leavesOfAction(fields: Fields): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const inbound = fields[`${service}action/networkConnectionAction/connectionDirection`] === 'INBOUND';
  const otherEnd = inbound ? '/remotePortDetails/' : '/localPortDetails/';
  for (const key in fields) {
    if (!key.startsWith(`${service}action/`) || key.includes('/localIpDetails/')) continue;
    if (key.includes('/networkConnectionAction/') && key.includes(otherEnd)) continue;
    const leaf = key.slice(key.lastIndexOf('/') + 1);
    if (!leaves.has(leaf)) leaves.set(leaf, fields[key]);
  }
  return leaves;
}
