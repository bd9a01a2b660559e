import type { Permission } from '../service.ts';
import { kinds, tableOf } from './kinds.ts';
import type { Tags } from './model.ts';
import type { View } from './render.ts';

// Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
export const conditionKeys = [
  'aws:ResourceTag/*',
  'aws:RequestTag/*',
  'aws:TagKeys',
  'ec2:ResourceTag/*',
  'ec2:CreateAction',
];

/** An operation on a resource that is there, with its tags; the ARN alone where it is not. */
export function onResource(operation: string, id: string, view: View): Permission {
  const table = tableOf(id);
  const tags = table === null ? {} : (view.state[table].get(id)?.tags ?? {});
  return {
    action: `ec2:${operation}`,
    resource: table === null ? '*' : arnOf(kinds[table].type, id, view),
    context: { ...keyed('aws:ResourceTag', tags), ...keyed('ec2:ResourceTag', tags) },
  };
}

/** An operation on what it makes, with the tags that are asked for. */
export function onNew(operation: string, type: string, requested: Tags, view: View): Permission {
  return {
    action: `ec2:${operation}`,
    resource: arnOf(type, '*', view),
    context: requestedKeys(requested),
  };
}

/** Tags on create need `ec2:CreateTags` too, and a policy can say for which call only. */
export function onTagging(operation: string, type: string, requested: Tags, view: View): Permission[] {
  if (Object.keys(requested).length === 0) return [];
  const permission = onNew('CreateTags', type, requested, view);
  return [{ ...permission, context: { ...permission.context, 'ec2:CreateAction': operation } }];
}

export function requestedKeys(requested: Tags): Readonly<Record<string, string | readonly string[]>> {
  return { ...keyed('aws:RequestTag', requested), 'aws:TagKeys': Object.keys(requested) };
}

const keyed = (name: string, tags: Tags) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${name}/${key}`, value]));

const arnOf = (type: string, id: string, { account, region }: View) =>
  `arn:aws:ec2:${region}:${account}:${type}/${id}`;
