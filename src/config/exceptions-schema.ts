import { z } from 'zod';
import { spanOr } from './values.ts';

/** What people may accept, and what they ask each other. */
export const exceptionsSchema = z
  .strictObject({
    max: z
      .strictObject({ responder: spanOr('90d'), approver: spanOr('180d'), admin: spanOr('365d') })
      .prefault({})
      .meta({ description: 'How far away the review may be that each role asks for or grants.' }),
    requestsExpire: spanOr('7d').meta({
      description: 'How long a request for an exception or a suppression waits for an approver.',
    }),
  })
  .prefault({});
