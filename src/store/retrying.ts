import { setTimeout as delay } from 'node:timers/promises';
import { isCollision } from './errors.ts';
import { inTransaction, type Session } from './session.ts';

const mostTries = 6;

/** Everything or nothing; when two replicas stood in each other's way, the one that lost begins anew. */
export async function retrying<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(session, work);
    } catch (error) {
      if (attempt >= mostTries || !isCollision(error)) throw error;
      await delay(Math.random() * 20 * 2 ** attempt);
    }
  }
}
