import { parseArn } from '../finding/arn.ts';
import type { Search, Suspect } from '../finding/investigation.ts';
import { traitsOf } from '../finding/traits.ts';
import type { CaseView, FindingView } from '../finding/view.ts';

/** Each is a search of its own, two a second. */
const mostSuspects = 5;
const before = 60 * 60_000;
const after = 60 * 60_000;
/** The longest span that is looked at around a finding that goes on for weeks. */
const longest = 24 * 60 * 60_000;

/** Whom and what to look for, for a case: the worst of its findings says. null: nothing that CloudTrail knows. */
export function searchOf(view: Pick<CaseView, 'findings'>, now: number): Search | null {
  const [finding] = view.findings;
  if (finding === undefined || !/^\d{12}$/.test(finding.account.id)) return null;
  const suspects = suspectsIn(finding);
  if (suspects.length === 0) return null;
  const to = Math.min(now, finding.lastSeen + after);
  const from = Math.max(finding.firstSeen - before, to - longest);
  return { account: finding.account.id, region: finding.region, suspects, from, to };
}

/** The narrowest first: a key is one session, a user all of theirs, a resource everybody who touched it. */
function suspectsIn(finding: FindingView): Suspect[] {
  const traits = traitsOf(finding);
  const keys = traits.flatMap((one): Suspect[] =>
    one.startsWith('key:') ? [{ kind: 'access-key', value: one.slice('key:'.length) }] : [],
  );
  const instances = traits.flatMap((one): Suspect[] =>
    one.startsWith('instance:') ? instanceSuspects(one.slice('instance:'.length)) : [],
  );
  const person = personIn(finding);
  const resources = finding.resources.slice(0, 1).map(({ id }): Suspect => ({ kind: 'resource', value: id }));
  const all = [...keys, ...(person === null ? [] : [person]), ...instances, ...resources];
  const seen = new Set<string>();
  return all
    .filter(({ kind, value }) => {
      const name = kind === 'role-session' ? `session ${value}` : value;
      return value !== '' && !seen.has(name) && seen.add(name);
    })
    .slice(0, mostSuspects);
}

/** What was done to a machine, and what it did: EC2 calls the sessions of its role by its id. */
function instanceSuspects(value: string): Suspect[] {
  return [
    { kind: 'resource', value },
    { kind: 'role-session', value },
  ];
}

/** CloudTrail knows a user by name, and a role's session by the session's name. */
function personIn({ principal, facts: { userType, session } }: FindingView): Suspect | null {
  if (principal === undefined || userType === 'AWSService') return null;
  const arn = parseArn(principal);
  // GuardDuty calls whoever has taken a role by the role's name.
  if (arn === null && userType === 'AssumedRole')
    return session === undefined
      ? { kind: 'role', value: principal }
      : { kind: 'role-session', value: session, role: principal };
  if (arn === null) return { kind: 'user', value: principal };
  const [kind = '', ...path] = arn.resource.split('/');
  const name = path.at(-1);
  if (kind === 'root') return { kind: 'user', value: 'root' };
  if (name === undefined) return null;
  if (kind === 'role') return { kind: 'role', value: principal };
  return kind === 'assumed-role' ? sessionIn(path) : { kind: 'user', value: name };
}

/** Of `<role>/<session>`. */
function sessionIn([role, session = '']: readonly string[]): Suspect {
  return { kind: 'role-session', value: session, ...(role !== undefined && { role }) };
}

/** What somebody typed; a name may be a user's or a role's, and both are looked for. */
export function suspectsTyped(word: string): readonly Suspect[] {
  const one = suspectTyped(word);
  if (one.kind === 'resource' && /^i-[0-9a-f]+$/.test(one.value)) return instanceSuspects(one.value);
  // IAM API reference, `RoleName`.
  return one.kind === 'user' && /^[\w+=,.@-]{1,64}$/.test(word)
    ? [one, { kind: 'role', value: word }]
    : [one];
}

/** An access key id, an instance, a role's ARN, or a name. */
function suspectTyped(word: string): Suspect {
  if (/^A[KS]IA[A-Z0-9]{12,124}$/.test(word)) return { kind: 'access-key', value: word };
  const arn = parseArn(word);
  if (arn === null) {
    if (/^(i|sg|vol|snap|eni|vpc|subnet)-[0-9a-f]{6,17}$/.test(word))
      return { kind: 'resource', value: word };
    return word.startsWith('role/')
      ? { kind: 'role', value: word.slice('role/'.length) }
      : { kind: 'user', value: word };
  }
  const [kind = '', ...path] = arn.resource.split('/');
  const name = path.at(-1) ?? '';
  if (arn.service === 'sts' && kind === 'assumed-role') return sessionIn(path);
  if (arn.service === 'iam' && kind === 'user') return { kind: 'user', value: name };
  if (arn.service === 'iam' && kind === 'role') return { kind: 'role', value: word };
  return { kind: 'resource', value: kind === 'instance' ? name : word };
}
