import { grouped } from './count.ts';

/** The daily line about the audit log. */
export const auditAnchor = {
  headline: (rows: number, moment: string) => `The audit log has ${grouped(rows)} rows as of ${moment}`,
  use: 'Keep this message: yagura audit verify --anchor takes the line above, and finds whatever was changed before it.',
};
