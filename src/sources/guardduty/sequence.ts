import type { Resource } from '../../finding/finding.ts';
import { type Fields, fieldsOf, isObject, itemsOf, resourceOf, resourcesOf, textOf } from '../read.ts';

interface Sequence {
  /** Empty where the finding is no attack sequence. */
  readonly resources: Resource[];
  readonly principal: string | undefined;
  readonly remoteAddress: string | undefined;
  readonly facts: Fields;
}

const noSequence: Sequence = { resources: [], principal: undefined, remoteAddress: undefined, facts: {} };

/**
 * An attack sequence: several signals over time about several resources, so no single instance or key.
 * Source: GuardDuty API reference, "Sequence" (`service.detection.sequence`).
 */
export function sequenceOf(sequence: unknown): Sequence {
  if (!isObject(sequence)) return noSequence;
  const actor = fieldsOf(itemsOf(sequence['actors'])[0]);
  const user = fieldsOf(actor['user']);
  const endpoints = itemsOf(sequence['endpoints']).map(fieldsOf);
  const signals = itemsOf(sequence['signals']);
  return {
    resources: resourcesOf(itemsOf(sequence['resources']).map(involved)),
    principal: textOf(user['name']) ?? textOf(user['uid']),
    remoteAddress: textOf(endpoints.find((one) => textOf(one['ip']) !== undefined)?.['ip']),
    facts: {
      domain: endpoints.find((one) => textOf(one['domain']) !== undefined)?.['domain'],
      country: fieldsOf(endpoints[0]?.['location'])['country'],
      signals: signals.length > 0 ? signals.length : undefined,
    },
  };
}

function involved(value: unknown): Resource | undefined {
  const resource = fieldsOf(value);
  const id = textOf(resource['uid']) ?? textOf(resource['name']);
  if (id === undefined) return undefined;
  const name = textOf(resource['name']);
  const type = textOf(resource['resourceType']) ?? 'Resource';
  const arn = id.startsWith('arn:') ? id : undefined;
  return resourceOf(type, id, arn, name === id ? undefined : name);
}
