import {
  BatchUpdateFindingsCommand,
  GetFindingsCommand,
  SecurityHubClient,
  type VerificationState,
  type WorkflowStatus,
} from '@aws-sdk/client-securityhub';
import type { Disposition } from '../finding/case.ts';
import { productOfRecord } from '../finding/identity.ts';
import type { MarkWord } from '../finding/mark.ts';
import { type Copy, type Door, inParts, type Present, type Refusal } from './door.ts';

/** Whom Security Hub shows as the author of our notes. */
const author = 'Yagura';
/** Security Hub API reference, GetFindings: an attribute has at most 20 values. */
const valuesAtOnce = 20;

const words = { NEW: 'NEW', NOTIFIED: 'NOTIFIED', SUPPRESSED: 'SUPPRESSED', RESOLVED: 'RESOLVED' } as const;

const verifications: Readonly<Record<Disposition, VerificationState>> = {
  handled: 'TRUE_POSITIVE',
  benign: 'BENIGN_POSITIVE',
  'false-positive': 'FALSE_POSITIVE',
};

/** API reference, BatchUpdateFindingsUnprocessedFinding: these say the same the next time. */
const finalErrors: ReadonlySet<string> = new Set(['FindingNotFound', 'InvalidInput', 'InvalidArn']);

/** Security Hub CSPM: Workflow, Note and UserDefinedFields of a finding in ASFF. */
export const securityHub: Door = {
  source: 'securityhub',
  atOnce: 100,
  keeps: { notes: true, fields: true },
  blank: 'NEW',
  wordOf: (wish) => wish.status,

  async read(copies, { access, place, signal }) {
    const client = await access.client(SecurityHubClient, place, 'write-back');
    const found = new Map<string, Present>();
    const keys = new Map(copies.map((copy) => [nameOf(identifierOf(copy)), copy.recordKey]));
    for (const part of inParts(copies, valuesAtOnce)) {
      await access.pace(place, 'securityhub:GetFindings', signal);
      const asked = part.map(({ id }) => ({ Value: id, Comparison: 'EQUALS' as const }));
      const { Findings = [] } = await client.send(
        new GetFindingsCommand({ Filters: { Id: asked }, MaxResults: 100 }),
        { abortSignal: signal },
      );
      for (const { Id, ProductArn, Workflow, Note, UserDefinedFields = {} } of Findings) {
        const key = keys.get(nameOf({ Id, ProductArn }));
        if (key === undefined) continue;
        const word = wordIn(Workflow?.Status);
        const note = Note?.Text ? { text: Note.Text, ours: Note.UpdatedBy === author } : null;
        found.set(key, { word, note, fields: UserDefinedFields });
      }
    }
    return found;
  },

  async write(copies, { word, note, fields, verdict }, { access, place, signal }) {
    const client = await access.client(SecurityHubClient, place, 'write-back');
    const keys = new Map(copies.map((copy) => [nameOf(identifierOf(copy)), copy.recordKey]));
    await access.pace(place, 'securityhub:BatchUpdateFindings', signal);
    const { UnprocessedFindings = [] } = await client.send(
      new BatchUpdateFindingsCommand({
        FindingIdentifiers: copies.map(identifierOf),
        Workflow: { Status: word as WorkflowStatus },
        ...(note !== null && { Note: { Text: note, UpdatedBy: author } }),
        ...(fields !== null && { UserDefinedFields: fields }),
        ...(verdict !== null && { VerificationState: verifications[verdict] }),
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

function identifierOf({ id, recordKey }: Copy): { readonly Id: string; readonly ProductArn: string } {
  return { Id: id, ProductArn: productOfRecord(recordKey) };
}

function nameOf(one: { readonly Id?: string | undefined; readonly ProductArn?: string | undefined }): string {
  return `${one.ProductArn}\n${one.Id}`;
}

function wordIn(status: string | undefined): MarkWord | null {
  return words[status as keyof typeof words] ?? null;
}
