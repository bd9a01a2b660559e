import type { Severity } from './severity.ts';

/** `superseded`: what it was asked for is over, or became worse. */
export type RequestStatus = 'asked' | 'granted' | 'refused' | 'expired' | 'withdrawn' | 'superseded';

/** Why somebody's own word is not enough for a suppression. */
export type ApprovalReason = 'critical' | 'true-positive' | 'too-long';

/** What is asked for. */
export type Asked =
  | { readonly kind: 'exception'; readonly until: number }
  | {
      readonly kind: 'suppression';
      /** Key of one of the scopes that the case offers. */
      readonly scope: string;
      readonly until: number;
      /** Ends early when nothing matched for so long (ms); null: never early. */
      readonly idle: number | null;
      readonly why: readonly ApprovalReason[];
    };

/** Something that one person asks for and another one grants. */
export interface ApprovalRequest {
  readonly id: number;
  readonly caseId: number;
  readonly asked: Asked;
  /** What the case was then; for what became worse it has to be asked anew. */
  readonly severity: Severity;
  /** Where the case's card is. */
  readonly channel: string;
  readonly reason: string;
  /** Slack user id. */
  readonly askedBy: string;
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly status: RequestStatus;
  /** Slack user id; null: nobody did, or the clock. */
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
}

export type RequestDraft = Omit<ApprovalRequest, 'id' | 'status' | 'decidedBy' | 'decidedAt'>;

/** As the audit log names it. */
export function requestLabel(id: number): string {
  return `request:${id}`;
}
