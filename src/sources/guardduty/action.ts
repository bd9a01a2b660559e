import { type Fields, fieldsOf, isObject, itemsOf, textOf } from '../read.ts';

interface Action {
  readonly remoteAddress: string | undefined;
  readonly user: string | undefined;
  readonly facts: Fields;
}

const noAction: Action = { remoteAddress: undefined, user: undefined, facts: {} };

/**
 * What was done, over the network or through an API. The action object holds one field by its kind
 * (`awsApiCallAction`, `networkConnectionAction` …); a kind that is new here still tells its remote address.
 */
export function actionOf(action: unknown): Action {
  if (!isObject(action)) return noAction;
  const api = fieldsOf(action['awsApiCallAction']);
  const kubernetes = fieldsOf(action['kubernetesApiCallAction']);
  const dns = fieldsOf(action['dnsRequestAction']);
  const connection = fieldsOf(action['networkConnectionAction']);
  const probe = fieldsOf(itemsOf(fieldsOf(action['portProbeAction'])['portProbeDetails'])[0]);
  const login = fieldsOf(action['rdsLoginAttemptAction']);

  const remote = fieldsOf(
    api['remoteIpDetails'] ??
      connection['remoteIpDetails'] ??
      probe['remoteIpDetails'] ??
      kubernetes['remoteIpDetails'] ??
      login['remoteIpDetails'] ??
      remoteOfUnknownKind(action),
  );
  const organization = fieldsOf(remote['organization']);
  const inbound = connection['connectionDirection'] === 'INBOUND';
  const port = fieldsOf(
    probe['localPortDetails'] ?? connection[inbound ? 'localPortDetails' : 'remotePortDetails'],
  );
  return {
    remoteAddress:
      textOf(remote['ipAddressV4']) ??
      textOf(remote['ipAddressV6']) ??
      textOf(itemsOf(kubernetes['sourceIps'])[0]),
    user: textOf(fieldsOf(itemsOf(login['loginAttributes'])[0])['user']),
    facts: {
      api: textOf(api['api']) ?? textOf(kubernetes['verb']),
      service: api['serviceName'],
      requestUri: kubernetes['requestUri'],
      domain: textOf(dns['domain']) ?? textOf(fieldsOf(api['domainDetails'])['domain']),
      port: port['port'],
      portName: port['portName'] === 'Unknown' ? undefined : port['portName'],
      protocol: connection['protocol'],
      country: fieldsOf(remote['country'])['countryName'],
      city: fieldsOf(remote['city'])['cityName'],
      asnOrg: organization['asnOrg'],
      userAgent: api['userAgent'],
    },
  };
}

function remoteOfUnknownKind(action: Fields): unknown {
  for (const kind in action) {
    const remote = fieldsOf(action[kind])['remoteIpDetails'];
    if (remote !== undefined) return remote;
  }
  return undefined;
}
