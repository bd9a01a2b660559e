import type { Claim } from './cards.ts';

/** What the pager should know of one case. */
export interface DuePage {
  readonly caseId: number;
  readonly want: 'trigger' | 'acknowledge' | 'resolve';
  readonly wanted: number;
  readonly attempts: number;
  readonly wantedAt: number;
}

export interface PageRepository {
  due(now: number, limit: number): Promise<DuePage[]>;
  claim(
    caseId: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<(DuePage & { claim: Claim }) | null>;
  confirm(caseId: number, claim: Claim, sent: number): Promise<boolean>;
  fail(caseId: number, claim: Claim, result: { nextAt: number; error: string }): Promise<boolean>;
}
