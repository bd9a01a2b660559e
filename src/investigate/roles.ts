import type { Ask } from '../aws/ask.ts';
import type { Search, Suspect } from '../finding/investigation.ts';
import { type Assumption, readAssumption } from './events.ts';
import { longestSessionMs, lookUp } from './lookup.ts';

/** Names of sessions whose calls are read: each is a search of its own, two a second. */
const mostSessions = 8;
const pagesOfSessions = 2;

/**
 * CloudTrail knows a role by its ARN, path and all; people and findings know it by its name, which IAM can tell the ARN
 * of. What may be a role or a user's name, and is no role, is left out.
 */
export async function withRoleArns(
  search: Search,
  { ask, partition }: { readonly ask: Ask; readonly partition: string },
): Promise<Search> {
  const arnOf = async (name: string): Promise<string | null> => {
    const whole = `arn:${partition}:iam::${search.account}:role/${name}`;
    // Loaded for whoever first asks for a role: the SDK's client of IAM takes megabytes.
    const { roleNamed } = await import('./role-name.ts');
    const found = await roleNamed(ask, name.slice(name.lastIndexOf('/') + 1)).catch(() => whole);
    // A role that was deleted still has a history.
    return found ?? (search.suspects.length > 1 ? null : whole);
  };
  const suspects: Suspect[] = [];
  for (const one of search.suspects) {
    const isName = one.kind === 'role' && !one.value.startsWith('arn:');
    const value = isName ? await arnOf(one.value) : one.value;
    if (value !== null) suspects.push({ ...one, value });
  }
  return { ...search, suspects };
}

/** Who took roles, as one Region knows: STS is asked in any. */
export interface Taken {
  readonly taken: readonly Assumption[];
  /** There were more. */
  readonly cut: boolean;
}

/** A role does nothing itself: whoever takes it does, under the name of a session. So first who took it … */
export async function takenIn(ask: Ask, { suspects, from, to }: Search, now: number): Promise<Taken> {
  const taken: Assumption[] = [];
  let cut = false;
  for (const { kind, value } of suspects) {
    if (kind !== 'role') continue;
    const question = { attribute: 'ResourceName', value, from: from - longestSessionMs, to } as const;
    const found = await lookUp(ask, question, pagesOfSessions);
    cut ||= found.more;
    taken.push(...found.events.flatMap((event) => readAssumption(event, now) ?? []));
  }
  return { taken, cut };
}

/** … and then whom to look for instead: the sessions, and what was done to the roles themselves. */
export function withSessions(search: Search, parts: readonly Taken[]): Taken & { readonly search: Search } {
  const taken = parts.flatMap((part) => part.taken).sort((a, b) => b.link.at - a.link.at);
  const sessions = new Map(
    taken.map(({ link: { role, session } }): [string, Suspect] => [
      `${role}/${session}`,
      { kind: 'role-session', value: session, role },
    ]),
  );
  const suspects = search.suspects.flatMap((one): Suspect[] =>
    // IAM names a role by its name alone where somebody changes it.
    one.kind === 'role'
      ? [{ kind: 'resource', value: one.value.slice(one.value.lastIndexOf('/') + 1) }]
      : [one],
  );
  const some = [...sessions.values()].slice(0, mostSessions);
  return {
    search: { ...search, suspects: [...suspects, ...some] },
    taken,
    cut: parts.some((part) => part.cut) || sessions.size > mostSessions,
  };
}
