import { claims, type Migration, retries } from './migration.ts';

/** Lines of the threads of leases and runbooks; said once each, several of one minute as one message. */
export const stories: Migration = {
  name: '032-stories',
  statements: ({ types: { id, text } }) => [
    `create table story_lines (id ${id}, card ${text} not null, kind text not null, at bigint not null,
       data text not null, done smallint not null default 0, ts text, ${claims}, ${retries})`,
    `create index story_lines_to_tell on story_lines (card, id) where done = 0`,
    `create index story_lines_by_age on story_lines (at)`,
  ],
};
