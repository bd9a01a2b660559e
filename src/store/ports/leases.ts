import type { Lease, LeaseDraft, Place } from '../../finding/lease.ts';
import type { LeaseState } from '../../finding/lease-state.ts';
import type { RunbookRun, RunbookRunDraft } from '../../finding/runbook.ts';
import type { Stray } from '../../finding/stray.ts';
import type { Claim } from './cards.ts';

/** Leases as people see them, and as the engine takes them. What changes one is an act: see `LeaseWrites`. */
export interface LeaseRepository {
  /** The engine has something to do for them, nobody is at work on them; the longest due first. */
  due(now: number, limit: number): Promise<Lease[]>;
  claim(
    id: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<{ readonly lease: Lease; readonly claim: Claim } | null>;
  byId(id: number): Promise<Lease | null>;
  /** Whoever worked on it is done. */
  release(id: number, claim: Claim): Promise<void>;
  /** The newest first. `requester`: a Slack user id. */
  list(filter: {
    readonly states: readonly LeaseState[];
    readonly subject?: string;
    readonly requester?: string;
    readonly limit: number;
  }): Promise<Lease[]>;
  /** Whose group it is. */
  byGroup(groupId: string): Promise<Lease | null>;
  /** Where leases were ever asked for, and when last. */
  places(): Promise<readonly { readonly place: Place; readonly lastAt: number }[]>;
  /** Begun by one person alone; for the weekly review. */
  breakGlassSince(since: number): Promise<Lease[]>;
  /** What `me` stands for; null: the person has not said it. */
  addressOf(userId: string): Promise<string | null>;
}

/** What an act may do to leases, strays and runs; all of it in the act's transaction. */
export interface LeaseWrites {
  add(draft: LeaseDraft): Promise<Lease>;
  /** Locks it; null: there is none. */
  byId(id: number): Promise<Lease | null>;
  /** The same, only while the claim is still ours; it then holds until `until`. */
  held(id: number, claim: Claim, until: number): Promise<Lease | null>;
  save(lease: Lease): Promise<void>;
  /** Those whose `wakeAt` has come, locked, the earliest first. */
  timedOut(now: number, limit: number): Promise<Lease[]>;
  /** Living leases of one instance or key, locked. */
  livingOf(subject: string): Promise<Lease[]>;
  /** The pager is to hear of it; `resolve` only where it was to hear of the beginning. */
  page(id: number, want: 'trigger' | 'resolve', now: number): Promise<void>;
  setAddress(userId: string, cidr: string, now: number): Promise<void>;
  /** Notes a stray; true: it was not known, or had gone. */
  addStray(stray: Stray): Promise<boolean>;
  strayById(groupId: string): Promise<Stray | null>;
  saveStray(stray: Stray): Promise<void>;
  addRun(draft: RunbookRunDraft): Promise<RunbookRun>;
  heldRun(id: number, claim: Claim): Promise<RunbookRun | null>;
  /** Also lets go of it. */
  saveRun(run: RunbookRun): Promise<void>;
}

export interface DueLeasePage {
  readonly leaseId: number;
  readonly want: 'trigger' | 'resolve';
  readonly wanted: number;
  readonly attempts: number;
  readonly wantedAt: number;
}

export interface LeasePageRepository {
  due(now: number, limit: number): Promise<DueLeasePage[]>;
  claim(
    leaseId: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<(DueLeasePage & { claim: Claim }) | null>;
  confirm(leaseId: number, claim: Claim, sent: number): Promise<boolean>;
  fail(leaseId: number, claim: Claim, result: { nextAt: number; error: string }): Promise<boolean>;
}

export interface StrayRepository {
  /** Those that are still there, as far as known. */
  present(place: Place): Promise<Stray[]>;
  byId(groupId: string): Promise<Stray | null>;
}

export interface RunbookRepository {
  due(now: number, limit: number): Promise<RunbookRun[]>;
  claim(
    id: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<{ readonly run: RunbookRun; readonly claim: Claim } | null>;
  byId(id: number): Promise<RunbookRun | null>;
}
