/**
 * Standards name the same security control differently. Source: "How consolidation impacts control IDs and
 * titles" in the Security Hub user guide. FSBP, NIST and Control Tower (without its `CT.`) use the security
 * control's own id. CIS 1.2.0's 1.1 stands for two controls there, so it keeps its own.
 */
const cis120: Readonly<Record<string, string>> = {
  '1.2': 'IAM.5',
  '1.3': 'IAM.8',
  '1.4': 'IAM.3',
  '1.5': 'IAM.11',
  '1.6': 'IAM.12',
  '1.7': 'IAM.13',
  '1.8': 'IAM.14',
  '1.9': 'IAM.15',
  '1.10': 'IAM.16',
  '1.11': 'IAM.17',
  '1.12': 'IAM.4',
  '1.13': 'IAM.9',
  '1.14': 'IAM.6',
  '1.16': 'IAM.2',
  '1.20': 'IAM.18',
  '1.22': 'IAM.1',
  '2.1': 'CloudTrail.1',
  '2.2': 'CloudTrail.4',
  '2.3': 'CloudTrail.6',
  '2.4': 'CloudTrail.5',
  '2.5': 'Config.1',
  '2.6': 'CloudTrail.7',
  '2.7': 'CloudTrail.2',
  '2.8': 'KMS.4',
  '2.9': 'EC2.6',
  '3.1': 'CloudWatch.2',
  '3.2': 'CloudWatch.3',
  '3.3': 'CloudWatch.1',
  '3.4': 'CloudWatch.4',
  '3.5': 'CloudWatch.5',
  '3.6': 'CloudWatch.6',
  '3.7': 'CloudWatch.7',
  '3.8': 'CloudWatch.8',
  '3.9': 'CloudWatch.9',
  '3.10': 'CloudWatch.10',
  '3.11': 'CloudWatch.11',
  '3.12': 'CloudWatch.12',
  '3.13': 'CloudWatch.13',
  '3.14': 'CloudWatch.14',
  '4.1': 'EC2.13',
  '4.2': 'EC2.14',
  '4.3': 'EC2.2',
};

const cis140: Readonly<Record<string, string>> = {
  '1.4': 'IAM.4',
  '1.5': 'IAM.9',
  '1.6': 'IAM.6',
  '1.7': 'CloudWatch.1',
  '1.8': 'IAM.15',
  '1.9': 'IAM.16',
  '1.10': 'IAM.5',
  '1.14': 'IAM.3',
  '1.16': 'IAM.1',
  '1.17': 'IAM.18',
  '2.1.1': 'S3.4',
  '2.1.2': 'S3.5',
  '2.1.5.1': 'S3.1',
  '2.1.5.2': 'S3.8',
  '2.2.1': 'EC2.7',
  '2.3.1': 'RDS.3',
  '3.1': 'CloudTrail.1',
  '3.2': 'CloudTrail.4',
  '3.4': 'CloudTrail.5',
  '3.5': 'Config.1',
  '3.6': 'S3.9',
  '3.7': 'CloudTrail.2',
  '3.8': 'KMS.4',
  '3.9': 'EC2.6',
  '4.3': 'CloudWatch.1',
  '4.4': 'CloudWatch.4',
  '4.5': 'CloudWatch.5',
  '4.6': 'CloudWatch.6',
  '4.7': 'CloudWatch.7',
  '4.8': 'CloudWatch.8',
  '4.9': 'CloudWatch.9',
  '4.10': 'CloudWatch.10',
  '4.11': 'CloudWatch.11',
  '4.12': 'CloudWatch.12',
  '4.13': 'CloudWatch.13',
  '4.14': 'CloudWatch.14',
  '5.1': 'EC2.21',
  '5.3': 'EC2.2',
};

