/** Cases whose history somebody wants to see. */
export interface InvestigationRepository {
  /** Whose time has come, the longest waiting first. */
  due(now: number, limit: number): Promise<{ caseId: number; by: string; rounds: number }[]>;
  /** `nextAt` null: it was read often enough. `read`: it was read now. */
  settle(caseId: number, nextAt: number | null, read: boolean): Promise<void>;
  /** Whose timeline stands in its thread, and nobody has taken care of the picture beside it. */
  unpictured(limit: number): Promise<UnpicturedInvestigation[]>;
  /** The picture of this round was taken care of. `pictured` says what the thread has seen now. */
  picture(caseId: number, round: number, pictured: string | null): Promise<void>;
}

export interface UnpicturedInvestigation {
  readonly caseId: number;
  readonly round: number;
  /** What the last picture showed; null: there was none. */
  readonly pictured: string | null;
}
