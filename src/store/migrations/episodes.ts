import type { Migration } from './migration.ts';

/** When what a rule says of the same people began anew. */
export const episodes: Migration = {
  name: '004-episodes',
  statements: () => [
    `alter table rule_alerts add column episode_at bigint not null default 0`,
    `alter table rule_alerts add column alerted_at bigint not null default 0`,
  ],
};
