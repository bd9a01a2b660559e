import { guardDuty } from './guard-duty.ts';
import type { Reader } from './reader.ts';
import { securityHub } from './security-hub.ts';

/** Every service that findings are read back from. */
export const readers: Readonly<Record<Reader['source'], Reader>> = {
  guardduty: guardDuty,
  securityhub: securityHub,
};
