import type { Policy } from '../finding/policy.ts';
import { defaultProfile } from './default-profile.ts';
import type { FilePolicy } from './policy-schema.ts';

/** How a policy is called by those that decided by it; every name is there once. */
export function policyName({ name }: Pick<FilePolicy, 'name'>, at: number): string {
  return name ?? `policies.${at}`;
}

/**
 * The list that the triage asks, in its order: the file's own, then those that come with Yagura. `lineOf`: where the
 * policy with this number stands in the file.
 */
export function policiesOf(
  { policies, defaults }: { readonly policies: readonly FilePolicy[]; readonly defaults: boolean },
  file: string,
  lineOf: (at: number) => number | null,
): readonly Policy[] {
  const own = policies.map((policy, at): Policy => {
    const line = lineOf(at);
    return {
      name: policyName(policy, at),
      place: `policies.${at} in ${file}${line === null ? '' : ` line ${line}`}`,
      match: policy.match,
      then: policy.then,
      due: policy.due ?? null,
      escalate: policy.escalate ?? true,
      groupBy: policy.groupBy ?? [],
      channel: policy.channel ?? null,
      owner: policy.owner ?? null,
      mention: policy.mention ?? null,
      ...(policy.ask && { ask: true as const }),
    };
  });
  return defaults ? [...own, ...defaultProfile] : own;
}
