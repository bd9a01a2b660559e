import { type Fields, fieldsOf, itemsOf, textOf } from '../read.ts';
import { rawResources } from './resources.ts';

interface Evidence {
  readonly principal: string | undefined;
  readonly remoteAddress: string | undefined;
  readonly facts: Fields;
}

/** Who did what from where, as far as the first evidence tells; packages of a vulnerability. */
export function evidenceOf(value: Fields): Evidence {
  const evidence = fieldsOf(itemsOf(value['evidences'])[0]);
  const api = fieldsOf(evidence['api']);
  const actor = fieldsOf(evidence['actor'] ?? value['actor']);
  const source = fieldsOf(evidence['src_endpoint']);
  const user = fieldsOf(actor['user']);
  const key = accessKeyIn(value);
  const vulnerability = fieldsOf(itemsOf(value['vulnerabilities'])[0]);
  const unpatched = fieldsOf(itemsOf(vulnerability['affected_packages'])[0]);
  return {
    principal: textOf(user['name']) ?? textOf(key['user_name']),
    remoteAddress: textOf(source['ip']),
    facts: {
      api: api['operation'],
      service: fieldsOf(api['service'])['name'],
      domain: fieldsOf(evidence['query'])['hostname'],
      port: fieldsOf(evidence['dst_endpoint'])['port'],
      country: fieldsOf(source['location'])['country'],
      accessKeyId: key['access_key_id'] ?? user['credential_uid'],
      userType: key['user_type'],
      cve: fieldsOf(vulnerability['cve'])['uid'],
      package: unpatched['name'],
      packageVersion: unpatched['version'],
      fixedIn: unpatched['fixed_in_version'],
      // ASFF's word for it.
      exploit: vulnerability['is_exploit_available'] === true ? 'YES' : undefined,
    },
  };
}

/** The details of a key among the resources: it may stand after the bucket that it was used on. */
function accessKeyIn(value: Fields): Fields {
  const all = rawResources(value)
    .slice(0, 8)
    .map((resource) => fieldsOf(fieldsOf(resource)['data']));
  return all.find((data) => data['access_key_id'] !== undefined || data['user_name'] !== undefined) ?? {};
}
