import type { Resource } from '../finding/finding.ts';
import { guardDutyIdentity } from '../finding/identity.ts';
import { type Fields, fieldsOf, isObject, itemsOf, resourceOf, resourcesOf, textOf } from './read.ts';
import { tagsOf } from './tags.ts';

interface Sequence {
  /** Empty where the finding is no attack sequence; Security Hub's copy has its resources elsewhere. */
  readonly resources: readonly Resource[];
  readonly principal: string | undefined;
  readonly remoteAddress: string | undefined;
  /** Identities of the findings among its signals, sorted. */
  readonly signals: readonly string[];
  readonly facts: Fields;
}

const noSequence: Sequence = {
  resources: [],
  principal: undefined,
  remoteAddress: undefined,
  signals: [],
  facts: {},
};

/**
 * An attack sequence: several signals over time about several resources, so no single instance or key; keys in
 * camelCase. Source: GuardDuty API reference, "Sequence" (`service.detection.sequence`), and Security Hub API
 * reference, "Sequence" (`Detection.Sequence`), which only spells the keys another way and calls a signal's
 * `uid` its `Id`.
 */
export function sequenceOf(sequence: unknown): Sequence {
  if (!isObject(sequence)) return noSequence;
  const users = itemsOf(sequence['actors']).map((actor) => fieldsOf(fieldsOf(actor)['user']));
  const endpoints = itemsOf(sequence['endpoints']).map(fieldsOf);
  const signals = itemsOf(sequence['signals']).map(fieldsOf);
  return {
    resources: resourcesOf(itemsOf(sequence['resources']).map(involved)),
    principal: textOf(users[0]?.['name']) ?? textOf(users[0]?.['uid']),
    remoteAddress: firstOf(endpoints, 'ip'),
    // The others are activities that were seen in logs; nobody else reports those.
    signals: signalIdentities(
      signals.filter((one) => one['type'] === 'FINDING').map((one) => one['uid'] ?? one['id']),
    ),
    facts: {
      accessKeyId: firstOf(users, 'credentialUid'),
      domain: firstOf(endpoints, 'domain'),
      country: fieldsOf(endpoints[0]?.['location'])['country'],
      signals: signals.length > 0 ? signals.length : undefined,
    },
  };
}

/** GuardDuty names at most as many. */
const mostSignals = 100;

/** Ids or ARNs of GuardDuty's findings → their identities, sorted, one of each. */
export function signalIdentities(ids: readonly unknown[]): string[] {
  const known = ids
    .slice(0, mostSignals)
    .map((id) => textOf(id))
    .filter((id) => id !== undefined);
  return [...new Set(known.map(guardDutyIdentity))].sort();
}

function firstOf(all: readonly Fields[], name: string): string | undefined {
  for (const one of all) {
    const text = textOf(one[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

function involved(value: unknown): Resource | undefined {
  const resource = fieldsOf(value);
  const id = textOf(resource['uid']) ?? textOf(resource['name']);
  if (id === undefined) return undefined;
  const name = textOf(resource['name']);
  const type = textOf(resource['resourceType']) ?? 'Resource';
  const arn = id.startsWith('arn:') ? id : undefined;
  return resourceOf(type, id, arn, name === id ? undefined : name, tagsOf(resource['tags']));
}
