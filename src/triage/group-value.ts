import { securityControlOf } from '../finding/control-class.ts';
import type { GroupField } from '../finding/policy.ts';
import type { FindingView } from '../finding/view.ts';

/** What a finding has in the place that a policy groups by; empty where it has nothing there. */
export function groupValue(field: GroupField, view: FindingView): string {
  switch (field) {
    case 'account':
      return view.account.id;
    case 'region':
      return view.region;
    case 'type':
      return view.type;
    case 'control':
      return view.kind === 'control' ? securityControlOf(view) : '';
    case 'resource':
      return together(view.resources.map((one) => one.id));
    case 'principal':
      return view.principal ?? '';
    default:
      return tagValue(field.slice('tag:'.length), view);
  }
}

function tagValue(key: string, view: FindingView): string {
  const tags = view.resources.flatMap((one) =>
    one.tags && Object.hasOwn(one.tags, key) ? [one.tags[key] ?? ''] : [],
  );
  return together(tags);
}

function together(values: readonly string[]): string {
  return [...new Set(values)].sort().join(',');
}
