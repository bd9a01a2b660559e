import type { z } from 'zod';
import { outsideLink } from '../../finding/console-links.ts';
import { outsideAws } from '../../finding/finding.ts';
import { customIdentity, recordKey } from '../../finding/identity.ts';
import type { InnerEvent, Normalised, Source } from '../../finding/inner-event.ts';
import { severityOfWord } from '../../finding/severity.ts';
import { factsOf, found, invalidField, isObject, proseOf, resourceOf, resourcesOf, timeOf } from '../read.ts';
import { CustomEvent } from './schema.ts';

/** Events of our own schema, for everything that is not AWS: sshd, doors, deploys, CI. See schema.ts. */
export const custom: Source = {
  name: 'custom',

  accepts({ value }: InnerEvent): boolean {
    return (
      isObject(value) && typeof value['schema'] === 'string' && value['schema'].startsWith('yagura.custom.')
    );
  },

  normalise(event: InnerEvent, now: number): Normalised {
    const parsed = CustomEvent.safeParse(event.value);
    if (!parsed.success) return refuse(parsed.error);
    const time = timeOf(parsed.data.time);
    if (parsed.data.time !== undefined && time === undefined) {
      return invalidField('/time', 'expected ISO 8601, or an epoch in seconds or milliseconds');
    }
    return findingOf(parsed.data, time ?? now);
  },
};

function findingOf(event: CustomEvent, time: number): Normalised {
  const fields = factsOf(wordsOf(event.fields));
  const resources = [event.resource ?? []].flat();
  return found(
    {
      identity: customIdentity(event.source, event.id),
      recordKey: recordKey('custom', event.source, event.id),
      source: 'custom',
      product: event.source,
      id: event.id,
      kind: 'other',
      type: event.type ?? event.source,
      title: event.title,
      description: proseOf(event.description, 4_000) ?? '',
      severity: severityOfWord(event.severity) ?? 'Medium',
      account: { id: event.account ?? outsideAws },
      region: event.region ?? outsideAws,
      resources: resourcesOf(resources.map(({ type, id, arn, name }) => resourceOf(type, id, arn, name))),
      firstSeen: time,
      lastSeen: time,
      updatedAt: time,
      count: 1,
      sample: event.sample,
      status: { archived: event.status === 'closed', compliance: null, workflow: null },
      standards: [],
      links: outsideLink('detector', event.url),
      facts: fields,
    },
    { principal: fields['user'], remoteAddress: fields['address'] },
  );
}

/** true and false are words on a card. */
function wordsOf(fields: CustomEvent['fields'] = {}): Record<string, string | number> {
  const words: Record<string, string | number> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) words[name] = typeof value === 'boolean' ? String(value) : value;
  }
  return words;
}

/** The first field that is wrong, as a JSON Pointer, and what was expected there. */
function refuse(error: z.ZodError): Normalised {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return invalidField(pointer || '/', issue?.message ?? 'expected a custom event');
}
