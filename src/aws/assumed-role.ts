import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../shared/clock.ts';
import { messageOf, PermanentError, RetryableError } from '../shared/errors.ts';
import { failureOf } from './failure.ts';

/** The role that another account lets us take to read what is its own. */
export interface AccountRole {
  readonly roleArn: string;
  /** What that account's trust policy asks for, so that nobody makes us use its role for somebody else. */
  readonly externalId?: string;
  /** For whom it is taken, as a Slack user id: named in the session and kept as its SourceIdentity. */
  readonly by?: string;
}

interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** The SDK asks again for what is near its end. */
  readonly expiration: Date;
}

/** New credentials this long before the old end. The SDK does not use those with less than 5 min left. */
const renewBeforeMs = 6 * 60_000;
/** The longest that a chained role may live (IAM user guide, "Role chaining"), and the default of any role. */
const durationSeconds = 3_600;

/** What CloudTrail shows of our calls in that account. STS takes 2 to 64 of `[\w+=,.@-]`. */
const ownName = 'yagura';

interface CredentialSource {
  (): Promise<RoleCredentials>;
  /** The SDK's own sign for what it need not keep itself: or it would go on with a session that was forgotten. */
  readonly memoized: true;
}

/** Credentials of a role, for as long as they are good. */
export interface TakenRole {
  /** As the SDK asks for them, before each call. */
  readonly credentials: CredentialSource;
  /** Somebody said that they are no longer good: the next to ask gets new ones. */
  forget(): void;
}

/**
 * Credentials of a role, taken when first asked for and renewed in time; whoever asks meanwhile shares one call.
 * Throws PermanentError where the other side must change something (no such role, trust refused, wrong external
 * id: STS does not say which), RetryableError for the rest.
 */
export function assumedRole(sts: STSClient, role: AccountRole, clock: Clock): TakenRole {
  let current: Promise<RoleCredentials> | null = null;
  let renewAt = 0;

  async function take(): Promise<RoleCredentials> {
    const { Credentials: taken } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: role.roleArn,
        RoleSessionName: role.by === undefined ? ownName : `${ownName}-${role.by}`,
        DurationSeconds: durationSeconds,
        // Stays with every role that is taken from this session on, which a session's name does not.
        ...(role.by !== undefined && { SourceIdentity: role.by }),
        ...(role.externalId !== undefined && { ExternalId: role.externalId }),
      }),
    );
    if (!taken?.AccessKeyId || !taken.SecretAccessKey || !taken.SessionToken)
      throw new RetryableError('AssumeRole answered without credentials');
    const expiration = taken.Expiration ?? new Date(clock.now() + durationSeconds * 1_000);
    renewAt = expiration.getTime() - renewBeforeMs;
    return {
      accessKeyId: taken.AccessKeyId,
      secretAccessKey: taken.SecretAccessKey,
      sessionToken: taken.SessionToken,
      expiration,
    };
  }

  function give(): Promise<RoleCredentials> {
    if (current !== null && clock.now() < renewAt) return current;
    // Until the answer is here, everybody who asks waits for this call.
    renewAt = Number.POSITIVE_INFINITY;
    current = take().catch((error: unknown) => {
      current = null;
      throw sorted(error, role);
    });
    return current;
  }

  return {
    credentials: Object.assign(give, { memoized: true as const }),
    forget() {
      current = null;
    },
  };
}

function sorted(error: unknown, { roleArn }: AccountRole): Error {
  if (error instanceof RetryableError) return error;
  if (failureOf(error) === 'denied')
    return new PermanentError(`cannot assume ${roleArn}: ${messageOf(error)}`);
  return new RetryableError(`cannot assume ${roleArn} now`, { cause: error });
}
