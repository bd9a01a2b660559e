import {
  ArchiveFindingsCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UnarchiveFindingsCommand,
  UpdateFindingsFeedbackCommand,
} from '@aws-sdk/client-guardduty';
import { PermanentError } from '../shared/errors.ts';
import type { Copy, Door, DoorCall, Present } from './door.ts';

/**
 * GuardDuty, as the administrator in the finding's Region, since only its administrator archives. Never a filter: one
 * would archive also what is yet to come, and worse.
 */
export const guardDuty: Door = {
  source: 'guardduty',
  atOnce: 50,
  keeps: { notes: false, fields: false },
  blank: 'ACTIVE',
  wordOf: () => 'ARCHIVED',

  async read(copies, call) {
    const { client, DetectorId } = await detectorAt(call);
    await call.access.pace(call.place, 'guardduty:GetFindings', call.signal);
    const { Findings = [] } = await client.send(
      new GetFindingsCommand({ DetectorId, FindingIds: copies.map(findingIdOf) }),
      { abortSignal: call.signal },
    );
    const keys = new Map(copies.map((copy) => [findingIdOf(copy), copy.recordKey]));
    return new Map(
      Findings.flatMap(({ Id, Service }): [string, Present][] => {
        const key = keys.get(Id ?? '');
        if (key === undefined) return [];
        return [[key, { word: Service?.Archived === true ? 'ARCHIVED' : 'ACTIVE', note: null, fields: {} }]];
      }),
    );
  },

  async write(copies, { word, verdict }, call) {
    const { client, DetectorId } = await detectorAt(call);
    const asked = { DetectorId, FindingIds: copies.map(findingIdOf) };
    const options = { abortSignal: call.signal };
    if (verdict !== null) {
      await call.access.pace(call.place, 'guardduty:UpdateFindingsFeedback', call.signal);
      const Feedback = verdict === 'handled' ? 'USEFUL' : 'NOT_USEFUL';
      await client.send(new UpdateFindingsFeedbackCommand({ ...asked, Feedback }), options);
    }
    if (word === 'ARCHIVED') {
      await call.access.pace(call.place, 'guardduty:ArchiveFindings', call.signal);
      await client.send(new ArchiveFindingsCommand(asked), options);
    } else {
      await call.access.pace(call.place, 'guardduty:UnarchiveFindings', call.signal);
      await client.send(new UnarchiveFindingsCommand(asked), options);
    }
    return new Map();
  },
};

/** An account has at most one detector in a Region (GuardDuty API reference, CreateDetector). */
async function detectorAt({ access, place, signal }: DoorCall) {
  const client = await access.client(GuardDutyClient, place, 'write-back');
  await access.pace(place, 'guardduty:ListDetectors', signal);
  const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}), { abortSignal: signal });
  const [DetectorId] = DetectorIds;
  if (DetectorId === undefined)
    throw new PermanentError(`GuardDuty is not on in account ${place.account}, ${place.region}`);
  return { client, DetectorId };
}

/** The id that its API knows: the last segment of what may be an ARN. */
function findingIdOf({ id }: Copy): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
