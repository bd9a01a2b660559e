import type { Filter } from '@aws-sdk/client-ec2';
import type { Place } from '../finding/lease.ts';
import { instancesWith, isGone } from './ec2/instances.ts';
import { interfacesWith } from './ec2/interfaces.ts';
import { tagValue } from './names.ts';
import type { Reach } from './reach.ts';

/** An instance that somebody may have meant. */
export interface FoundInstance {
  readonly place: Place;
  readonly instanceId: string;
  /** Its Name tag; null: it has none. */
  readonly name: string | null;
  /** The interface that was named; null: the instance itself was, so that all of its are meant. */
  readonly interfaceId: string | null;
}

/** What people type for an instance: `i-0abc`, `eni-0abc`, a private address, or its Name tag. */
export async function findInstance(reach: Reach, word: string): Promise<FoundInstance[]> {
  if (/^i-[0-9a-f]{8,17}$/.test(word)) return byInstance(reach, [{ Name: 'instance-id', Values: [word] }]);
  if (/^eni-[0-9a-f]{8,17}$/.test(word))
    return byInterface(reach, [{ Name: 'network-interface-id', Values: [word] }]);
  if (/^[\d.]+$/.test(word) || word.includes(':'))
    return byInterface(reach, [{ Name: 'addresses.private-ip-address', Values: [word] }]);
  // AWS takes * and ? for wildcards; a name with one would find others than it says.
  return /[*?]/.test(word) ? [] : byInstance(reach, [{ Name: 'tag:Name', Values: [word] }]);
}

async function byInstance(reach: Reach, filters: readonly Filter[]): Promise<FoundInstance[]> {
  const found = await instancesWith(reach, filters);
  return found
    .filter((one) => !isGone(one))
    .map(({ InstanceId = '', Tags }) => ({
      ...{ place: reach.place, instanceId: InstanceId, name: tagValue(Tags, 'Name'), interfaceId: null },
    }));
}

async function byInterface(reach: Reach, filters: readonly Filter[]): Promise<FoundInstance[]> {
  const found = await interfacesWith(reach, filters);
  return found.flatMap(({ id, instanceId }) =>
    instanceId === null ? [] : [{ place: reach.place, instanceId, name: null, interfaceId: id }],
  );
}
