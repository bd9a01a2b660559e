/** Who makes a call, as far as a policy can tell. */
export interface Caller {
  readonly account: string;
  /** Of the role's session; of the account's root for keys that STS did not give out. */
  readonly arn: string;
  /** The role, for those who have taken one. */
  readonly roleArn: string | null;
  readonly userId: string;
  readonly sourceIdentity: string | null;
}
