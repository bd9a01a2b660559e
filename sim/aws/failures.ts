import type { Caller } from './caller.ts';
import type { AwsFault } from './faults.ts';
import type { Identified } from './roles.ts';
import { CommonFailure } from './service.ts';

// What every service says in the same words.

export function denied(caller: Caller, action: string): CommonFailure {
  return new CommonFailure('denied', `User: ${caller.arn} is not authorized to perform: ${action}`);
}

export function badCredentials(problem: NonNullable<Identified['problem']>): CommonFailure {
  const messages = {
    expired: 'The security token included in the request is expired',
    unrecognised: 'The security token included in the request is invalid.',
    'unknown-key': 'The security token included in the request is invalid.',
    unsigned: 'Missing Authentication Token',
  };
  return new CommonFailure(problem, messages[problem]);
}

/** How a fault shows that is answered at all. */
export function faultFailure(
  kind: Exclude<AwsFault['kind'], 'timeout' | 'cut'>,
  { caller, action }: { readonly caller: Caller; readonly action: string },
): CommonFailure {
  switch (kind) {
    case 'throttled':
      return new CommonFailure('throttled', 'Rate exceeded');
    case 'error':
      return new CommonFailure('broken', 'An internal error has occurred.');
    case 'expired-token':
      return badCredentials('expired');
    case 'access-denied':
      return denied(caller, action);
  }
}
