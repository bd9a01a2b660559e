import { addWorking, nextBegin, type WorkingHours } from '../calendar/working-hours.ts';

/** The working time of a channel's people. Times are epoch ms. */
export interface WorkCalendar {
  /** The first working moment from `at` on; `at` itself while people work. */
  begin(at: number): number;
  /** The moment at which `ms` of working time have passed since `at`. */
  after(at: number, ms: number): number;
}

const mostRemembered = 1_000;

/** A calendar takes some 50 µs to answer, and the findings of a batch all ask the same: it remembers its answers. */
export function workCalendar(hours: WorkingHours): WorkCalendar {
  const begins = remembering((at: number) => nextBegin(at, hours));
  const afters = new Map<number, (at: number) => number>();
  return {
    begin: begins,
    after(at, ms) {
      const known = afters.get(ms) ?? remembering((from: number) => addWorking(from, ms, hours));
      afters.set(ms, known);
      return known(at);
    },
  };
}

function remembering(ask: (at: number) => number): (at: number) => number {
  const answers = new Map<number, number>();
  return (at) => {
    const known = answers.get(at);
    if (known !== undefined) return known;
    if (answers.size >= mostRemembered) answers.clear();
    const answer = ask(at);
    answers.set(at, answer);
    return answer;
  };
}
