import type { Migration } from './migration.ts';

/** Who was asked whether it was them, about which case, and what they said. */
export const questions: Migration = {
  name: '020-questions',
  statements: ({ types: { text } }) => [
    `create table questions (case_id bigint primary key, state ${text} not null, principal text not null,
       leaked smallint not null, asked_of text, language text, time_zone text, asked_at bigint, until bigint, answered_at bigint)`,
    `create index questions_waiting on questions (state, until) where state in ('wanted', 'asked')`,
  ],
};
