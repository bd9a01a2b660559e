import { randomBytes } from 'node:crypto';
import type { Caller } from './caller.ts';
import type { PolicyDocument } from './policies.ts';
import type { CommonError } from './service.ts';

/** A role that somebody may take. */
export interface RoleSeed {
  readonly arn: string;
  /** Whom its trust policy names: accounts, or ARNs of roles. */
  readonly trusts: readonly string[];
  /** What its trust policy asks for as `sts:ExternalId`. */
  readonly externalId?: string;
  /** Whether its trust policy asks for a source identity. */
  readonly needsSourceIdentity?: boolean;
  /** Its own limit for a session; AWS's default is an hour. */
  readonly maxSessionSeconds?: number;
  /** What it may do. Left out: everything. */
  readonly policies?: readonly PolicyDocument[];
}

/** A caller, and what is wrong with the credentials. */
export interface Identified {
  readonly caller: Caller;
  readonly problem: Extract<CommonError, 'expired' | 'unrecognised' | 'unknown-key' | 'unsigned'> | null;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Whose a long-lived access key is, as IAM knows it. */
export interface KeyHolder {
  readonly account: string;
  readonly user: string;
  readonly active: boolean;
}

interface Session {
  readonly caller: Caller;
  readonly token: string;
  readonly endsAt: number;
}

/** What STS gives out for a role. */
export interface Taken {
  readonly caller: Caller;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly endsAt: number;
}

export type Roles = ReturnType<typeof createRoles>;

interface Setting {
  readonly ownAccount: string;
  readonly now: () => number;
  /** null: no user of any account has such a key. */
  readonly holderOf: (key: string) => KeyHolder | null;
}

/** Who is who. Keys that neither STS gave out nor a user has are `ownAccount`'s. */
export function createRoles(seeds: readonly RoleSeed[], { ownAccount, now, holderOf }: Setting) {
  const roles = new Map(seeds.map((role) => [role.arn, role]));
  const sessions = new Map<string, Session>();
  const own: Caller = {
    account: ownAccount,
    arn: `arn:aws:iam::${ownAccount}:root`,
    roleArn: null,
    userId: ownAccount,
    sourceIdentity: null,
  };

  function take(role: RoleSeed, name: string, seconds: number, sourceIdentity: string | null): Taken {
    const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
    const token = randomBytes(48).toString('base64');
    const endsAt = now() + seconds * 1_000;
    const [, , , , account = '', path = ''] = role.arn.split(':');
    const caller: Caller = {
      account,
      arn: `arn:aws:sts::${account}:assumed-role/${path.slice(path.lastIndexOf('/') + 1)}/${name}`,
      roleArn: role.arn,
      userId: `AROAEXAMPLE:${name}`,
      sourceIdentity,
    };
    sessions.set(accessKeyId, { caller, token, endsAt });
    const secretAccessKey = randomBytes(30).toString('base64');
    return { caller, accessKeyId, secretAccessKey, sessionToken: token, endsAt };
  }

  /** By the key that signed. Signatures are not checked; a session's token and its end are. */
  function callerOf(headers: Readonly<Record<string, unknown>>): Identified {
    const key = scopeOf(headers)?.key;
    if (key === undefined) return { caller: own, problem: 'unsigned' };
    const session = sessions.get(key);
    if (!session) return byHolder(holderOf(key));
    const { caller, token, endsAt } = session;
    if (headers['x-amz-security-token'] !== token) return { caller, problem: 'unrecognised' };
    return { caller, problem: endsAt <= now() ? 'expired' : null };
  }

  function byHolder(holder: KeyHolder | null): Identified {
    if (holder === null) return { caller: own, problem: null };
    const { account, user, active } = holder;
    const arn = `arn:aws:iam::${account}:user/${user}`;
    const caller = { account, arn, roleArn: null, userId: `AIDA${user.toUpperCase()}`, sourceIdentity: null };
    return { caller, problem: active ? null : 'unknown-key' };
  }

  return { take, callerOf, role: (arn: string): RoleSeed | undefined => roles.get(arn) };
}

/** What a request is signed for (Signature Version 4, "credential scope"); null: it is not signed. */
export function scopeOf(
  headers: Readonly<Record<string, unknown>>,
): { readonly key: string; readonly region: string; readonly service: string } | null {
  const found = /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(
    String(headers['authorization'] ?? ''),
  );
  const [, key, region, service] = found ?? [];
  return key && region && service ? { key, region, service } : null;
}
