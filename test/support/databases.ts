import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.ts';
import { startPostgres } from './postgres.ts';

/** Where one test file gets its databases from. */
export interface DatabaseServer {
  /** The address of a fresh database with its tables: a copy of one that was made once, which takes a tenth of the time. */
  create(): Promise<string>;
  /** The same without tables. */
  createEmpty(): Promise<string>;
  stop(): Promise<void>;
}

/** For `describe.each`: what SQL keeps, it keeps alike on both. */
export const databases: readonly { readonly name: string; start(): Promise<DatabaseServer> }[] = [
  { name: 'sqlite', start: sqliteFiles },
  { name: 'postgres', start: postgresServer },
];

async function sqliteFiles(): Promise<DatabaseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-sqlite-'));
  const template = once(async () => {
    await withTables(`sqlite:${join(folder, 'template.db')}`);
    return join(folder, 'template.db');
  });
  let next = 1;
  return {
    async create() {
      const path = join(folder, `${next++}.db`);
      await copyFile(await template(), path);
      return `sqlite:${path}`;
    },
    createEmpty: async () => `sqlite:${join(folder, `${next++}.db`)}`,
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresServer(): Promise<DatabaseServer> {
  const server = await startPostgres();
  const template = once(async () => {
    const address = await server.createDatabase();
    await withTables(address);
    return new URL(address).pathname.slice(1);
  });
  return {
    create: async () => server.createDatabase(await template()),
    createEmpty: () => server.createDatabase(),
    stop: () => server.stop(),
  };
}

async function withTables(address: string): Promise<void> {
  const store = await openStore(address);
  await store.close();
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
