import type { AuditDraft, Surface } from '../../finding/audit.ts';
import { caseIdOf, caseLabel } from '../../finding/case.ts';
import type { Need } from '../../finding/role.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { AuditRepository } from '../../store/ports/audit.ts';
import { idOf } from '../actions/case-value.ts';
import type { FilledView, Interaction, Pressed, Typed } from './interaction.ts';

/** Whatever kind it is, with what it asks for. */
type Wish = Interaction &
  Partial<Pick<Typed, 'command' | 'text'>> &
  Partial<Pick<Pressed, 'actionId' | 'value'>> & { readonly view?: FilledView | null };

interface Refused {
  /** Slack user id; null: nobody knows who it was. */
  readonly userId: string | null;
  readonly surface: Surface;
  readonly why: string;
  readonly needs: Need | null;
  /** Only of another workspace than ours. */
  readonly teamId?: string;
  /** What they wanted; null: what was never read. */
  readonly interaction: Wish | null;
}

/** Writes down who wanted what and may not. */
export interface Refusals {
  /** Never throws: a refusal that cannot be written down is one all the same. */
  note(refused: Refused): Promise<void>;
  /** Writes down how many were only counted. */
  settle(): Promise<void>;
}

/** So many of one person a minute are written down, and so many in all; the others are counted. */
const mostOfOne = 20;
const mostInAll = 200;
const minuteMs = 60_000;
const longestAsked = 1_000;

/** In a transaction of their own, and so that nobody can fill the log by asking again and again. */
export function createRefusals(audit: Pick<AuditRepository, 'add'>, clock: Clock, logger: Logger): Refusals {
  let begun = clock.now();
  let written = new Map<string, number>();
  let inAll = 0;
  let leftOut = new Map<string, number>();

  async function write(draft: Omit<AuditDraft, 'at' | 'role' | 'act' | 'outcome' | 'before'>): Promise<void> {
    const row = { at: clock.now(), role: null, act: 'refuse', outcome: 'refused', before: null } as const;
    await audit
      .add({ ...row, ...draft })
      .catch((error: unknown) =>
        logger.error({ error }, 'a refusal could not be written into the audit log'),
      );
  }

  /** A new minute: what the one before only counted is said in one row. */
  async function settle(): Promise<void> {
    const counted = leftOut;
    begun = clock.now();
    [written, inAll, leftOut] = [new Map(), 0, new Map()];
    if (counted.size === 0) return;
    const total = [...counted.values()].reduce((sum, count) => sum + count, 0);
    const after = { onlyCounted: total, people: counted.size };
    await write({ actor: null, surface: 'clock', target: null, after, reason: null });
  }

  return {
    settle,
    async note({ userId, surface, why, needs, teamId, interaction }) {
      if (clock.now() - begun >= minuteMs) await settle();
      const who = `${teamId ?? ''} ${userId ?? ''}`;
      const before = written.get(who) ?? 0;
      if (before >= mostOfOne || inAll >= mostInAll) {
        // Names are kept of a few; of a flood the number is enough.
        const counted = leftOut.has(who) || leftOut.size < mostInAll ? who : '';
        leftOut.set(counted, (leftOut.get(counted) ?? 0) + 1);
        return;
      }
      written.set(who, before + 1);
      inAll += 1;
      const { asked, target } = interaction ? wishOf(interaction) : { asked: '', target: null };
      const after = { why, needs, asked, ...(teamId === undefined ? {} : { team: teamId }) };
      await write({ actor: userId, surface, target, after, reason: null });
    },
  };
}

/** What was asked for, in the words in which it arrived, and the case that it names. */
function wishOf({ command, actionId, text, value, view }: Wish): { asked: string; target: string | null } {
  const said = [command, actionId, view?.callbackId, text, value, view?.value].filter(Boolean);
  const ids = [value, view?.value].flatMap((one) => idOf(one ?? '') ?? []);
  const typed = (text ?? '').split(/\s+/).flatMap((word) => caseIdOf(word) ?? []);
  const [caseId] = [...ids, ...typed];
  return {
    asked: said.join(' ').slice(0, longestAsked),
    target: caseId === undefined ? null : caseLabel(caseId),
  };
}
