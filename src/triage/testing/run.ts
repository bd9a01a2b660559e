import type { Case } from '../../finding/case.ts';
import type { Finding } from '../../finding/finding.ts';
import type { TriageContext } from '../context.ts';
import type { Decided } from '../decide.ts';
import { type ArrivedFinding, fold, identitiesOf } from '../fold.ts';
import { knowingEnough } from '../known.ts';
import { createMemory, type Memory } from '../memory.ts';
import { arrival } from './samples.ts';

/** A memory that findings arrive at, batch by batch. */
export interface World {
  readonly memory: Memory;
  /** One batch; its decisions in order. */
  arrive(arrived: readonly ArrivedFinding[], context: TriageContext): Promise<readonly Decided[]>;
  caseOf(identity: string): Case | null;
}

export function createWorld(): World {
  const memory = createMemory();
  return {
    memory,
    async arrive(arrived, context) {
      const folded = await knowingEnough(
        memory.known(identitiesOf(arrived)),
        (known) => fold(arrived, known, context),
        memory.casesByKey,
      );
      memory.remember(folded, context.now);
      return folded.decisions;
    },
    caseOf(identity) {
      const key = memory.findings().get(identity)?.caseKey ?? null;
      return key === null ? null : (memory.found([key]).get(key) ?? null);
    },
  };
}

/** What a decision is remembered by. */
export function said({ outcome, reason, trace }: Decided) {
  return { outcome, reason: reason.code, rule: reason.rule ?? null, stages: trace.map((one) => one.answer) };
}

/** One finding alone in its batch, and the case that it is in then. */
export async function one(world: World, finding: Finding, context: TriageContext) {
  const [decided] = await world.arrive([arrival(finding)], context);
  if (!decided) throw new Error('every finding is decided');
  const current = world.caseOf(finding.identity);
  if (!current) throw new Error('it is in no case');
  return { ...said(decided), current };
}
