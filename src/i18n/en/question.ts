/** What whoever answers "was this you?" is told. */
export const question = {
  thanks: 'Thank you. It is written down with your name.',
  already: 'You answered before; what you said first stays. If it was wrong, tell the security team now.',
  notAsked: (v: { label: string }) =>
    `You were not asked about ${v.label}, so your answer was not taken. Nothing was changed.`,
};
