import { type Fields, fieldsOf, isObject, itemsOf, textOf } from '../read.ts';

interface Details {
  readonly principal: string | undefined;
  readonly remoteAddress: string | undefined;
  readonly facts: Fields;
}

/** What ASFF's optional objects say that is worth a place in a sentence, whichever product filled them. */
export function detailsOf(value: Fields): Details {
  const resource = fieldsOf(fieldsOf(itemsOf(value['Resources'])[0])['Details']);
  const key = accessKeyIn(value);
  const vulnerability = fieldsOf(itemsOf(value['Vulnerabilities'])[0]);
  const unpatched = fieldsOf(itemsOf(vulnerability['VulnerablePackages'])[0]);
  const network = fieldsOf(value['Network']);
  return {
    principal: textOf(key['PrincipalName']) ?? textOf(key['UserName']),
    remoteAddress: textOf(network['SourceIpV4']) ?? textOf(network['SourceIpV6']),
    facts: {
      cve: vulnerability['Id'],
      package: unpatched['Name'],
      packageVersion: unpatched['Version'],
      fixedIn: unpatched['FixedInVersion'],
      exploit: vulnerability['ExploitAvailable'],
      repository: fieldsOf(resource['AwsEcrContainerImage'])['RepositoryName'],
      accessKeyId: key['AccessKeyId'],
      userType: key['PrincipalType'],
      domain: network['SourceDomain'],
      port: network['DestinationPort'] ?? fieldsOf(network['OpenPortRange'])['Begin'],
      // Access Analyzer's, and the rule behind a finding of Config.
      sharedWith: fieldsOf(resource['Other'])['External Principal'],
      rule: fieldsOf(value['ProductFields'])['aws/config/ConfigRuleName'],
      data: sensitiveDataOf(value),
    },
  };
}

/** Whose key it was; the key may stand after the bucket that it was used on. */
function accessKeyIn(value: Fields): Fields {
  for (const resource of itemsOf(value['Resources']).slice(0, 8)) {
    const key = fieldsOf(fieldsOf(resource)['Details'])['AwsIamAccessKey'];
    if (isObject(key)) return key;
  }
  return {};
}

/** The kinds of sensitive data that Macie found, e.g. `NAME, CREDIT_CARD_NUMBER`. */
function sensitiveDataOf(value: Fields): string | undefined {
  for (const resource of itemsOf(value['Resources']).slice(0, 4)) {
    const found = fieldsOf(fieldsOf(fieldsOf(resource)['DataClassification'])['Result'])['SensitiveData'];
    const kinds = itemsOf(found)
      .flatMap((one) => itemsOf(fieldsOf(one)['Detections']))
      .map((detection) => textOf(fieldsOf(detection)['Type'], 64))
      .filter((kind) => kind !== undefined);
    if (kinds.length > 0) return [...new Set(kinds)].slice(0, 5).join(', ');
  }
  return undefined;
}
