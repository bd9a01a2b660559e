import { onCallAt } from '../calendar/on-call.ts';
import type { CaseDraft } from '../finding/case.ts';
import type { TriageContext } from './context.ts';
import type { Who } from './settings.ts';

/** Who is called now, and since when somebody waits to be. */
export interface Call {
  readonly mentions: readonly string[];
  /** When the channel's working hours begin; null: nobody waits. */
  readonly mentionAt: number | null;
}

const nobody: Call = { mentions: [], mentionAt: null };

/** Slack ids of these people, each once; whoever cannot be told drops out. */
export function idsOf(who: readonly Who[], owner: string | null, context: TriageContext): string[] {
  const { rules, overrides, now } = context;
  const duty = onCallAt(rules.settings.onCall, overrides, now);
  const parts = new Map<Who, string | null>([
    ['owner', owner],
    ['on-call', duty.first],
    ['second', duty.second],
  ]);
  const ids = who.map((one) => (parts.has(one) ? (parts.get(one) ?? null) : one));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Who hears of a case that is new or worse: at once where it cannot wait, else when people are at work. */
export function callFor(current: CaseDraft, context: TriageContext): Call {
  if (current.sample) return nobody;
  const { rules, now } = context;
  const { mentions, urgent } = rules.settings;
  const policy = current.policy === null ? null : rules.policyNamed(current.policy);
  const ids = idsOf(policy?.mention ?? mentions[current.severity], current.owner, context);
  if (ids.length === 0) return nobody;
  const begin = urgent.includes(current.severity) ? now : rules.calendarOf(current.channel).begin(now);
  return begin <= now ? { mentions: ids, mentionAt: null } : { mentions: [], mentionAt: begin };
}

/** Whether anybody is called when nobody acknowledges. */
export function mayEscalate(
  { sample, flapping, policy, severity }: CaseDraft,
  { rules }: Pick<TriageContext, 'rules'>,
): boolean {
  if (sample || flapping || rules.settings.escalation[severity].steps.length === 0) return false;
  return policy === null || (rules.policyNamed(policy)?.escalate ?? true);
}
