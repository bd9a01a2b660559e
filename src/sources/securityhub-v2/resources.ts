import { nameInArn } from '../../finding/arn.ts';
import type { Resource } from '../../finding/finding.ts';
import { type Fields, fieldsOf, isObject, itemsOf, resourceOf, resourcesOf, textOf } from '../read.ts';
import { labelsOf, type Tags, tagsOf } from '../tags.ts';

/** `resources`; before OCSF 1.3 some classes had a single `resource`. */
export function rawResources(value: Fields): readonly unknown[] {
  const resources = itemsOf(value['resources']);
  return resources.length === 0 && isObject(value['resource']) ? [value['resource']] : resources;
}

/** Resources with the ids that OCSF gives them; V2 keeps the ARN beside them in `uid_alt`. */
export function ocsfResources(value: Fields): Resource[] {
  return resourcesOf(rawResources(value).map(ocsfResource));
}

function ocsfResource(value: unknown): Resource | undefined {
  const resource = fieldsOf(value);
  const id = textOf(resource['uid']) ?? textOf(resource['name']);
  if (id === undefined) return undefined;
  const arn = [id, textOf(resource['uid_alt'])].find((one) => one?.startsWith('arn:'));
  const name = textOf(resource['name']) ?? (arn === undefined ? undefined : (nameInArn(arn) ?? undefined));
  const type = textOf(resource['type']) ?? 'Other';
  return resourceOf(type, id, arn, name === id ? undefined : name, tagsIn(resource));
}

/** Labels are the older way to say it. */
function tagsIn(resource: Fields): Tags | undefined {
  return tagsOf(resource['tags']) ?? labelsOf(resource['labels']);
}
