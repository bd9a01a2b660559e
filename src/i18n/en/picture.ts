/** The picture of who called when, and what is said of it to those who do not see it. */
export const picture = {
  title: (v: { from: string; to: string }) => `Calls in CloudTrail, ${v.from} – ${v.to}`,
  writes: 'Changes',
  denied: 'Denied',
  reads: 'Only read',
  upper: 'Changes, denied',
  notYet: 'may still come in',
  alternative: (v: { writes: string; denied: string; reads: string }) =>
    `Bars over time. Changes: ${v.writes}, denied: ${v.denied}, only read: ${v.reads}.`,
};
