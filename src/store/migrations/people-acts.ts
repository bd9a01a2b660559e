import type { Migration } from './migration.ts';

/**
 * What people decide about cases: that it is done, that it was real, that it is accepted for a while; and what one asks
 * another to agree to, in the thread of the card that it is about.
 */
export const peopleActs: Migration = {
  name: '007-people-acts',
  statements: ({ types: { id } }) => [
    `alter table cases add column handled_at bigint`,
    `create index cases_handled on cases (handled_at) where handled_at is not null`,
    `create index cases_verifying on cases (id) where state = 'verifying'`,
    `create index cases_excepted on cases (id) where state = 'excepted'`,
    `create table requests (id ${id}, case_id bigint not null, kind text not null, payload text not null,
       severity_rank smallint not null, channel text not null, reason text not null, asked_by text not null,
       asked_at bigint not null, expires_at bigint not null, status text not null default 'asked', decided_by text,
       decided_at bigint)`,
    `create index requests_asked on requests (expires_at) where status = 'asked'`,
    `create index requests_by_case on requests (case_id)`,
    `alter table cards add column thread text`,
    `alter table suppressions add column approver text`,
  ],
};
