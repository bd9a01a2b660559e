import { ErrorCode } from '@slack/web-api';

/** Slack answered, and said one of these. */
export function isPlatformError(error: unknown, names: readonly string[]): boolean {
  const said = error as { code?: unknown; data?: { error?: unknown } } | null;
  return said?.code === ErrorCode.PlatformError && names.includes(String(said.data?.error));
}

const badCredentials = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
  'missing_scope',
];

/** The token is wrong, revoked, or may not do this: trying again cannot help. */
export function hasBadCredentials(error: unknown): boolean {
  return isPlatformError(error, badCredentials);
}
