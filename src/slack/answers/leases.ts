import { type Lease, leaseLabel } from '../../finding/lease.ts';
import type { LeaseApproved } from '../../operations/lease/approve-lease.ts';
import type { ExtensionDecided } from '../../operations/lease/decide-extension.ts';
import type { LeaseEnding } from '../../operations/lease/end-lease.ts';
import type { LeaseExtended } from '../../operations/lease/extend-lease.ts';
import type { NoLease } from '../../operations/lease/lease-act.ts';
import type { NotYours } from '../../operations/lease/lease-people.ts';
import type { PutRightAnswer } from '../../operations/lease/put-right.ts';
import type { LeaseRefused } from '../../operations/lease/refuse-lease.ts';
import type { LeaseRequested } from '../../operations/lease/request-lease.ts';
import type { AddressSet } from '../../operations/lease/set-address.ts';
import type { LeaseWithdrawn } from '../../operations/lease/withdraw-lease.ts';
import { whatOf } from '../cards/lease-words.ts';
import { drawMistake } from '../commands/case-words.ts';
import { type Answer, answerOf, type Reader, result, timeOf } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { run, smallPrint } from '../text/rich.ts';
import { lastChange, nameFor, type Teller } from './acts.ts';
import { drawGuards, drawObstacles } from './lease-plans.ts';

/** Why nothing was done, in the ways that all acts on leases share. */
type Refusal = Extract<NoLease | NotYours, { kind: string }>;

function isRefusal(answer: { readonly kind: string }): answer is Refusal {
  return ['no-lease', 'not-now', 'own', 'not-yours'].includes(answer.kind);
}

async function drawRefusal(answer: Refusal, teller: Teller): Promise<Answer> {
  const { reader } = teller;
  const { leases: said } = reader.words;
  if (answer.kind === 'no-lease') return drawNoLease(answer.leaseId, reader);
  const label = leaseLabel(answer.lease.id);
  switch (answer.kind) {
    case 'not-now':
      return answerOf([
        result(said.notNow({ label, state: answer.state })),
        ...(await lastChange(label, teller)),
      ]);
    case 'own':
      return answerOf([result(said.own({ label })), [run(said.nothingDone)]]);
    case 'not-yours':
      return answerOf([result(said.notYours({ label, needs: answer.needs }))]);
  }
}

export function drawNoLease(leaseId: number, { words: { leases: said } }: Reader): Answer {
  const label = leaseLabel(leaseId);
  return answerOf([result(said.noLease({ label })), [run(said.allLeases), run('/secsg list', 'code')]]);
}

export async function drawRequested(answer: LeaseRequested, reader: Reader, tools: Tools): Promise<Answer> {
  const { leases: said } = reader.words;
  switch (answer.kind) {
    case 'requested': {
      const { label, what } = await factsOf(answer.lease, reader, tools);
      const { needed: count, requestUntil } = answer.lease;
      const until = timeOf(requestUntil, tools.clock.now(), reader);
      return answerOf([result(said.requested({ label, what })), [run(said.requestedNext({ until, count }))]]);
    }
    case 'begun': {
      const { label, what } = await factsOf(answer.lease, reader, tools);
      return answerOf([result(said.begun({ label, what })), [run(said.begunNext)]]);
    }
    case 'already': {
      const { id, state } = answer.lease;
      const label = leaseLabel(id);
      return answerOf([
        result(said.already({ label, state })),
        ...(await lastChange(label, { reader, tools })),
      ]);
    }
    case 'isolated':
      return answerOf([result(said.isolated({ label: leaseLabel(answer.lease.id) }))]);
    case 'off':
      return answerOf([result(said.off)]);
    case 'dry-run-only':
      return answerOf([result(said.dryRunOnly)]);
    case 'no-reason':
      return drawNoReason(answer.most, reader);
    case 'guarded':
      return drawGuards(answer.guards, reader);
    case 'no-break-glass':
      return answerOf([result(said.noBreakGlass(answer))]);
  }
}

/** Anything but a plan that changed, which is shown again. */
export async function drawApproved(
  answer: Exclude<LeaseApproved, { kind: 'plan-changed' }>,
  teller: Teller,
): Promise<Answer> {
  const { reader } = teller;
  const { leases: said } = reader.words;
  if (isRefusal(answer)) return drawRefusal(answer, teller);
  const label = leaseLabel(answer.lease.id);
  switch (answer.kind) {
    case 'approved':
      return answerOf([result(said.approved({ label, left: answer.left }))]);
    case 'already':
      return answerOf([result(said.approvedAlready({ label }))]);
    case 'expired':
      return answerOf([result(said.tooLate({ label }))]);
    case 'isolated':
      return answerOf([result(said.isolated({ label }))]);
    case 'obstacles':
      return drawObstacles(answer.obstacles, reader);
  }
}

