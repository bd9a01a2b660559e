import type { Migration } from './migration.ts';

/** What the thread has seen as a picture. What was read before there were pictures stays as it is. */
export const investigationPictures: Migration = {
  name: '030-investigation-pictures',
  statements: () => [
    `alter table investigations add column pictured_round integer not null default 0`,
    `alter table investigations add column pictured text`,
    `update investigations set pictured_round = rounds`,
  ],
};
