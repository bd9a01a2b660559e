import { z } from 'zod';
import type { FormValues } from '../../receive/form-values.ts';
import { type BulkActName, bulkActOf, bulkActs, type Chosen } from './acts.ts';
import { blocks, mostCases } from './form.ts';

const caseId = z.number().int().positive();
const names = Object.keys(bulkActs) as [BulkActName, ...BulkActName[]];
const chosenSchema = z.strictObject({
  act: z.enum(names),
  ids: z.array(caseId).min(1),
  to: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,20}$/)
    .nullable(),
}) satisfies z.ZodType<Chosen>;

/** Null: it is no confirmation of ours. It went through somebody's hands, so it may still be too many. */
export function chosenIn(value: string): Chosen | null {
  try {
    return chosenSchema.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}

/** What was filled in; null: not all that is needed. */
export function chosenBy(values: FormValues): Chosen | null {
  const act = values.one(blocks.what);
  const asks = names.includes(act as BulkActName) && bulkActOf(act as BulkActName).asksForPerson === true;
  const ids = [...new Set(values.all(blocks.which).map(Number))];
  return chosenSchema.safeParse({ act, ids, to: asks ? values.one(blocks.whom) : null }).data ?? null;
}

export function isTooMany({ ids }: Chosen): boolean {
  return ids.length > mostCases;
}
