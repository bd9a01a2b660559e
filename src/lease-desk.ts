import type { LeaseDesk, Troubled } from './finding/lease-desk.ts';
import type { Response } from './response/open.ts';
import { Trouble } from './response/trouble.ts';

/** What the response side knows, as people are told it: AWS's troubles are answers, not failures. */
export function deskForPeople({ desk }: Pick<Response, 'desk'>): LeaseDesk {
  return {
    find: desk.find,
    plan: (...asked) => desk.plan(...asked).catch(troubled),
    planAgain: (lease) => desk.planAgain(lease).catch(troubled),
    check: (...asked) => desk.check(...asked).catch(troubled),
  };
}

function troubled(error: unknown): Troubled {
  if (!(error instanceof Trouble)) throw error;
  return { kind: 'trouble', code: error.code, detail: error.detail };
}
