import type { Migration } from './migration.ts';

/** Cases whose history somebody wants to see, and when CloudTrail is read for it next. */
export const investigations: Migration = {
  name: '021-investigations',
  statements: ({ types: { key } }) => [
    `create table investigations (case_id ${key} primary key, asked_by text not null, next_at bigint,
       rounds integer not null default 0)`,
    `create index investigations_due on investigations (next_at) where next_at is not null`,
  ],
};
