import type { Event } from '@aws-sdk/client-cloudtrail';
import type { ChainLink, TrailEvent } from '../finding/investigation.ts';
import { actOf } from '../sources/cloudtrail/act.ts';
import { fieldsOf, textOf } from '../sources/read.ts';

/** What LookupEvents answered, with the whole record as text in it. null: it cannot be read. */
export function readEvent(event: Event, now: number): TrailEvent | null {
  const record = recordOf(event);
  if (record === null || event.EventId === undefined) return null;
  const act = actOf(record, now);
  const { facts } = act;
  return {
    id: event.EventId,
    at: act.at,
    region: act.region,
    service: facts['service'] ?? '',
    api: facts['api'] ?? event.EventName ?? '',
    who: facts['who'] ?? act.principal ?? '',
    address: act.remoteAddress ?? facts['calledBy'] ?? null,
    agent: agentIn(facts['agent']),
    errorCode: facts['errorCode'] ?? null,
    readOnly: event.ReadOnly === 'true',
    resource: act.resources[0]?.id ?? null,
    accessKeyId: facts['accessKeyId'] ?? null,
  };
}

/** `aws-cli/2.15` of all that a program says of itself; a browser is one word too. */
function agentIn(agent: string | undefined): string | null {
  const [first = ''] = (agent ?? '').replace(/^\[|\]$/g, '').split(' ');
  return first === '' ? null : first.slice(0, 60);
}

/** Who took a role, of an AssumeRole event; and with which key, to go on from there. */
export function readAssumption(
  event: Event,
  now: number,
): { readonly link: ChainLink; readonly callerKey: string | null } | null {
  const record = recordOf(event);
  const name = event.EventName ?? '';
  if (record === null || !name.startsWith('AssumeRole')) return null;
  const act = actOf(record, now);
  const parameters = fieldsOf(fieldsOf(record)['requestParameters']);
  const role = textOf(parameters['roleArn'], 2_048);
  if (role === undefined) return null;
  return {
    link: {
      at: act.at,
      who: act.facts['who'] ?? act.principal ?? '',
      role: role.slice(role.lastIndexOf('/') + 1),
      session: textOf(parameters['roleSessionName'], 64) ?? '',
      sourceIdentity: textOf(parameters['sourceIdentity'], 64) ?? null,
    },
    callerKey: act.facts['accessKeyId'] ?? null,
  };
}

function recordOf({ CloudTrailEvent }: Event): unknown {
  try {
    return CloudTrailEvent === undefined ? null : JSON.parse(CloudTrailEvent);
  } catch {
    return null;
  }
}
