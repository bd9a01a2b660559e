import { nameInArn } from '../../finding/arn.ts';
import type { Resource } from '../../finding/finding.ts';
import { fieldsOf, itemsOf, resourceOf, resourcesOf, textOf } from '../read.ts';
import { tagsOf } from '../tags.ts';

/** `Resources` with their ids as Security Hub spells them, mostly ARNs, and a name a person would know. */
export function asffResources(value: unknown): Resource[] {
  return resourcesOf(itemsOf(value).map(asffResource));
}

function asffResource(value: unknown): Resource | undefined {
  const resource = fieldsOf(value);
  const id = textOf(resource['Id']);
  if (id === undefined) return undefined;
  const tags = tagsOf(resource['Tags']);
  const arn = id.startsWith('arn:') ? id : undefined;
  const name = tags?.['Name'] || (arn === undefined ? undefined : (nameInArn(arn) ?? undefined));
  return resourceOf(textOf(resource['Type']) ?? 'Other', id, arn, name, tags);
}
