/** What a CloudTrail record tells of its caller. Source: CloudTrail user guide, "CloudTrail userIdentity element". */
export interface Caller {
  readonly type: string | undefined;
  readonly arn: string | undefined;
  readonly principalId: string | undefined;
  readonly userName: string | undefined;
  /** The service that made the call. */
  readonly invokedBy: string | undefined;
  /** Behind an assumed role: the role's name, and who took it, where they had to say. */
  readonly role: string | undefined;
  readonly sourceIdentity: string | undefined;
}

const longestName = 64;

/**
 * The human where the record tells: who took the role, or the name of the session, which SSO and most tools make the
 * person's own, with the role; then the user's name, `root`, the service. Outside text, shortened.
 */
export function personBehind(caller: Caller): string | undefined {
  const inArn = caller.arn?.split('/').at(-1);
  const name = (caller.sourceIdentity ?? (caller.role === undefined ? caller.userName : inArn))?.slice(
    0,
    longestName,
  );
  if (name === undefined) {
    if (caller.type === 'Root') return 'root';
    return (caller.invokedBy ?? inArn ?? caller.principalId)?.slice(0, longestName);
  }
  const role = caller.role && permissionSetIn(caller.role).slice(0, longestName);
  return role === undefined || role === name ? name : `${name} (${role})`;
}

/** `Admin` of `AWSReservedSSO_Admin_0123456789abcdef`, as IAM Identity Center names the roles that it makes. */
function permissionSetIn(role: string): string {
  return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1] ?? role;
}
