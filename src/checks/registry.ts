import { accessKey } from './access-key.ts';
import type { Check } from './check.ts';
import { openPort } from './open-port.ts';
import { publicBucket } from './public-bucket.ts';
import { roleTrust } from './role-trust.ts';
import { sharedSnapshot } from './shared-snapshot.ts';
import { trailLogging } from './trail-logging.ts';
import { userMfa } from './user-mfa.ts';
import { volumeEncryption } from './volume-encryption.ts';

/** The first that has something to say about a finding is asked. */
export const checks: readonly Check[] = [
  openPort,
  publicBucket,
  accessKey,
  userMfa,
  trailLogging,
  sharedSnapshot,
  roleTrust,
  volumeEncryption,
];
