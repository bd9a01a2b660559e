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
  const key = fieldsOf(fieldsOf(rawResources(value)[0])['data']);
  const vulnerability = fieldsOf(itemsOf(value['vulnerabilities'])[0]);
  const unpatched = fieldsOf(itemsOf(vulnerability['affected_packages'])[0]);
  return {
    principal: textOf(fieldsOf(actor['user'])['name']) ?? textOf(key['user_name']),
    remoteAddress: textOf(source['ip']),
    facts: {
      api: api['operation'],
      service: fieldsOf(api['service'])['name'],
      domain: fieldsOf(evidence['query'])['hostname'],
      port: fieldsOf(evidence['dst_endpoint'])['port'],
      country: fieldsOf(source['location'])['country'],
      accessKeyId: key['access_key_id'],
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
