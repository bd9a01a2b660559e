import type { Actor } from '../../../operations/operation.ts';
import type { Tools } from '../../receive/tools.ts';

/** What became of one of many cases. */
export type Fate = 'done' | 'already' | 'not-open' | 'refused' | 'failed';

interface BulkAct {
  readonly asksForPerson?: true;
  /** Does it to one case; `to`: the Slack id of whom it is for. Answers with the kind of the act's own answer. */
  run(tools: Tools, caseId: number, actor: Actor, to: string): Promise<{ readonly kind: string }>;
}

/** What can be done to many cases at once: the same acts as one by one. */
export const bulkActs = {
  acknowledge: {
    run: (tools, caseId, actor) => tools.act('acknowledge', { caseId, duration: null }, actor),
  },
  release: { run: (tools, caseId, actor) => tools.act('release', { caseId }, actor) },
  assign: {
    asksForPerson: true,
    run: (tools, caseId, actor, to) => tools.act('assign', { caseId, to }, actor),
  },
} as const satisfies Readonly<Record<string, BulkAct>>;

export type BulkActName = keyof typeof bulkActs;

/** What somebody chose, carried from the question to its confirmation. */
export interface Chosen {
  readonly act: BulkActName;
  readonly ids: readonly number[];
  /** Slack user id; null: the act is for nobody in particular. */
  readonly to: string | null;
}

export function bulkActOf(name: BulkActName): BulkAct {
  return bulkActs[name];
}

export function isBulkAct(name: unknown): name is BulkActName {
  return typeof name === 'string' && Object.hasOwn(bulkActs, name);
}

const fates: Readonly<Record<string, Fate>> = {
  acknowledged: 'done',
  extended: 'done',
  released: 'done',
  assigned: 'done',
  taken: 'done',
  already: 'already',
  'nobody-has-it': 'already',
  'no-case': 'not-open',
  'not-open': 'not-open',
};

/** Whatever an act answers that is no success is one of the reasons; what is new here is a refusal. */
export function fateOf(kind: string): Fate {
  return fates[kind] ?? 'refused';
}
