/** An AWS account as the team knows it. What the configuration does not list is *unowned*. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** The team's own word: `prod`, `staging`, `sandbox`. */
  readonly environment: string | null;
  /** Slack user id (`U…`) or user group id (`S…`). */
  readonly owner: string | null;
  /** Where its cases go, without `#`; null: the default channel. */
  readonly channel: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Roles of IAM that we take there, where they are not those of every account. */
  readonly roles?: AccountRoles;
}

/** What we go into an account for, and the name of the role for it, with its path. */
export type AccountRoles = Readonly<
  Partial<
    Record<
      'read' | 'write-back' | 'response',
      {
        readonly name: string;
        /** What its trust policy asks for. */
        readonly externalId?: string;
      }
    >
  >
>;
