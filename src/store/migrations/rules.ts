import type { Migration } from './migration.ts';

/** What rules have seen and counted, and files of many records in the ledger. */
export const rules: Migration = {
  name: '003-rules',
  statements: ({ types: { text } }) => [
    `create table rule_hits (event_id ${text} not null, rule_id ${text} not null, identity ${text} not null,
       at bigint not null, arrived_at bigint not null, outcome text not null, message_id text not null,
       path text not null, primary key (event_id, rule_id))`,
    `create index rule_hits_in_time on rule_hits (identity, at)`,
    `create index rule_hits_by_age on rule_hits (arrived_at, rule_id)`,
    `create table rule_alerts (identity ${text} primary key, first_at bigint not null, last_at bigint not null,
       times bigint not null, severity_rank smallint not null, seen_at bigint not null)`,
    `create index rule_alerts_by_age on rule_alerts (seen_at)`,
    `create table rule_windows (place ${text} primary key, contents text not null, seen_at bigint not null)`,
    `create index rule_windows_by_age on rule_windows (seen_at)`,
    `create table rules (rule_id ${text} primary key, first_seen_at bigint not null)`,
    // A row of the ledger that stands for many records: how many of them became what. own: the row itself is of that
    // outcome, and must not be counted once more.
    `create table ledger_counts (message_id text not null, path text not null, outcome text not null,
       arrived_at bigint not null, records bigint not null, own smallint not null,
       primary key (message_id, path, outcome))`,
    `create index ledger_counts_by_outcome on ledger_counts (outcome, arrived_at, records, own)`,
  ],
};
