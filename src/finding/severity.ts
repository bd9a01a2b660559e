/** From mildest to worst; the order is the order of comparison. */
export const severities = ['Informational', 'Low', 'Medium', 'High', 'Critical'] as const;
export type Severity = (typeof severities)[number];

export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

export function worstSeverity(all: readonly Severity[]): Severity {
  return all.reduce((worst, one) => (severityRank(one) > severityRank(worst) ? one : worst), 'Informational');
}

/**
 * GuardDuty's number. Source: "Severity levels of GuardDuty findings" in the GuardDuty user guide:
 * Critical 9.0–10.0, High 7.0–8.9, Medium 4.0–6.9, Low 1.0–3.9.
 */
export function severityOfGuardDuty(score: number): Severity {
  if (score >= 9) return 'Critical';
  if (score >= 7) return 'High';
  if (score >= 4) return 'Medium';
  if (score >= 1) return 'Low';
  return 'Informational';
}

/** ASFF `Severity.Normalized`, 0–100 (deprecated by AWS but still sent by third parties). */
export function severityOfNormalized(score: number): Severity {
  if (score >= 90) return 'Critical';
  if (score >= 70) return 'High';
  if (score >= 40) return 'Medium';
  if (score >= 1) return 'Low';
  return 'Informational';
}

const words: ReadonlyMap<string, Severity> = new Map([
  ...severities.map((one) => [one.toLowerCase(), one] as const),
  ['info', 'Informational'],
]);

/** A word, in any letter case, as ASFF and custom events say it. */
export function severityOfWord(word: string): Severity | null {
  return words.get(word.toLowerCase()) ?? null;
}

/** OCSF `severity_id`: 1 Informational … 5 Critical, 6 Fatal (no worse word exists here), 0/99 unknown. */
export function severityOfOcsf(id: number): Severity | null {
  if (id === 6) return 'Critical';
  return id >= 1 && id <= 5 ? (severities[id - 1] ?? null) : null;
}
