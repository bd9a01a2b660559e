import type { Config } from '../../config/config.ts';
import { openStore } from '../../store/open.ts';
import { type Check, clause } from './check.ts';

/** Opens the database as `start` would, migrations included. */
export async function checkDatabase(config: Config): Promise<Check[]> {
  // The address may hold a password: only its kind is said.
  const kind = config.database.startsWith('sqlite:') ? config.database : 'PostgreSQL';
  try {
    const store = await openStore(config.database);
    await store.ping();
    await store.close();
    return [{ state: 'good', what: `database ${kind}` }];
  } catch (error) {
    const todo = `It does not open: ${clause(error)}. Check database in the configuration, or YAGURA_DATABASE_URL.`;
    return [{ state: 'bad', what: `database ${kind}`, todo }];
  }
}
