import type { Migration } from './migration.ts';

const refusal = 'rows are only ever added to the audit log';
/** Both are only ever added to: the log, and what others were told of it. */
const guarded = ['audit', 'audit_anchors'] as const;

/**
 * Who did what, chained row by row. Whoever owns the tables can take these guards away, so they are against mistakes
 * and against statements that were smuggled in; what was done without them shows in the chain.
 */
export const audit: Migration = {
  name: '005-audit',
  statements: ({ name, types: { key, text } }) => [
    `create table audit (seq ${key} primary key, at bigint not null, actor text, role text, surface text not null,
       act text not null, outcome text not null, target text, before_json ${text}, after_json ${text}, reason text,
       previous_hash text not null, hash text not null)`,
    `create index audit_by_target on audit (target, seq) where target is not null`,
    `create index audit_by_actor on audit (actor, seq) where actor is not null`,
    `create index audit_in_time on audit (at, seq)`,
    // One row: whoever adds to the log holds it until they are done.
    `create table audit_head (id ${key} primary key, seq bigint not null, hash text not null)`,
    `insert into audit_head (id, seq, hash) values (1, 0, '${'0'.repeat(64)}')`,
    `create table audit_anchors (seq ${key} primary key, hash text not null, at bigint not null)`,
    ...(name === 'sqlite'
      ? guarded.flatMap(sqliteGuards)
      : [postgresGuard, ...guarded.flatMap(postgresGuards)]),
  ],
};

/** `insert or replace` deletes without asking the trigger on deletes (sqlite.org/lang_conflict.html). */
function sqliteGuards(table: string): string[] {
  const abort = `select raise(abort, '${refusal}')`;
  return [
    `create trigger ${table}_update before update on ${table} begin ${abort}; end`,
    `create trigger ${table}_delete before delete on ${table} begin ${abort}; end`,
    `create trigger ${table}_replace before insert on ${table}
       when exists (select 1 from ${table} where seq = new.seq) begin ${abort}; end`,
  ];
}

const postgresGuard = `create function refuse_audit_change() returns trigger language plpgsql
  as $$ begin raise exception '${refusal}' using errcode = 'insufficient_privilege'; end $$`;

function postgresGuards(table: string): string[] {
  return [
    `create trigger ${table}_rows before update or delete on ${table}
       for each row execute function refuse_audit_change()`,
    `create trigger ${table}_all before truncate on ${table}
       for each statement execute function refuse_audit_change()`,
    `revoke update, delete, truncate on ${table} from public, current_user`,
  ];
}
