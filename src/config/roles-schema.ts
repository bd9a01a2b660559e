import { z } from 'zod';
import { accountId, slackActor, slackUser } from './values.ts';

const place = z.string().min(1).max(80);

const holder = z.union([
  slackActor,
  z
    .strictObject({
      who: slackActor,
      accounts: z
        .array(z.union([accountId, place]))
        .min(1, 'names at least one, or is left out')
        .exactOptional()
        .meta({ description: 'Ids, or names of accounts.' }),
      environments: z.array(place).min(1, 'names at least one, or is left out').exactOptional(),
    })
    .meta({ description: 'Only there; of accounts and environments, both have to hold.' }),
]);

/** Who may do what: a Slack user or user group, everywhere or in some accounts. */
export const rolesSchema = z
  .strictObject({
    viewer: z.union([z.literal('channel-members'), z.array(slackActor)]).default('channel-members'),
    responder: z.array(holder).default([]),
    approver: z.array(holder).default([]),
    admin: z.array(holder).default([]),
  })
  .prefault({});

const person = z.strictObject({
  slack: z.array(slackUser).min(1, 'names at least one').max(20),
  principals: z
    .array(z.string().min(3).max(2_048))
    .max(50)
    .default([])
    .meta({ description: 'E-mail addresses and ARNs by which AWS knows this person.' }),
});

/** Humans with several accounts: nobody approves with one what they asked for with the other. */
export const peopleSchema = z
  .array(person)
  .default([])
  .meta({ description: 'Who is one person, in spite of several Slack accounts and AWS principals.' });