/** Those of PCI DSS 3.2.1 whose number is not simply the security control's after `PCI.`. */
const pci321: Readonly<Record<string, string>> = {
  'CloudTrail.1': 'CloudTrail.2',
  'CloudTrail.2': 'CloudTrail.3',
  'CloudTrail.3': 'CloudTrail.4',
  'CloudTrail.4': 'CloudTrail.5',
  'CW.1': 'CloudWatch.1',
  'EC2.4': 'EC2.12',
  'EC2.5': 'EC2.13',
  'ELBv2.1': 'ELB.1',
  'ES.1': 'ES.2',
  'ES.2': 'ES.1',
  'IAM.1': 'IAM.4',
  'IAM.3': 'IAM.1',
  'IAM.4': 'IAM.6',
  'IAM.5': 'IAM.9',
  'IAM.6': 'IAM.19',
  'IAM.7': 'IAM.8',
  'IAM.8': 'IAM.10',
  'KMS.1': 'KMS.4',
  'Lambda.2': 'Lambda.3',
  'Opensearch.1': 'Opensearch.2',
  'Opensearch.2': 'Opensearch.1',
  'S3.1': 'S3.3',
  'S3.3': 'S3.7',
  'S3.6': 'S3.1',
  'SSM.1': 'SSM.2',
  'SSM.2': 'SSM.3',
  'SSM.3': 'SSM.1',
};

const cisTables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.2.0': cis120,
  '1.4.0': cis140,
};

/**
 * The security control that a standard's own id stands for; an id that the tables do not know stays apart.
 * `standard` is any text that names standard and version as AWS writes them (`…/v/1.2.0…`): an ARN, a
 * generator id. `remediationUrl` helps where the tables end: AWS's how-to links name the security control.
 */
export function securityControlId(id: string, standard: string, remediationUrl?: string): string {
  if (id.startsWith('PCI.')) return pci321[id.slice(4)] ?? id.slice(4);
  if (id.startsWith('CT.')) return id.slice(3);
  if (id === 'ELBv2.1') return 'ELB.1';
  if (!/^(CIS\.)?\d/.test(id)) return id;
  const rule = id.replace('CIS.', '');
  const version = /\/v\/([\d.]+\d)/.exec(standard)?.[1] ?? '1.2.0';
  const known = cisTables[version]?.[rule];
  if (known !== undefined) return known;
  const linked = /\/securityhub\/([A-Za-z0-9]+\.\d+)\/remediation/.exec(remediationUrl ?? '')?.[1];
  return linked === undefined || linked.startsWith('PCI.') ? `CIS.${version}/${rule}` : linked;
}

/**
 * Controls on what exists once an account, which every region evaluates again. Source: "Controls that use
 * global resources" in the Security Hub user guide; S3.1 is the account's one Block Public Access setting.
 * Regional account settings (EC2.7, Config.1, GuardDuty.1 …) are not here: each region can be wrong alone.
 */
const globalFamilies: ReadonlySet<string> = new Set([
  'Account',
  'CloudFront',
  'GlobalAccelerator',
  'IAM',
  'Route53',
]);
const globalControls: ReadonlySet<string> = new Set([
  'KMS.1', // IAM customer managed policies
  'KMS.2', // IAM principals' inline policies
  'S3.1',
  'WAF.1', // WAF Classic global web ACLs, rules and rule groups
  'WAF.6',
  'WAF.7',
  'WAF.8',
]);
/** IAM.28 asks for an IAM Access Analyzer in each region. */
const regionalAfterAll: ReadonlySet<string> = new Set(['IAM.28']);

export function isGlobalControl(control: string): boolean {
  if (regionalAfterAll.has(control)) return false;
  return (
    globalControls.has(control) || globalFamilies.has(control.slice(0, Math.max(0, control.indexOf('.'))))
  );
}

const standardNames: Readonly<Record<string, (version: string) => string>> = {
  'aws-foundational-security-best-practices': () => 'FSBP',
  'cis-aws-foundations-benchmark': (version) => `CIS ${version}`,
  'pci-dss': (version) => `PCI DSS ${version}`,
  'nist-800-53': () => 'NIST 800-53',
  'nist-800-171': () => 'NIST 800-171',
  'service-managed-aws-control-tower': () => 'Control Tower',
  'aws-resource-tagging-standard': () => 'Resource Tagging',
};

/** `CIS 1.4.0` of `arn:aws:securityhub:::standards/cis-aws-foundations-benchmark/v/1.4.0`; null: names none. */
export function standardName(text: string): string | null {
  const end = text.indexOf('/v/');
  if (end < 0) return null;
  const slug = text.slice(Math.max(text.lastIndexOf('/', end - 1), text.lastIndexOf(':', end - 1)) + 1, end);
  const version = /^\d+(?:\.\d+)*/.exec(text.slice(end + '/v/'.length))?.[0];
  if (slug === '' || version === undefined) return null;
  return Object.hasOwn(standardNames, slug) ? (standardNames[slug]?.(version) ?? null) : `${slug} ${version}`;
}
