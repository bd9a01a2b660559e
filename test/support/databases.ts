import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.ts';

/** Where one test file gets its databases from. */
export interface DatabaseServer {
  /** The address of a fresh, empty database. */
  create(): Promise<string>;
  stop(): Promise<void>;
}

/** For `describe.each`: what SQL keeps, it keeps alike on both. */
export const databases: readonly { readonly name: string; start(): Promise<DatabaseServer> }[] = [
  { name: 'sqlite', start: sqliteFiles },
  { name: 'postgres', start: postgresServer },
];

async function sqliteFiles(): Promise<DatabaseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-sqlite-'));
  let next = 1;
  return {
    create: async () => `sqlite:${join(folder, `${next++}.db`)}`,
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresServer(): Promise<DatabaseServer> {
  const server = await startPostgres();
  return { create: () => server.createDatabase(), stop: () => server.stop() };
}
