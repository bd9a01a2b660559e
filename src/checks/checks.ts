import type { AwsAccess } from '../aws/access.ts';
import { askerIn, globalRegionOf } from '../aws/ask.ts';
import { failureOf } from '../aws/failure.ts';
import {
  type CheckReading,
  type CheckResult,
  type CheckSubject,
  type CheckTrouble,
  holdsInAll,
} from '../finding/check.ts';
import { activeCount } from '../finding/tally.ts';
import type { CaseView } from '../finding/view.ts';
import type { Clock } from '../shared/clock.ts';
import { deadline } from '../shared/deadline.ts';
import { PermanentError } from '../shared/errors.ts';
import type { Check } from './check.ts';
import { checks } from './registry.ts';

export interface Checks {
  /**
   * Asks AWS what a case is about, within ten seconds. null: no check says anything about it. Never throws: what cannot
   * be read is a reading that holds neither way.
   */
  check(view: Pick<CaseView, 'case' | 'findings'>, signal: AbortSignal): Promise<CheckResult | null>;
}

const longestMs = 10_000;

interface Question {
  readonly check: Check;
  readonly subject: CheckSubject;
}

export function createChecks(access: AwsAccess, clock: Clock): Checks {
  const globally = globalRegionOf(access.partition);

  async function read({ check, subject }: Question, signal: AbortSignal): Promise<CheckReading> {
    try {
      const reading = await check.read(askerIn(access, subject, signal), subject);
      return { check: check.name, subject, ...reading };
    } catch (error) {
      return { check: check.name, subject, holds: null, facts: {}, trouble: troubleOf(error, signal) };
    }
  }

  return {
    async check(view, signal) {
      const active = view.findings.filter(({ state }) => state === 'active' || state === 'unverifiable');
      const questions = active.flatMap((finding): Question[] => {
        for (const check of checks) {
          const subject = check.appliesTo(finding, globally);
          if (subject !== null) return [{ check, subject }];
        }
        return [];
      });
      if (questions.length === 0) return null;
      const until = deadline(clock, longestMs, signal);
      const readings = await Promise.all(questions.map((one) => read(one, until.signal)));
      until.done();
      // A case of thousands shows its worst ten; the others were not asked about.
      const { tally } = view.case;
      const open = Math.max(active.length, activeCount(tally) + tally.unverifiable);
      const unasked = open - questions.length;
      return { at: clock.now(), holds: holdsInAll(readings, unasked), readings, unasked };
    },
  };
}

function troubleOf(error: unknown, signal: AbortSignal): CheckTrouble {
  if (signal.aborted) return 'late';
  if (error instanceof PermanentError) return 'no-way-in';
  const failure = failureOf(error);
  return failure === 'denied' || failure === 'throttled' ? failure : 'away';
}