export async function drawRefused(answer: LeaseRefused, teller: Teller): Promise<Answer> {
  const { reader } = teller;
  if (isRefusal(answer)) return drawRefusal(answer, teller);
  if (answer.kind === 'no-reason') return drawNoReason(answer.most, reader);
  return answerOf([result(reader.words.leases.refused({ label: leaseLabel(answer.lease.id) }))]);
}

export async function drawWithdrawn(answer: LeaseWithdrawn, teller: Teller): Promise<Answer> {
  const { reader, tools } = teller;
  const { leases: said } = reader.words;
  if (isRefusal(answer)) return drawRefusal(answer, teller);
  const label = leaseLabel(answer.lease.id);
  if (answer.kind === 'withdrawn') return answerOf([result(said.withdrawn({ label }))]);
  const who = await nameFor(answer.lease.requester, tools);
  return answerOf([result(said.notOwn({ label, who }))]);
}

export async function drawEnding(answer: LeaseEnding, teller: Teller): Promise<Answer> {
  const { leases: said } = teller.reader.words;
  if (isRefusal(answer)) return drawRefusal(answer, teller);
  const label = leaseLabel(answer.lease.id);
  if (answer.kind === 'ending') return answerOf([result(said.ending({ label }))]);
  return answerOf([result(said.endsAlready({ label })), ...(await lastChange(label, teller))]);
}

export async function drawExtended(answer: LeaseExtended, teller: Teller): Promise<Answer> {
  const { reader, tools } = teller;
  const { leases: said, acts } = reader.words;
  if (isRefusal(answer)) return drawRefusal(answer, teller);
  if (answer.kind === 'no-reason') return drawNoReason(answer.most, reader);
  if (answer.kind === 'no-duration') return answerOf([result(acts.problem.howLong({ word: '0' }))]);
  const label = leaseLabel(answer.lease.id);
  const at = (time: number | null) => timeOf(time ?? 0, tools.clock.now(), reader);
  switch (answer.kind) {
    case 'extended':
      return answerOf([result(said.extended({ label, until: at(answer.lease.endsAt) }))]);
    case 'asked': {
      const until = at(answer.lease.extension?.until ?? null);
      return answerOf([result(said.extendAsked({ label, until }))]);
    }
    case 'endless':
      return answerOf([result(said.endless({ label }))]);
    case 'too-long':
      return answerOf([result(said.tooLongForAll({ label }))]);
  }
}

export async function drawExtensionDecided(answer: ExtensionDecided, teller: Teller): Promise<Answer> {
  const { reader, tools } = teller;
  const { leases: said } = reader.words;
  if (isRefusal(answer)) return drawRefusal(answer, teller);
  const label = leaseLabel(answer.lease.id);
  const until = timeOf(answer.lease.endsAt ?? 0, tools.clock.now(), reader);
  switch (answer.kind) {
    case 'extended':
      return answerOf([result(said.extended({ label, until }))]);
    case 'kept':
      return answerOf([result(said.kept({ label, until }))]);
    case 'no-extension':
      return answerOf([result(said.noExtension({ label })), ...(await lastChange(label, teller))]);
    case 'too-long':
      return answerOf([result(said.tooLongForAll({ label }))]);
  }
}

export async function drawPutRight(answer: PutRightAnswer, teller: Teller): Promise<Answer> {
  const { leases: said } = teller.reader.words;
  if (isRefusal(answer)) return drawRefusal(answer, teller);
  const label = leaseLabel(answer.lease.id);
  switch (answer.kind) {
    case 'putting-right':
      return answerOf([result(said.puttingRight({ label }))]);
    case 'no-drift':
      return answerOf([result(said.noDrift({ label }))]);
    case 'isolated':
      return answerOf([result(said.isolated({ label }))]);
  }
}

export function drawAddressSet(answer: AddressSet, reader: Reader): Answer {
  const { leases: said } = reader.words;
  if (answer.kind === 'set') return answerOf([result(said.meSet(answer))]);
  return drawMistake(
    said.problem.address({ word: plain(answer.address, 40) }),
    '/secsg me 198.51.100.7',
    reader,
  );
}

function drawNoReason(most: number, reader: Reader): Answer {
  const { problem } = reader.words.leases;
  return answerOf([result(problem.reason)], [smallPrint(problem.tooLong({ most: String(most) }))]);
}

async function factsOf(lease: Lease, reader: Reader, tools: Tools) {
  const who = await nameFor(lease.requester, tools);
  return { label: leaseLabel(lease.id), what: whatOf(lease, who, reader.card.lease) };
}
