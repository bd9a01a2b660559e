import { parseArn } from '../../finding/arn.ts';
import {
  guardDutyLink,
  isConsoleUrl,
  macieLink,
  outsideLink,
  securityHubLink,
} from '../../finding/console-links.ts';
import type { FindingKind, Link, Resource } from '../../finding/finding.ts';
import { outsideAws } from '../../finding/finding.ts';
import { guardDutyType } from '../../finding/guardduty-type.ts';
import { controlIdentity, guardDutyIdentity, productIdentity, recordKey } from '../../finding/identity.ts';
import type { InnerEvent, Normalised } from '../../finding/inner-event.ts';
import { awsProductName, awsProductOf, isAwsProductName } from '../../finding/products.ts';
import type { Severity } from '../../finding/severity.ts';
import { severityOfNormalized, severityOfWord } from '../../finding/severity.ts';
import {
  accountOf,
  type Fields,
  factsOf,
  fieldsOf,
  flagOf,
  found,
  invalidField,
  itemsOf,
  numberOf,
  proseOf,
  rawOf,
  textOf,
  textsOf,
  timeOf,
} from '../read.ts';
import { controlOf, standardsOf } from './control.ts';
import { detailsOf } from './details.ts';
import { guardDutyFieldsOf } from './guardduty-fields.ts';
import { asffResources } from './resources.ts';
import { statusOf } from './status.ts';

/** One ASFF finding. Only its id, product and account are required. */
export function normaliseFinding(value: Fields, event: InnerEvent, now: number): Normalised {
  const id = textOf(value['Id']);
  const productArn = textOf(value['ProductArn']);
  const account = textOf(value['AwsAccountId']);
  if (id === undefined) return invalidField('/Id', 'expected a finding id');
  if (productArn === undefined) return invalidField('/ProductArn', 'expected a product ARN');
  if (account === undefined) return invalidField('/AwsAccountId', 'expected an account id');

  const fields = fieldsOf(value['ProductFields']);
  const types = textsOf(value['Types']);
  const awsProduct = awsProductOf(productArn);
  const threat = awsProduct === 'guardduty' ? guardDutyFieldsOf(value, fields) : null;
  const control = awsProduct === 'securityhub' ? controlOf(value, fields) : null;
  const resources = asffResources(value['Resources']);
  const details = detailsOf(value);
  const region =
    textOf(value['Region']) ??
    textOf(fieldsOf(itemsOf(value['Resources'])[0])['Region']) ??
    textOf(parseArn(productArn)?.region) ??
    textOf(event.eventBridge?.region) ??
    outsideAws;

  const type =
    control?.id ??
    (threat ? guardDutyType(types) : null) ??
    types[0] ??
    textOf(value['GeneratorId']) ??
    'Finding';
  const updated = timeOf(value['UpdatedAt']);
  const firstSeen =
    threat?.firstSeen ?? timeOf(value['FirstObservedAt']) ?? timeOf(value['CreatedAt']) ?? updated ?? now;
  const lastSeen = threat?.lastSeen ?? timeOf(value['LastObservedAt']) ?? updated ?? firstSeen;
  const recommendation = fieldsOf(fieldsOf(value['Remediation'])['Recommendation']);
  return found(
    {
      identity: identityOf({
        id,
        productArn,
        account,
        region,
        resources,
        guardDuty: threat !== null,
        control,
      }),
      recordKey: recordKey('securityhub', productArn, id),
      source: 'securityhub',
      product: productOf(value, fields, awsProduct),
      id,
      kind: kindOf(awsProduct, control !== null, types[0] ?? ''),
      type,
      title: textOf(value['Title'], 1_000) ?? type,
      description: proseOf(value['Description'], 4_000) ?? '',
      severity: severityOf(value, fields),
      account: accountOf(account, textOf(value['AwsAccountName'])),
      region,
      resources,
      firstSeen,
      lastSeen,
      updatedAt: updated ?? lastSeen,
      count: threat?.count ?? 1,
      sample: flagOf(value['Sample']) || (threat?.sample ?? false),
      status: statusOf(value),
      standards: control ? standardsOf(value, fields) : [],
      links: linksOf(value, region, id, awsProduct, rawOf(recommendation['Url'])),
      facts: factsOf(control?.facts, threat?.facts, details.facts),
    },
    {
      principal: details.principal ?? threat?.principal,
      remoteAddress: threat?.remoteAddress ?? details.remoteAddress,
      remediation: proseOf(recommendation['Text'], 2_000),
      ...(threat && { signals: threat.signals }),
    },
  );
}

