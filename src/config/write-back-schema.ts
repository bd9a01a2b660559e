import { z } from 'zod';

const offOrOn = z.enum(['off', 'on']).default('off');

/** What Security Hub and GuardDuty are told of decisions; nothing, unless the file says so. */
export const writeBackSchema = z
  .strictObject({
    mode: z
      .enum(['off', 'dry-run', 'on'])
      .default('off')
      .meta({ description: 'dry-run: work out and log what would be written, and write nothing.' }),
    suppress: offOrOn.meta({
      description:
        'Also suppress in Security Hub what policies notify or accept; `yagura writeback preview` counts it first.',
    }),
    guardDuty: offOrOn.meta({
      description: 'Also archive findings in GuardDuty, and tell it whether they were of use.',
    }),
  })
  .prefault({});
