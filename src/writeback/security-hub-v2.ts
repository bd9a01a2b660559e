import {
  BatchUpdateFindingsV2Command,
  GetFindingsV2Command,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { productOfRecord } from '../finding/identity.ts';
import type { MarkWord } from '../finding/mark.ts';
import { type Copy, type Door, inParts, type Present, type Refusal } from './door.ts';
import { isOurNote } from './note.ts';

/** As Security Hub CSPM; V2's own reference names no number. */
const valuesAtOnce = 20;

/** OCSF `status_id` of findings. */
const statusIds: Readonly<Partial<Record<MarkWord, number>>> = {
  NEW: 1,
  NOTIFIED: 2,
  SUPPRESSED: 3,
  RESOLVED: 4,
};
const words: ReadonlyMap<unknown, MarkWord> = new Map(
  Object.entries(statusIds).map(([word, id]) => [id, word as MarkWord]),
);

/** API reference, BatchUpdateFindingsV2UnprocessedFinding: these say the same the next time. */
const finalErrors: ReadonlySet<string> = new Set(['ResourceNotFoundException', 'ValidationException']);

/** Security Hub V2: status and comment of a finding in OCSF. A comment has no author, so ours begins with our name. */
export const securityHubV2: Door = {
  source: 'securityhub-v2',
  atOnce: 100,
  keeps: { notes: true, fields: false },
  blank: 'NEW',
  wordOf: (wish) => wish.status,

  async read(copies, { access, place, signal }) {
    const client = await access.client(SecurityHubClient, place, 'write-back');
    const found = new Map<string, Present>();
    const keys = new Map(copies.map((copy) => [nameOf(identifierOf(copy)), copy.recordKey]));
    for (const part of inParts(copies, valuesAtOnce)) {
      await access.pace(place, 'securityhub:GetFindingsV2', signal);
      const StringFilters = part.map(({ id: Value }) => ({
        FieldName: 'finding_info.uid' as const,
        Filter: { Value, Comparison: 'EQUALS' as const },
      }));
      const { Findings = [] } = await client.send(
        new GetFindingsV2Command({
          Filters: { CompositeFilters: [{ StringFilters, Operator: 'OR' }] },
          MaxResults: 100,
        }),
        { abortSignal: signal },
      );
      for (const finding of Findings) {
        const key = keys.get(nameOf(identifierIn(finding)));
        const said = objectOf(finding);
        const comment = said['comment'];
        const note =
          typeof comment === 'string' && comment !== '' ? { text: comment, ours: isOurNote(comment) } : null;
        if (key !== undefined)
          found.set(key, { word: words.get(said['status_id']) ?? null, note, fields: {} });
      }
    }
    return found;
  },

  async write(copies, { word, note }, { access, place, signal }) {
    const client = await access.client(SecurityHubClient, place, 'write-back');
    const keys = new Map(copies.map((copy) => [nameOf(identifierOf(copy)), copy.recordKey]));
    await access.pace(place, 'securityhub:BatchUpdateFindingsV2', signal);
    const { UnprocessedFindings = [] } = await client.send(
      new BatchUpdateFindingsV2Command({
        FindingIdentifiers: copies.map(identifierOf),
        StatusId: statusIds[word],
        ...(note !== null && { Comment: note }),
      }),
      { abortSignal: signal },
    );
    return new Map(
      UnprocessedFindings.flatMap(({ FindingIdentifier, ErrorCode = 'unknown' }): [string, Refusal][] => {
        const key = FindingIdentifier && keys.get(nameOf(FindingIdentifier));
        return key === undefined ? [] : [[key, { problem: ErrorCode, isFinal: finalErrors.has(ErrorCode) }]];
      }),
    );
  },
};

function identifierOf({ id, recordKey, account }: Copy) {
  return { CloudAccountUid: account.id, FindingInfoUid: id, MetadataProductUid: productOfRecord(recordKey) };
}

/** The API answers findings as the documents that they are. */
function identifierIn(finding: unknown) {
  const said = objectOf(finding);
  return {
    CloudAccountUid: objectOf(objectOf(said['cloud'])['account'])['uid'],
    FindingInfoUid: objectOf(said['finding_info'])['uid'],
    MetadataProductUid: objectOf(objectOf(said['metadata'])['product'])['uid'],
  };
}

function nameOf(one: {
  readonly CloudAccountUid?: unknown;
  readonly FindingInfoUid?: unknown;
  readonly MetadataProductUid?: unknown;
}): string {
  return `${one.CloudAccountUid}\n${one.MetadataProductUid}\n${one.FindingInfoUid}`;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
