import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../shared/clock.ts';
import { PermanentError, RetryableError } from '../shared/errors.ts';
import { type AccountRole, assumedRole, type TakenRole } from './assumed-role.ts';
import { renewOnExpiry } from './expiry.ts';
import { createKept } from './kept.ts';
import { createPace } from './pace.ts';

/** What somebody goes into an account for; each has a role of its own there. */
export const purposes = ['read', 'write-back', 'response'] as const;
export type Purpose = (typeof purposes)[number];

export interface Place {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

/** A role as the configuration names it, without the account. */
interface NamedRole {
  /** With its path, without a slash in front. */
  readonly name: string;
  readonly externalId?: string;
}

export interface AccessSettings {
  /** Where STS is asked. */
  readonly region: string;
  readonly partition: string;
  /** Only for tests; a deployment says it through `AWS_ENDPOINT_URL`, which the SDK reads by itself. */
  readonly endpoint?: string;
  /** Default: the SDK's own chain (environment, container, instance role …). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** May we go into this account at all? Findings name accounts too, and they come from outside. */
  readonly isOurs: (account: string) => boolean;
  /** The role to take there; null: none is configured for it. */
  readonly roleFor: (account: string, purpose: Purpose) => NamedRole | null;
}

/** What every client of the SDK is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?:
    | { readonly accessKeyId: string; readonly secretAccessKey: string }
    | TakenRole['credentials'];
  readonly maxAttempts: number;
  readonly requestHandler: object;
}

export interface AwsAccess {
  readonly partition: string;
  /**
   * A client for one account and Region, by the role of that purpose; made once, then shared, never to be destroyed by
   * whoever asked. `by`: the Slack user who acts, which CloudTrail then shows as the session's SourceIdentity; null: the
   * program itself. `tries`: how often a call is made where the connection is torn. Throws PermanentError where the
   * configuration has no way in.
   */
  client<C extends object>(
    kind: new (settings: ClientSettings) => C,
    place: Place,
    purpose: Purpose,
    by?: string | null,
    tries?: 1 | 2,
  ): Promise<C>;
  /**
   * Waits for a place among the calls per second of an API in one account and Region, such as
   * `cloudtrail:LookupEvents`. Throws when aborted.
   */
  pace(place: Place, api: string, signal: AbortSignal): Promise<void>;
  destroy(): void;
}

/** Whoever calls tries again by itself, later and with a new decision; this only covers a torn connection. */
const usualTries = 2;
const mostClients = 300;
const mostRoles = 300;
/** By host, that is by API and Region. */
const maxSockets = 20;

/** The ways into the accounts of the configuration. */
export function openAccess(settings: AccessSettings, clock: Clock): AwsAccess {
  const { partition, endpoint } = settings;
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets }),
  };
  const common = {
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
      ...agents,
    },
  };
  const ourselves = settings.credentials === undefined ? {} : { credentials: settings.credentials };
  const sts = new STSClient({
    ...{ ...common, ...ourselves, region: settings.region },
    maxAttempts: usualTries,
  });
  const roles = createKept<TakenRole>(mostRoles);
  const clients = createKept<object>(mostClients);
  // Names are no keys: two SDKs may call their clients alike.
  const kinds = new Map<unknown, number>();
  const pace = createPace(clock);
  let home: Promise<string> | null = null;

  /** The account that we run in. */
  function ownAccount(): Promise<string> {
    home ??= sts
      .send(new GetCallerIdentityCommand({}))
      .then(({ Account }) => Account ?? '')
      .catch((error: unknown) => {
        home = null;
        throw new RetryableError('AWS does not say who we are now', { cause: error });
      });
    return home;
  }

  async function wayInto(account: string, purpose: Purpose, by: string | null): Promise<TakenRole | null> {
    if (!/^\d{12}$/.test(account)) throw new PermanentError('an account id has twelve digits');
    const role = settings.roleFor(account, purpose);
    if (role !== null && settings.isOurs(account)) return take(account, role, by);
    if (role === null && account === (await ownAccount())) return null;
    throw new PermanentError(
      role === null
        ? `the configuration names no role to ${purpose} in account ${account} (aws.roles)`
        : `the account ${account} is not in the configuration (accounts)`,
    );
  }

  function take(account: string, { name, externalId }: NamedRole, by: string | null): TakenRole {
    if (by !== null && !/^[UW][A-Z0-9]{2,20}$/.test(by)) throw new PermanentError('nobody acts');
    const role: AccountRole = {
      roleArn: `arn:${partition}:iam::${account}:role/${name}`,
      ...(externalId !== undefined && { externalId }),
      ...(by !== null && { by }),
    };
    return roles.get(JSON.stringify(role), () => assumedRole(sts, role, clock));
  }

  function kindNumber(kind: unknown): number {
    const known = kinds.get(kind) ?? kinds.size;
    kinds.set(kind, known);
    return known;
  }

  return {
    partition,
    async client(kind, { account, region }, purpose, by = null, maxAttempts = usualTries) {
      const role = await wayInto(account, purpose, by);
      const key = [kindNumber(kind), account, region, purpose, by ?? '', maxAttempts].join(' ');
      const client = clients.get(key, () => {
        const credentials = role === null ? ourselves : { credentials: role.credentials };
        const made = new kind({ ...common, ...credentials, region, maxAttempts });
        if (role !== null) renewOnExpiry(made, role.forget);
        return made;
      });
      return client as InstanceType<typeof kind>;
    },
    pace: ({ account, region }, api, signal) => pace(`${account} ${region}`, api, signal),
    destroy() {
      sts.destroy();
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}
