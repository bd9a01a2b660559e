import { securityControlId, standardName } from '../../finding/controls.ts';
import { type Fields, fieldsOf, itemsOf, rawOf, textOf } from '../read.ts';

interface Control {
  /**
   * The control's id as this record says it: the security control's where findings are consolidated, else the
   * standard's own (`EC2.19`, `PCI.S3.2`, `4.1`). It is the finding's `type`, so that a type can always be
   * found again in Security Hub; what makes copies of several standards one finding is `securityControl`,
   * which stands in the identity and, for people, in the fact `control`.
   */
  readonly id: string;
  readonly securityControl: string;
  readonly facts: Fields;
}

/** The control behind a finding of Security Hub itself; null where it names none. */
export function controlOf(value: Fields, fields: Fields): Control | null {
  const compliance = fieldsOf(value['Compliance']);
  const reason = fieldsOf(itemsOf(compliance['StatusReasons'])[0])['ReasonCode'];
  const consolidated = textOf(compliance['SecurityControlId']);
  if (consolidated !== undefined) {
    return { id: consolidated, securityControl: consolidated, facts: { control: consolidated, reason } };
  }
  const generator = rawOf(value['GeneratorId']);
  const id = textOf(fields['ControlId']) ?? textOf(fields['RuleId']) ?? controlInGenerator(generator);
  if (id === undefined) return null;
  const standard = rawOf(fields['StandardsArn']) || rawOf(fields['StandardsGuideArn']) || generator;
  const howTo = rawOf(fieldsOf(fieldsOf(value['Remediation'])['Recommendation'])['Url']);
  const control = securityControlId(id, standard, howTo);
  return { id, securityControl: control, facts: { control, reason } };
}

/**
 * `security-control/EC2.2`, `aws-foundational-security-best-practices/v/1.0.0/EC2.19`,
 * `arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1`
 */
function controlInGenerator(generator: string): string | undefined {
  return /(?:^security-control|\/v\/[\d.]+(?:\/rule)?)\/([A-Za-z0-9.]+)$/.exec(generator)?.[1];
}

/** The standards that ask for it, in short words: all where findings are consolidated, else the one reporting. */
export function standardsOf(value: Fields, fields: Fields): string[] {
  const associated = itemsOf(fieldsOf(value['Compliance'])['AssociatedStandards']).slice(0, 50);
  const named =
    associated.length > 0
      ? associated.map((one) => fieldsOf(one)['StandardsId'])
      : [fields['StandardsArn'] ?? fields['StandardsGuideArn'] ?? value['GeneratorId']];
  const names = named.map((one) => textOf(standardName(rawOf(one)))).filter((name) => name !== undefined);
  return names.length < 2 ? names : [...new Set(names)].sort();
}
