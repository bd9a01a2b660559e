import { AwsError, type Input } from '../service.ts';
import { invalidValue } from './errors.ts';
import { required, structuresOf, textOf } from './input.ts';
import { kinds } from './kinds.ts';
import type { Tags } from './model.ts';
import type { TableName } from './state.ts';

const mostTags = 50;

/** The tags of `Tag.N`, by the limits of "Tag your Amazon EC2 resources" in the EC2 User Guide. */
export function tagsOf(input: Input): Tags {
  const tags: Record<string, string> = {};
  for (const tag of structuresOf(input, 'Tag')) {
    const key = required(tag, 'Key');
    const value = textOf(tag, 'Value') ?? '';
    if (key.toLowerCase().startsWith('aws:'))
      throw invalidValue(`Tag keys starting with 'aws:' are reserved for internal use`);
    if (key.length > 128) throw invalidValue('Tag key exceeds the maximum length of 128 characters');
    if (value.length > 256) throw invalidValue('Tag value exceeds the maximum length of 256 characters');
    if (Object.hasOwn(tags, key)) throw invalidValue(`Duplicate tag key '${key}' specified.`);
    tags[key] = value;
  }
  return tags;
}

/** The tags that a new resource begins with; `table` is what is being made. */
export function specifiedTags(input: Input, table: TableName): Tags {
  const { type } = kinds[table];
  const specifications = structuresOf(input, 'TagSpecification');
  for (const specification of specifications) {
    const asked = required(specification, 'ResourceType');
    if (asked !== type)
      throw invalidValue(`'${asked}' is not a valid taggable resource type for this operation.`);
  }
  return withTags({}, Object.assign({}, ...specifications.map(tagsOf)) as Tags);
}

export function withTags(tags: Tags, added: Tags): Tags {
  const all = { ...tags, ...added };
  if (Object.keys(all).length > mostTags)
    throw new AwsError('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
  return all;
}
