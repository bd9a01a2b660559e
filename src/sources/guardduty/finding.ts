import { parseArn } from '../../finding/arn.ts';
import { guardDutyLink } from '../../finding/console-links.ts';
import { outsideAws } from '../../finding/finding.ts';
import { hasSampleTitle } from '../../finding/guardduty-type.ts';
import { guardDutyIdentity, recordKey } from '../../finding/identity.ts';
import type { InnerEvent, Normalised } from '../../finding/inner-event.ts';
import { severityOfGuardDuty } from '../../finding/severity.ts';
import {
  countOf,
  type Fields,
  factsOf,
  fieldsOf,
  flagOf,
  found,
  invalidField,
  isObject,
  itemsOf,
  numberOf,
  proseOf,
  textOf,
  timeOf,
} from '../read.ts';
import { sequenceOf } from '../sequence.ts';
import { actionOf } from './action.ts';
import { describeResources } from './resources.ts';

/** One finding with camelCase keys. Only id or ARN, type, severity and account are required. */
export function normaliseFinding(value: Fields, event: InnerEvent, now: number): Normalised {
  const arn = textOf(value['arn']);
  const id = textOf(value['id']) ?? arn;
  const type = textOf(value['type']);
  const score = numberOf(value['severity']);
  const account = textOf(value['accountId']);
  if (id === undefined) return invalidField('/id', 'expected the id or the ARN of the finding');
  if (type === undefined) return invalidField('/type', 'expected a finding type');
  if (score === undefined) return invalidField('/severity', 'expected a number');
  if (account === undefined) return invalidField('/accountId', 'expected an account id');

  // MozDef keeps what GuardDuty calls `service` under `finding`.
  const service = fieldsOf(value['service'] ?? value['finding']);
  const resource = fieldsOf(value['resource']);
  const located = arn ?? id;
  const region =
    textOf(value['region']) ??
    textOf(parseArn(located)?.region) ??
    textOf(event.eventBridge?.region) ??
    outsideAws;
  const title = textOf(value['title'], 1_000) ?? type;

  const described = describeResources(resource);
  const action = actionOf(service['action']);
  const sequence = sequenceOf(fieldsOf(service['detection'])['sequence']);
  const resources = sequence.resources.length > 0 ? sequence.resources : described.resources;

  const updated = timeOf(value['updatedAt']);
  const firstSeen =
    timeOf(service['eventFirstSeen']) ?? timeOf(value['createdAt']) ?? timeOf(event.eventBridge?.time) ?? now;
  const lastSeen = timeOf(service['eventLastSeen']) ?? updated ?? firstSeen;

  const identity = located.includes('/finding/') ? located : id;
  return found(
    {
      identity: guardDutyIdentity(identity),
      recordKey: recordKey('guardduty', located),
      source: 'guardduty',
      product: 'GuardDuty',
      id,
      kind: 'threat',
      type,
      title,
      description: proseOf(value['description'], 4_000) ?? '',
      severity: severityOfGuardDuty(score),
      account: { id: account },
      region,
      resources,
      firstSeen,
      lastSeen,
      updatedAt: updated ?? lastSeen,
      count: countOf(service['count']),
      sample: isSample(fieldsOf(service['additionalInfo']), title),
      status: { archived: flagOf(service['archived']), compliance: null, workflow: null },
      standards: [],
      links: guardDutyLink(region, identity),
      facts: factsOf(action.facts, sequence.facts, described.facts, runtimeOf(service), {
        // TARGET or ACTOR: was it done to the resource, or by it?
        resourceRole: service['resourceRole'],
      }),
    },
    {
      principal: described.principal ?? sequence.principal ?? action.user,
      remoteAddress: action.remoteAddress ?? sequence.remoteAddress,
      signals: sequence.signals,
    },
  );
}

/** `additionalInfo.sample`; newer findings keep the same inside `additionalInfo.value`, a JSON text. */
function isSample(additionalInfo: Fields, title: string): boolean {
  if (flagOf(additionalInfo['sample']) || hasSampleTitle(title)) return true;
  const value = additionalInfo['value'];
  if (isObject(value)) return flagOf(value['sample']);
  return typeof value === 'string' && /"sample"\s*:\s*(true|"true")/i.test(value.slice(0, 10_000));
}

/** The process that runtime monitoring saw, or the file that a malware scan found. */
function runtimeOf(service: Fields): Fields {
  const process = fieldsOf(fieldsOf(service['runtimeDetails'])['process']);
  const detections = fieldsOf(fieldsOf(service['ebsVolumeScanDetails'])['scanDetections']);
  const byName = fieldsOf(detections['threatDetectedByName']);
  const threat = fieldsOf(itemsOf(byName['threatNames'])[0]);
  const path = fieldsOf(itemsOf(threat['filePaths'])[0]);
  const scanned = fieldsOf(itemsOf(fieldsOf(service['malwareScanDetails'])['threats'])[0]);
  return {
    process: process['name'],
    file: textOf(process['executablePath']) ?? textOf(path['filePath']),
    threat: textOf(threat['name']) ?? textOf(scanned['name']),
  };
}
