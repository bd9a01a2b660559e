import type { Job } from './job.ts';
import { queueWatch } from './queue-watch/queue-watch.ts';
import { retention } from './retention/retention.ts';

export const jobs: readonly Job[] = [queueWatch, retention];
