import type { AwsAccess } from './aws/access.ts';
import type { Config } from './config/config.ts';
import type { JobDeps } from './jobs/job.ts';
import type { Act } from './operations/registry.ts';
import type { Response } from './response/open.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import type { Repositories } from './store/store.ts';

export interface OpenResponseOptions {
  readonly config: () => Config;
  readonly store: Repositories;
  readonly access: AwsAccess;
  readonly act: Act;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

const driven = ['approved', 'attaching', 'active', 'ending'] as const;

/**
 * What changes AWS for people; null where the configuration knows no leases. One that lives is ended all the same: it was
 * begun by a configuration that knew them.
 */
export async function openResponse(options: OpenResponseOptions): Promise<Response | null> {
  const { config, store } = options;
  const left = await store.leases.list({ states: driven, limit: 1 });
  if (config().leases === null && left.length === 0) return null;
  // Loaded only here: the SDK's clients take megabytes, and many have no leases.
  const { createResponse } = await import('./response/open.ts');
  const response = createResponse({
    ...options,
    policy: () => config().leases,
    places: () => placesOf(config()),
  });
  response.engine.start();
  return response;
}

/** Every account of the configuration, in every Region that is used. */
function placesOf({ accounts, aws }: Config) {
  const regions = aws.regions.length > 0 ? aws.regions : [aws.region];
  return accounts.flatMap(({ id }) => regions.map((region) => ({ account: id, region })));
}

/** What the week's review of leases needs of the deployment. */
export function leaseReviewOf(config: () => Config, response: Response | null): JobDeps['leaseReview'] {
  return {
    channel: () => config().leases?.channel ?? null,
    async takeStock() {
      const found = await response?.desk.takeStock(null);
      return { rows: found?.rows ?? [], missed: found?.missed.length ?? 0 };
    },
  };
}
