import { securityControlId, standardName } from '../../finding/controls.ts';
import { type Fields, fieldsOf, itemsOf, textOf } from '../read.ts';

interface Control {
  /** As the record says it. */
  readonly id: string;
  /** What all standards' copies share. */
  readonly securityControl: string;
  readonly facts: Fields;
}

/** The control behind a finding of Security Hub itself; null where it names none (exposures, coverage). */
export function controlOf(value: Fields, info: Fields, uid: string): Control | null {
  const unmapped = fieldsOf(value['unmapped']);
  const product = fieldsOf(fieldsOf(value['metadata'])['product']);
  const generator = textOf(fieldsOf(product['feature'])['uid']) ?? '';
  const id =
    textOf(fieldsOf(value['compliance'])['control']) ??
    textOf(unmapped['ProductFields.ControlId']) ??
    controlIn(uid) ??
    controlIn(`${generator}/finding`);
  if (id === undefined) return null;
  const howTo = textOf(itemsOf(fieldsOf(value['remediation'] ?? info['remediation'])['references'])[0]);
  const securityControl = securityControlId(id, `${uid} ${generator}`, howTo);
  return { id, securityControl, facts: { control: securityControl } };
}

/** `…:security-control/EC2.2/finding/…` or `…/v/1.0.0/EC2.19/finding/…` */
function controlIn(text: string): string | undefined {
  return /(?:security-control|\/v\/[\d.]+(?:\/rule)?)\/([A-Za-z0-9.]+)\/finding/.exec(text)?.[1];
}

/** `standards/pci-dss/v/3.2.1` → `PCI DSS 3.2.1`; what is no standard of Security Hub keeps its name. */
export function standardsOf(value: Fields): string[] {
  const compliance = fieldsOf(value['compliance']);
  const unmapped = fieldsOf(value['unmapped']);
  const texts = [...itemsOf(compliance['standards']).slice(0, 50), unmapped['ProductFields.StandardsArn']]
    .map((one) => textOf(one, 200))
    .filter((one) => one !== undefined);
  return [...new Set(texts.map((text) => standardName(text) ?? text))].sort();
}
