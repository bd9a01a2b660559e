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

/** Whether it was done by a session of this role. Source: CloudTrail user guide, "CloudTrail userIdentity element". */
export function isByRole(event: Event, role: string): boolean {
  const { type, arn } = fieldsOf(fieldsOf(recordOf(event))['userIdentity']);
  return type === 'AssumedRole' && (textOf(arn) ?? '').split('/')[1] === role;
}

/** Who took a role; and with which key, to go on from there. */
export interface Assumption {
  readonly link: ChainLink;
  readonly callerKey: string | null;
}

/** Of an event in which STS gave a role to somebody; null: it is another event, or nobody got anything. */
export function readAssumption(event: Event, now: number): Assumption | null {
  const record = recordOf(event);
  const name = event.EventName ?? '';
  if (record === null || !name.startsWith('AssumeRole')) return null;
  const act = actOf(record, now);
  if (act.facts['errorCode'] !== undefined) return null;
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
