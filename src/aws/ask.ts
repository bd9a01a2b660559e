import type { AwsAccess, ClientSettings, Place } from './access.ts';

/** Asks AWS something in one place, by the role to read, at AWS's pace, until the signal says that it is enough. */
export type Ask = <C extends object, Output>(
  kind: new (settings: ClientSettings) => C,
  /** As IAM writes it: `ec2:DescribeVolumes`. */
  api: string,
  call: (client: C, options: { readonly abortSignal: AbortSignal }) => Promise<Output>,
) => Promise<Output>;

/** `by`: the Slack user who wants to know. */
export function askerIn(access: AwsAccess, place: Place, signal: AbortSignal, by: string | null = null): Ask {
  return async (kind, api, call) => {
    const client = await access.client(kind, place, 'read', by);
    await access.pace(place, api, signal);
    return call(client, { abortSignal: signal });
  };
}

/** Where the services that have no Region are asked, and where CloudTrail keeps what was done with them. */
export function globalRegionOf(partition: string): string {
  if (partition === 'aws-cn') return 'cn-north-1';
  return partition === 'aws-us-gov' ? 'us-gov-west-1' : 'us-east-1';
}
