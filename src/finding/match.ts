import type { ControlClass } from './control-class.ts';
import type { Compliance, FindingKind } from './finding.ts';
import type { Severity } from './severity.ts';

/**
 * What a policy or a suppression is about. A list holds alternatives, keys are joined by *and*, and an absent key
 * restricts nothing. Texts are globs (`*`, `?`; `\*` and `\?` literally), any letter case; `title` is looked for inside
 * the title. `identity` is no glob: it is taken as it stands.
 */
export interface Match {
  /** This very finding; suppressions made from a card. */
  readonly identity?: readonly string[];
  readonly kind?: readonly FindingKind[];
  /** A door (`securityhub`) or a product (`GuardDuty`, `Inspector`). */
  readonly source?: readonly string[];
  /** GuardDuty's type or the product's. */
  readonly type?: readonly string[];
  /** A Security Hub control's id: `S3.8`, `IAM.*`. */
  readonly control?: readonly string[];
  /** `FSBP`, `CIS*`. */
  readonly standard?: readonly string[];
  readonly severity?: readonly Severity[];
  readonly compliance?: readonly Compliance[];
  /** Id or name. */
  readonly account?: readonly string[];
  readonly environment?: readonly string[];
  readonly accountTag?: Readonly<Record<string, string>>;
  readonly region?: readonly string[];
  readonly resourceType?: readonly string[];
  /** Id, name or ARN. */
  readonly resource?: readonly string[];
  readonly resourceTag?: Readonly<Record<string, string>>;
  readonly principal?: readonly string[];
  /** The address that acted, as the detector wrote it. */
  readonly remoteAddress?: readonly string[];
  readonly title?: readonly string[];
  readonly sample?: boolean;
  readonly controlClass?: readonly ControlClass[];
}

/** Kept with each suppression: what a matcher meant when it was saved is what it means until its end. */
export const matcherVersion = 1;
