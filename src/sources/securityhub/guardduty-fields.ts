import { hasSampleTitle } from '../../finding/guardduty-type.ts';
import { foldKeys } from '../fold-keys.ts';
import { countOf, type Fields, fieldsOf, flagOf, isObject, textOf, timeOf } from '../read.ts';
import { sequenceOf } from '../sequence.ts';

interface GuardDutyFields {
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
  readonly count: number;
  readonly sample: boolean;
  readonly principal: string | undefined;
  readonly remoteAddress: string | undefined;
  readonly signals: readonly string[];
  readonly facts: Fields;
}

const service = 'aws/guardduty/service/';

/**
 * What Security Hub keeps of a GuardDuty finding's `service`: its leaves, flattened into ProductFields, e.g.
 * `aws/guardduty/service/action/awsApiCallAction/api` (in its first years without the words before `action`),
 * and an attack sequence whole.
 */
export function guardDutyFieldsOf(value: Fields, fields: Fields): GuardDutyFields {
  const at = fields['action/actionType'] === undefined ? service : '';
  const leaf = leavesOfAction(fields, `${at}action/`);
  const attack = fieldsOf(value['Detection'])['Sequence'];
  const sequence = sequenceOf(isObject(attack) ? foldKeys(attack) : undefined);
  return {
    firstSeen: timeOf(fields[`${at}eventFirstSeen`]),
    lastSeen: timeOf(fields[`${at}eventLastSeen`]),
    count: countOf(fields[`${at}count`]),
    sample: flagOf(fields[`${at}additionalInfo/sample`]) || hasSampleTitle(textOf(value['Title']) ?? ''),
    principal: sequence.principal,
    remoteAddress:
      textOf(leaf.get('ipAddressV4')) ?? textOf(leaf.get('ipAddressV6')) ?? sequence.remoteAddress,
    signals: sequence.signals,
    facts: {
      ...sequence.facts,
      api: leaf.get('api'),
      service: leaf.get('serviceName'),
      domain: leaf.get('domain') ?? sequence.facts['domain'],
      port: leaf.get('port'),
      protocol: leaf.get('protocol'),
      country: leaf.get('countryName') ?? sequence.facts['country'],
      city: leaf.get('cityName'),
      asnOrg: leaf.get('asnOrg'),
      resourceRole: fields[`${at}resourceRole`],
    },
  };
}

/** The last words under `action/`, whatever kind of action it is; the first of each, local addresses left out. */
function leavesOfAction(fields: Fields, action: string): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const inbound = fields[`${action}networkConnectionAction/connectionDirection`] === 'INBOUND';
  const otherEnd = inbound ? '/remotePortDetails/' : '/localPortDetails/';
  for (const key in fields) {
    if (!key.startsWith(action) || key.includes('/localIpDetails/')) continue;
    if (key.includes('/networkConnectionAction/') && key.includes(otherEnd)) continue;
    const leaf = key.slice(key.lastIndexOf('/') + 1);
    if (!leaves.has(leaf)) leaves.set(leaf, fields[key]);
  }
  return leaves;
}
