import type { Migration } from './migration.ts';

/** From a message back to the card that it is: what is said in a thread is about its case. */
export const surfaces: Migration = {
  name: '006-surfaces',
  statements: () => [`create index cards_by_message on cards (ts) where ts is not null`],
};
