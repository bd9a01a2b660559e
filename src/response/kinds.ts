import type { LeaseKind } from '../finding/lease-spec.ts';
import { accessKey } from './access-key/access-key.ts';
import { isolate } from './isolate/isolate.ts';
import type { ResponseKind } from './kind.ts';
import { securityGroup } from './security-group/security-group.ts';

/** Every kind of lease. */
export const kinds: Readonly<Record<LeaseKind, ResponseKind>> = {
  'security-group': securityGroup,
  isolate,
  'access-key': accessKey,
};
