import { type Stage, short } from './stage.ts';

/** Is it a finding that we know, whichever door it came by? */
export const identity: Stage = {
  name: 'identity',
  ask: ({ incoming, before }) => ({
    says: { answer: before ? 'known' : 'unknown', detail: short(incoming.identity) },
  }),
};
