import type { Migration } from './migration.ts';

/** When findings were last read back, by place; and when the queues were last heard of. */
export const syncs: Migration = {
  name: '006-syncs',
  statements: ({ types: { text } }) => [
    `create table sync_marks (name ${text} primary key, at bigint not null)`,
  ],
};
