import { failureOf } from '../aws/failure.ts';
import type { TroubleCode } from '../finding/lease.ts';
import { PermanentError } from '../shared/errors.ts';

/** A step could not be done. `detail` is a code of AWS's or an id, never free text. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly code: TroubleCode;
  readonly detail: string;
  constructor(code: TroubleCode, detail: string, cause?: unknown) {
    super(`${code} ${detail}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
  }
}

/** The claim is no longer ours, or a person moved the lease on: whoever works on it stops at once. */
export class LostClaim extends Error {
  override readonly name = 'LostClaim';
}

// EC2 Developer Guide, "Error codes for the Amazon EC2 API"; the others from each service's own reference.
const byName: Readonly<Record<string, TroubleCode>> = {
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  AuthFailure: 'denied',
  UnauthorizedOperation: 'denied',
  DependencyViolation: 'in-use',
  ResourceInUse: 'in-use',
  SecurityGroupsPerInterfaceLimitExceeded: 'full',
  NoSuchEntity: 'gone',
  NoSuchEntityException: 'gone',
  ResourceNotFoundException: 'gone',
  TargetGroupNotFoundException: 'gone',
};

/** Sorted by the error's code, never by its words. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const name = error instanceof Error ? error.name : 'unknown';
  if (isMissing(error)) return new Trouble('gone', name, error);
  const known = byName[name];
  if (known !== undefined) return new Trouble(known, name, error);
  // Our own: the configuration has no way in.
  if (error instanceof PermanentError) return new Trouble('denied', name, error);
  if (failureOf(error) === 'denied') return new Trouble('denied', name, error);
  return new Trouble(isRefusal(error) ? 'refused' : 'away', name, error);
}

/** `InvalidGroup.NotFound`, `InvalidNetworkInterfaceID.NotFound` and their like. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    (/^Invalid[A-Za-z]+\.NotFound$/.test(error.name) || byName[error.name] === 'gone')
  );
}

/** AWS understood, and did nothing: neither busy nor away. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || failureOf(error) === 'throttled') return false;
  // A name that is taken may have been taken by our own call, whose answer was lost; a session that ended is renewed.
  if (/Duplicate|Expired|Timeout/.test(error.name)) return false;
  const { $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}

/** Nothing was changed, for sure. */
export function isSureOfNothing({ code }: Trouble): boolean {
  return code === 'denied' || code === 'full' || code === 'refused' || code === 'foreign';
}
