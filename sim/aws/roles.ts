import { randomBytes } from 'node:crypto';
import { xmlError } from './xml.ts';

/** A role that somebody may take. */
export interface RoleSeed {
  readonly arn: string;
  /** Accounts that its trust policy names. */
  readonly trusts: readonly string[];
  /** What its trust policy asks for as `sts:ExternalId`. */
  readonly externalId?: string;
}

/** Who makes a call, as far as a policy can tell. */
export interface Caller {
  readonly account: string;
  /** The role, for those who have taken one. */
  readonly roleArn: string | null;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Session {
  readonly caller: Caller;
  readonly token: string;
  readonly endsAt: number;
}

/** The calls of STS, and who is who afterwards. Keys that STS did not give out are `ownAccount`'s. */
export function createRoles(seeds: readonly RoleSeed[], ownAccount: string) {
  const roles = new Map(seeds.map((role) => [role.arn, role]));
  const sessions = new Map<string, Session>();

  function assumeRole(caller: Caller, input: Readonly<Record<string, string>>): Answer {
    const { RoleArn = '', RoleSessionName = '', ExternalId, DurationSeconds = '3600' } = input;
    const seconds = Number(DurationSeconds);
    // STS API reference, AssumeRole: the limits of its parameters.
    if (!/^[\w+=,.@-]{2,64}$/.test(RoleSessionName)) return invalid('roleSessionName');
    if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(RoleArn)) return invalid('roleArn');
    if (!(seconds >= 900 && seconds <= 43_200)) return invalid('durationSeconds');
    if (ExternalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(ExternalId)) return invalid('externalId');
    const role = roles.get(RoleArn);
    // STS does not say which of them it is: no such role, no trust, another external id.
    if (!role?.trusts.includes(caller.account) || (role.externalId ?? ExternalId) !== ExternalId)
      return { status: 403, body: stsError('AccessDenied', `not authorized to perform: sts:AssumeRole`) };
    return { status: 200, body: take(role, RoleSessionName, seconds) };
  }

  function take({ arn }: RoleSeed, sessionName: string, seconds: number): string {
    const key = `ASIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`;
    const token = randomBytes(48).toString('base64');
    const endsAt = Date.now() + seconds * 1_000;
    const [, , , , account = '', name = ''] = arn.split(':');
    sessions.set(key, { caller: { account, roleArn: arn }, token, endsAt });
    const assumed = `arn:aws:sts::${account}:assumed-role/${name.slice('role/'.length)}/${sessionName}`;
    return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:${sessionName}</AssumedRoleId><Arn>${assumed}</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>${randomBytes(30).toString('base64')}</SecretAccessKey>
<SessionToken>${token}</SessionToken><Expiration>${new Date(endsAt).toISOString()}</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>`;
  }

  /** By the key that signed. Signatures are not checked; a session's token and its end are. */
  function callerOf(headers: Readonly<Record<string, unknown>>): Caller | Answer {
    const key = /Credential=([^/,\s]+)\//.exec(String(headers['authorization'] ?? ''))?.[1];
    if (key === undefined) return { status: 403, body: xmlError('AccessDenied', 'Access Denied') };
    const session = sessions.get(key);
    if (!session) return { account: ownAccount, roleArn: null };
    if (headers['x-amz-security-token'] !== session.token)
      return {
        status: 400,
        body: xmlError('InvalidToken', 'The provided token is malformed or otherwise invalid.'),
      };
    if (session.endsAt <= Date.now())
      return { status: 400, body: xmlError('ExpiredToken', 'The provided token has expired.') };
    return session.caller;
  }

  return { assumeRole, callerOf };
}

function invalid(parameter: string): Answer {
  return {
    status: 400,
    body: stsError('ValidationError', `Value at '${parameter}' failed to satisfy constraint`),
  };
}

function stsError(code: string, message: string): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>`;
}
