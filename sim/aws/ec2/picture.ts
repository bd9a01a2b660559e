import { stateOf } from './operations/describe-instances.ts';
import type { Region } from './region.ts';
import { permissions } from './render.ts';
import { interfacesOf } from './state.ts';

/** What the demo's page draws: instances with their interfaces, and groups with their rules. */
export function everything(regions: readonly Region[], now: number) {
  return regions.map((one) => picture(one, now));
}

function picture({ account, region, truth }: Region, now: number) {
  const state = truth();
  const view = { account, region, now, state };
  return {
    account,
    region,
    instances: [...state.instances.values()].map((instance) => ({
      id: instance.id,
      name: instance.tags['Name'] ?? null,
      state: stateOf(instance, now),
      vpcId: instance.vpcId,
      tags: instance.tags,
      connections: instance.connections,
      interfaceIds: interfacesOf(state, instance.id).map(({ id }) => id),
    })),
    interfaces: [...state.interfaces.values()].map(
      ({ id, vpcId, addresses, publicIp, groupIds, attachment, requesterId }) => ({
        ...{ id, vpcId, addresses, publicIp, groupIds, requesterId },
        instanceId: attachment?.instanceId ?? null,
      }),
    ),
    groups: [...state.groups.values()].map((group) => ({
      ...{
        id: group.id,
        name: group.name,
        description: group.description,
        vpcId: group.vpcId,
        tags: group.tags,
      },
      ingress: permissions(group, false, view),
      egress: permissions(group, true, view),
    })),
  };
}
