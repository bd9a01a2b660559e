import { AwsError, type Input } from '../../service.ts';
import { listing } from '../describe.ts';
import { missing } from '../errors.ts';
import { listOf, structuresOf, textOf } from '../input.ts';
import { found, kinds, tableOf } from '../kinds.ts';
import type { Resource, Tags } from '../model.ts';
import type { Ec2Operation } from '../operation.ts';
import { onResource, requestedKeys } from '../permission.ts';
import { type Ec2State, type TableName, withRow } from '../state.ts';
import { tagsOf, withTags } from '../tags.ts';

export const createTags = tagging('CreateTags', (tags, input) => {
  if (structuresOf(input, 'Tag').length === 0) throw missing('tagSet');
  return withTags(tags, tagsOf(input));
});

/** Without tags all go; a tag with a value goes only where it has that value (DeleteTags). */
export const deleteTags = tagging('DeleteTags', (tags, input) => {
  const asked = structuresOf(input, 'Tag');
  if (asked.length === 0) return {};
  const goes = (key: string, value: string) =>
    asked.some((tag) => textOf(tag, 'Key') === key && (textOf(tag, 'Value') ?? value) === value);
  return Object.fromEntries(Object.entries(tags).filter(([key, value]) => !goes(key, value)));
});

function tagging(name: string, changed: (tags: Tags, input: Input) => Tags): Ec2Operation {
  return {
    name,
    mutating: true,
    takes: ['ResourceId', 'Tag'],
    permissions: (input, context) =>
      listOf(input, 'ResourceId').map((id) => {
        const permission = onResource(name, id, context);
        return { ...permission, context: { ...permission.context, ...requestedKeys(tagsOf(input)) } };
      }),
    run(input, { state, write }) {
      const ids = listOf(input, 'ResourceId');
      if (ids.length === 0) throw missing('resourceIdSet');
      write(ids.reduce((next, id) => retagged(next, id, (tags) => changed(tags, input)), state));
      return { return: true };
    },
  };
}

function retagged(state: Ec2State, id: string, change: (tags: Tags) => Tags): Ec2State {
  const table = tableOf(id);
  if (table === null) throw new AwsError('InvalidID', `The ID '${id}' is not valid`);
  const row = found(state, table, id);
  return withRow(state, table, { ...row, tags: change(row.tags) });
}

interface TagRow extends Resource {
  readonly resourceId: string;
  readonly resourceType: string;
  readonly key: string;
  readonly value: string;
}

const tagRows = (state: Ec2State): TagRow[] =>
  (Object.keys(kinds) as TableName[]).flatMap((table) =>
    [...state[table].values()].flatMap(({ id, tags }: Resource) =>
      Object.entries(tags).map(([key, value]) => ({
        id: `${id} ${key}`,
        tags,
        resourceId: id,
        resourceType: kinds[table].type,
        key,
        value,
      })),
    ),
  );

export const describeTags = listing<TagRow>({
  name: 'DescribeTags',
  set: 'tagSet',
  rows: tagRows,
  filters: {
    key: ({ key }) => [key],
    value: ({ value }) => [value],
    'resource-id': ({ resourceId }) => [resourceId],
    'resource-type': ({ resourceType }) => [resourceType],
  },
  item: ({ resourceId, resourceType, key, value }) => ({ resourceId, resourceType, key, value }),
});
