import { parseArn } from './arn.ts';
import { outsideAws, type Resource } from './finding.ts';
import type { FindingView } from './view.ts';

/** The most that are kept; an attack sequence may name hundreds of instances. */
const mostTraits = 20;
/** Longer than any name in AWS; traits stand in a database index. */
const longestName = 256;

/**
 * What relates one case to another: who did it, with which key, on or from which instance, from which address.
 * `principal:<account>/<name>`, `key:<AKIA… or ASIA…>`, `instance:<i-…>`, `address:<ip>`; sorted, one of each, at
 * most 20. The made-up values of a sample relate nothing.
 */
export function traitsOf(view: Pick<FindingView, Evidence>): string[] {
  if (view.sample) return [];
  const people = [principalOf(view), ...view.resources.map(keyOf), keyIn(view.facts['accessKeyId'])];
  const places = [addressOf(view.remoteAddress), ...view.resources.map(instanceOf)];
  const all = [...people, ...places, instanceIn(view.facts['instanceId'])].filter((trait) => trait !== null);
  return [...new Set(all)].slice(0, mostTraits).sort();
}

type Evidence = 'account' | 'facts' | 'principal' | 'product' | 'remoteAddress' | 'resources' | 'sample';

/**
 * IAM's names are unique within an account whatever their letter case, so `arn:…:user/team/carol`, a role's session
 * and a bare `Carol` meet. The root user counts, with its account; AWS's services, whole
 * accounts and the crowd of the anonymous do not: they are everywhere. Outside AWS a name means something to its sender only.
 */
function principalOf({ account, facts, principal, product }: Pick<FindingView, Evidence>): string | null {
  if (principal === undefined || isNobody(principal, facts['userType'])) return null;
  const arn = parseArn(principal);
  const [kind = '', ...path] = (arn?.resource ?? '').split('/');
  // assumed-role/<role>/<session>: sessions come and go.
  const name = arn === null ? principal : ((kind === 'assumed-role' ? path[0] : path.at(-1)) ?? kind);
  const home = arn?.account || (account.id === outsideAws ? product : account.id);
  return name === '' || name.length > longestName ? null : `principal:${home}/${name}`.toLowerCase();
}

function isNobody(principal: string, userType: string | undefined): boolean {
  return (
    userType === 'AWSService' ||
    /\.amazonaws\.com(\.cn)?$|awsservicerole|^(anonymous(_principal)?|system:.*|unknown|null|\d{12})$/i.test(
      principal,
    )
  );
}

function keyOf({ id }: Resource): string | null {
  // Security Hub writes `AWS::IAM::AccessKey:AKIA…`.
  return keyIn(id.slice(id.lastIndexOf(':') + 1));
}

/** A long-lived or a session's access key id. Source: IAM user guide, "IAM identifiers", unique ID prefixes. */
function keyIn(text: string | undefined): string | null {
  return text !== undefined && /^A[KS]IA[A-Z0-9]{12,124}$/.test(text) ? `key:${text}` : null;
}

function instanceOf({ id }: Resource): string | null {
  return instanceIn(id.slice(id.lastIndexOf('/') + 1));
}

function instanceIn(text: string | undefined): string | null {
  return text !== undefined && /^i-[0-9a-z]{6,17}$/.test(text) ? `instance:${text}` : null;
}

/** Neither the machine itself nor no address at all relates anything. */
function addressOf(text: string | undefined): string | null {
  if (text === undefined || /^(0\.0\.0\.0|127\..*|::1?)$/.test(text)) return null;
  const isAddress = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i.test(text);
  return isAddress ? `address:${text.toLowerCase()}` : null;
}