function identityOf(one: {
  readonly id: string;
  readonly productArn: string;
  readonly account: string;
  readonly region: string;
  readonly resources: readonly Resource[];
  readonly guardDuty: boolean;
  readonly control: { readonly securityControl: string } | null;
}): string {
  if (one.guardDuty) return guardDutyIdentity(one.id);
  const { account, region, resources, control } = one;
  if (control) return controlIdentity({ account, region, resources, control: control.securityControl });
  return productIdentity(one.productArn, one.id);
}

/** Only AWS's own products are shown under AWS's names; others are called what they call themselves. */
function productOf(value: Fields, fields: Fields, awsProduct: string | null): string {
  if (awsProduct !== null) return awsProductName(awsProduct);
  const names = [
    value['ProductName'],
    fields['aws/securityhub/ProductName'],
    fields['ProviderName'],
    value['CompanyName'],
  ].map((name) => textOf(name, 256));
  return (
    names.find((name) => name !== undefined && name !== 'Default' && !isAwsProductName(name)) ?? 'Custom'
  );
}

const kinds: ReadonlyMap<string | null, FindingKind> = new Map([
  ['guardduty', 'threat'],
  ['inspector', 'vulnerability'],
  ['macie', 'data'],
]);

/** Products that are new here say it in the namespace of their type, e.g. `TTPs/Discovery/…`. */
function kindOf(awsProduct: string | null, isControl: boolean, type: string): FindingKind {
  if (isControl) return 'control';
  const known = kinds.get(awsProduct);
  if (known) return known;
  if (type.startsWith('Software and Configuration Checks/Vulnerabilities')) return 'vulnerability';
  if (type.startsWith('Sensitive Data')) return 'data';
  return /^(TTPs|Unusual Behaviors)\//.test(type) ? 'threat' : 'other';
}

/** The label; else the deprecated number; else what the provider said. A finding without any is Medium: shown. */
function severityOf(value: Fields, fields: Fields): Severity {
  const severity = fieldsOf(value['Severity']);
  const label = severityOfWord(rawOf(severity['Label']));
  if (label !== null) return label;
  const normalized = numberOf(severity['Normalized']);
  if (normalized !== undefined) return severityOfNormalized(normalized);
  const provided = fieldsOf(fieldsOf(value['FindingProviderFields'])['Severity']);
  return (
    severityOfWord(rawOf(provided['Label'])) ??
    severityOfWord(rawOf(fields['aws/securityhub/SeverityLabel'])) ??
    'Medium'
  );
}

function linksOf(
  value: Fields,
  region: string,
  id: string,
  awsProduct: string | null,
  howTo: string,
): Link[] {
  const source = rawOf(value['SourceUrl']);
  const page = isConsoleUrl(source) ? outsideLink('console', source) : [];
  const remediation = outsideLink('remediation', howTo);
  if (page.length > 0) return [...page, ...remediation];
  return [...consoleOf(region, id, awsProduct), ...remediation, ...outsideLink('detector', source)];
}

/** Products whose console can be opened at one finding; any other is shown by Security Hub itself. */
function consoleOf(region: string, id: string, awsProduct: string | null): Link[] {
  if (awsProduct === 'guardduty') return guardDutyLink(region, id);
  return awsProduct === 'macie' ? macieLink(region, id) : securityHubLink(region, id);
}
