/** The people and the group of the demo's company, whose ids Slack draws as names. */
export const people = [
  { id: 'U0ALICE', name: 'alice' },
  { id: 'U0BOB', name: 'bob' },
  { id: 'U0CAROL', name: 'carol' },
  { id: 'S0PAYMENTS', name: 'payments' },
  { id: 'S0BILLING', name: 'billing' },
];

export const names: ReadonlyMap<string, string> = new Map(people.map(({ id, name }) => [id, name]));
