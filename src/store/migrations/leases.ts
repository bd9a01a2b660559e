import { claims, type Migration, retries } from './migration.ts';

/** Temporary changes to AWS, what was found of ours without one, runs of runbooks, and from where people come. */
export const leases: Migration = {
  name: '007-leases',
  statements: ({ types: { id, key, text } }) => [
    `create table leases (id ${id}, kind text not null, account_id text not null, region text not null,
       subject ${text} not null, state text not null, requester text not null, group_id text,
       requested_at bigint not null, wake_at bigint, look_at bigint, lease text not null, ${claims})`,
    `create index leases_to_look_at on leases (look_at, id) where look_at is not null`,
    `create index leases_to_wake on leases (wake_at, id) where wake_at is not null`,
    `create index leases_by_subject on leases (subject, id)`,
    `create index leases_by_group on leases (group_id) where group_id is not null`,
    `create index leases_by_age on leases (requested_at)`,
    `create table lease_pages (lease_id ${key} primary key, want text not null, wanted bigint not null,
       sent bigint not null default 0, wanted_at bigint not null, ${claims}, ${retries})`,
    `create index lease_pages_to_send on lease_pages (wanted_at) where wanted > sent`,
    `create table strays (group_id ${text} primary key, account_id text not null, region text not null,
       seen_at bigint not null, name text not null, lease text not null, deployment text not null,
       removal_by text, removal_at bigint, gone_at bigint)`,
    `create table runbook_runs (id ${id}, account_id text not null, region text not null, state text not null,
       requested_at bigint not null, look_at bigint, run text not null, ${claims})`,
    `create index runbook_runs_to_look_at on runbook_runs (look_at, id) where look_at is not null`,
    `create table person_addresses (user_id ${text} primary key, cidr text not null, said_at bigint not null)`,
  ],
};
