import { claims, type Migration, retries } from './migration.ts';

/**
 * No foreign keys: a batch writes a case with all that hangs on it in one transaction and retention deletes it the
 * same way; checking each of some forty rows a case again would cost a tenth of the intake.
 */
export const first: Migration = {
  name: '001-first',
  statements: ({ types: { id, key, bytes, text }, clustered }) => [
    `create table packs (id ${id}, arrived_at bigint not null, data ${bytes} not null)`,
    `create index packs_by_age on packs (arrived_at)`,
    `create table bodies (message_id text primary key, queue text not null, sent_at bigint not null,
       arrived_at bigint not null, pack_id bigint not null, start integer not null, length integer not null)`,
    `create index bodies_by_age on bodies (arrived_at, message_id)`,

    `create table ledger (message_id text not null, path text not null, queue text not null, outcome text not null,
       reason text not null, detail text, source text, identity text, account_id text, sent_at bigint not null,
       arrived_at bigint not null, config_hash text not null, primary key (message_id, path))`,
    `create index ledger_by_outcome on ledger (outcome, arrived_at, message_id)`,
    `create index ledger_by_identity on ledger (identity, arrived_at) where identity is not null`,

    `create table findings (identity ${text} primary key, case_id bigint, last_seen bigint not null, view text)`,
    `create index findings_by_case on findings (case_id) where case_id is not null`,
    `create index findings_without_case on findings (last_seen) where case_id is null`,
    `create table records (identity text not null, record_key text not null, finding text not null,
       updated_at bigint not null, message_id text not null, path text not null, primary key (identity, record_key))`,
    `create table finding_handles (identity text not null, handle text not null,
       primary key (handle, identity)) ${clustered}`,

    `create table cases (id ${id}, key text not null unique, state text not null, closed smallint not null,
       resolution text, unverifiable smallint not null, severity_rank smallint not null, opened_at bigint not null,
       closed_at bigint, reopened integer not null, channel text not null, assignee text, due_at bigint,
       last_seen bigint not null)`,
    `create index cases_in_order on cases (closed, severity_rank desc, last_seen desc, id desc)`,
    `create index cases_by_assignee on cases (assignee) where assignee is not null`,
    `create index cases_by_due on cases (due_at) where due_at is not null`,
    `create index cases_external on cases (id) where state = 'external'`,
    `create index cases_by_end on cases (closed_at) where closed_at is not null`,
    `create table case_words (word ${text} not null, case_id bigint not null,
       primary key (word, case_id)) ${clustered}`,
    `create table case_texts (case_id ${key} primary key, words text not null)`,

    `create table cards (key text primary key, case_id bigint unique, channel text not null,
       severity_rank smallint not null, urgency smallint not null, wanted bigint not null, shown bigint not null,
       material bigint not null, channel_id text, ts text, gone smallint not null, shown_hash text,
       created_at bigint not null, dirty_since bigint not null, changed_at bigint not null, ${claims}, ${retries})`,
    `create index cards_to_post on cards (urgency desc, dirty_since, channel) where wanted > shown and ts is null`,
    `create index cards_to_edit on cards (urgency desc, dirty_since, channel) where wanted > shown and ts is not null`,
    `create index cards_waiting on cards (next_at) where next_at is not null`,
    `create table notices (case_id bigint not null, seq integer not null, kind text not null, at bigint not null,
       broadcast smallint not null, data text not null, done smallint not null default 0, ts text,
       ${claims}, ${retries}, primary key (case_id, seq))`,
    `create index notices_to_say on notices (case_id, seq) where done = 0`,

    `create table locks (name text primary key, owner text not null, expires_at bigint not null)`,
    `create table watches (queue text primary key, watch text not null)`,
  ],
};
