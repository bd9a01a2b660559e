import { claims, type Migration, retries } from './migration.ts';

/** Cases of several findings, what keeps cases quiet, whom they call and when, storms, pages and relations. */
export const triage: Migration = {
  name: '002-triage',
  statements: (dialect) => [
    ...cases,
    ...findings,
    ...cards,
    ...relations(dialect.types, dialect.clustered),
    ...decisions(dialect.types),
    `alter table notices add column mentions text not null default '[]'`,
    `alter table ledger add column rule text`,
    `alter table ledger add column trace text`,
    `create table pages (case_id ${dialect.types.key} primary key, want text not null, wanted bigint not null,
       sent bigint not null default 0, wanted_at bigint not null, ${claims}, ${retries})`,
    `create index pages_to_send on pages (wanted_at) where wanted > sent`,
  ],
};

// A case of the first version has one finding, so its own columns say what its tally is.
const tallyOfOne = [
  ...[0, 1, 2, 3, 4].map((rank) => `state = 'open' and severity_rank = ${rank}`),
  `1 = 0`,
  `resolution = 'fixed'`,
  `resolution = 'gone'`,
  `state = 'external'`,
].map((holds) => `(case when ${holds} then '1' else '0' end)`);

const cases = [
  ...[
    ...[
      'quiet text',
      'folded_into text',
      'flapping smallint not null default 0',
      'policy text',
      'owner text',
    ],
    ...['unowned smallint not null default 0', 'mention_at bigint', 'acknowledged_at bigint'],
    ...['acknowledged_until bigint', 'next_at bigint', `details text not null default '{}'`],
    ...['product text', 'type text', 'account_id text', 'region text'],
  ].map((column) => `alter table cases add column ${column}`),
  `update cases set details = '{"tally":[' || ${tallyOfOne.join(` || ',' || `)} || '],"shown":true}'`,
  `create index cases_by_time on cases (next_at) where next_at is not null`,
  `create index cases_to_mention on cases (mention_at) where mention_at is not null`,
  `create index cases_acknowledged on cases (id) where state = 'acknowledged'`,
  `create index cases_suppressed on cases (quiet, type, id) where state = 'suppressed'`,
];

const findings = [
  `alter table findings add column weight smallint not null default 0`,
  `drop index findings_by_case`,
  `create index findings_by_case on findings (case_id, weight desc, identity) where case_id is not null`,
];

const cards = [
  `alter table cards add column data text`,
  `alter table cards add column storm text`,
  `alter table cards add column about bigint`,
  `create index cards_about on cards (about) where about is not null`,
  // Cards of Medium and lower come after those that speak for many cases.
  `update cards set urgency = 1 where urgency = 2 and case_id is not null`,
  `drop index cards_to_post`,
  `create index cards_to_post on cards (urgency desc, dirty_since, channel)
     where wanted > shown and ts is null and storm is null`,
  `create index cards_in_storm on cards (storm, created_at) where storm is not null`,
  `create table open_storms (channel text primary key, key text not null)`,
];

const relations = ({ text }: { readonly text: string }, clustered: string) => [
  `create table traits (trait ${text} not null, case_id bigint not null, at bigint not null,
     primary key (trait, case_id)) ${clustered}`,
  `create table signals (signal ${text} not null, case_id bigint not null, primary key (signal, case_id)) ${clustered}`,
  `create index signals_by_case on signals (case_id)`,
];

const decisions = ({ id, text }: { readonly id: string; readonly text: string }) => [
  `create table suppressions (id ${id}, matcher text not null, matcher_version integer not null,
     severity_rank smallint not null, reason text not null, author text not null, case_id bigint, channel text not null,
     created_at bigint not null, ends_at bigint not null, idle bigint, hits bigint not null default 0,
     last_hit_at bigint, ended_how text, ended_at bigint, ended_by text, reminded_at bigint, sweep_after bigint)`,
  `create index suppressions_live on suppressions (ends_at) where ended_at is null`,
  `create index suppressions_to_sweep on suppressions (id) where sweep_after is not null`,
  `create table oncall_overrides (id ${id}, from_at bigint not null, until_at bigint not null, user_id text not null,
     said_by text not null)`,
  // Grows with every change of the two above, so that whoever keeps them in memory knows when to read again.
  `create table versions (name text primary key, version bigint not null)`,
  `insert into versions (name, version) values ('decisions', 0)`,
  `create table wishes (identity ${text} primary key, wish text not null, at bigint not null)`,
  `create table disturbances (place text not null, minute bigint not null, times bigint not null,
     primary key (place, minute))`,
];
