import { findContradictions } from './contradictions.ts';
import { fileParts } from './file-schema.ts';

/** The whole configuration file, with what its parts must not say against each other. */
export const fileSchema = fileParts.superRefine((config, context) => {
  for (const { path, message } of findContradictions(config))
    context.addIssue({ code: 'custom', path: [...path], message });
});
