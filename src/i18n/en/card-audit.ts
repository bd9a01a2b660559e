import { grouped } from './count.ts';

/** The daily line about the audit log. */
export const auditAnchor = {
  headline: (rows: number, moment: string) => `The audit log has ${grouped(rows)} rows as of ${moment}`,
  /** `problem` is AWS's own code. */
  unkept: ({ place, count, problem }: { place: string; count: number; problem: string }) =>
    `${count === 1 ? '1 earlier line is' : `${grouped(count)} earlier lines are`} not kept in ${place} (${problem}): yagura doctor tells more.`,
  use: 'Keep this message: yagura audit verify --anchor takes the line above, and finds whatever was changed before it.',
};
