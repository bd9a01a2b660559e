import type { AwsAccess } from '../aws/access.ts';
import type { Place } from '../finding/lease.ts';

/** What a class of the SDK's clients is to whoever makes one. */
type ClientKind<Client extends object> = new (
  settings: ConstructorParameters<Parameters<AwsAccess['client']>[0]>[0],
) => Client;

/** The way into one account and Region with the role that may change things there, as one person. */
export interface Reach {
  readonly place: Place;
  readonly partition: string;
  /** Goes along with every call. */
  readonly options: { readonly abortSignal: AbortSignal };
  /** A client for one call of `api` (`ec2:DescribeInstances`), once there is a place for it among the calls per second. */
  to<Client extends object>(kind: ClientKind<Client>, api: string): Promise<Client>;
}

/** `by`: the Slack user who wants it, whom CloudTrail then names; null: the program. */
export function reachInto(access: AwsAccess, place: Place, by: string | null, signal: AbortSignal): Reach {
  return {
    place,
    partition: access.partition,
    options: { abortSignal: signal },
    async to(kind, api) {
      await access.pace(place, api, signal);
      return access.client(kind, place, 'response', by, onlyLooks(api) ? 2 : 1);
    },
  };
}

/**
 * A change whose answer is lost may have been made. Asked again on the spot, AWS would refuse it for what it did itself, as
 * if nothing had been changed, or do it twice; so whoever wants it looks first.
 */
function onlyLooks(api: string): boolean {
  return /:(Describe|Get|List)/.test(api);
}
