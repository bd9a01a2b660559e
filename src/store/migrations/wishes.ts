import { claims, type Migration } from './migration.ts';

/** What services should say of their own copies of findings, and what we wrote there. */
export const wishes: Migration = {
  name: '005-wishes',
  statements: ({ types: { text, key } }) => [
    `drop table wishes`,
    `create table wishes (identity ${text} not null, record_key ${text} not null, case_id bigint not null,
       source text not null, account_id text not null, region text not null, wanted text, written text,
       written_at bigint, marks text not null default '[]', pending smallint not null, ${claims},
       attempts integer not null default 0, next_at bigint, problem text, primary key (identity, record_key))`,
    `create index wishes_pending on wishes (source, region, account_id) where pending = 1`,
    `create index wishes_by_case on wishes (case_id)`,
    `create table decided_cases (case_id ${key} primary key, wanted bigint not null, done bigint not null default 0)`,
    `insert into decided_cases (case_id, wanted) select id, 1 from cases
       where state in ('acknowledged', 'suppressed') or (state = 'open' and assignee is not null)`,
    `create index decided_cases_open on decided_cases (case_id) where wanted > done`,
    `insert into versions (name, version) values ('wishes', 0)`,
  ],
};
