import type { Migration } from './migration.ts';

/** Which anchors of the audit log are kept where; what is not there yet is tried again at `next_at`. */
export const anchorCopies: Migration = {
  name: '031-anchor-copies',
  statements: ({ types: { text } }) => [
    `create table anchor_copies (place ${text} not null, seq bigint not null, kept_at bigint,
       attempts integer not null default 0, next_at bigint not null default 0, problem text,
       primary key (place, seq))`,
  ],
};
