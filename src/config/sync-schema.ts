import { z } from 'zod';

/** Reading findings back from AWS. */
export const syncSchema = z.enum(['off', 'on']).default('off').meta({
  description:
    'on: at the first start, daily and after an outage, findings are read back from GuardDuty and Security Hub.',
});
