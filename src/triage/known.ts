import type { Case } from '../finding/case.ts';
import type { Known } from '../finding/change.ts';

/**
 * Decides again and again until nothing is missing: which groups are concerned is known only once the policies have
 * answered. One round where nothing groups, two where something does.
 */
export async function knowingEnough<Answer extends { readonly missing: readonly string[] }>(
  known: Known,
  decide: (known: Known) => Answer,
  casesByKey: (keys: readonly string[]) => Promise<ReadonlyMap<string, Case>>,
): Promise<Answer> {
  for (let enough = known; ; ) {
    const answer = decide(enough);
    if (answer.missing.length === 0) return answer;
    const found = await casesByKey(answer.missing);
    const asked = answer.missing.map((key): [string, Case | null] => [key, found.get(key) ?? null]);
    enough = { ...enough, cases: new Map([...enough.cases, ...asked]) };
  }
}
