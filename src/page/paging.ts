import { createEngine, type Engine } from '../reconcile/engine.ts';
import { tellPagerOfLeases } from './lease-page.ts';
import { type PagingDeps, tellPager } from './page-task.ts';
import type { Pager } from './pager.ts';
import { createWebhookPager } from './webhook.ts';

/** Where pages go, as the configuration says it; null: nowhere. */
export type PagerSettings =
  | { readonly kind: 'sns'; readonly topicArn: string }
  | { readonly kind: 'webhook'; readonly url: string }
  | null;

export interface PagerSecrets {
  readonly secret: string | null;
  readonly routingKey: string | null;
}

/** Null where nobody is configured to be told. */
export async function createPager(
  settings: PagerSettings,
  secrets: PagerSecrets | null,
  now: () => number,
): Promise<Pager | null> {
  if (settings === null) return null;
  if (settings.kind === 'webhook') {
    const { secret = null, routingKey = null } = secrets ?? {};
    return createWebhookPager({ url: settings.url, secret, routingKey, now });
  }
  // Loaded only here: an SDK client takes megabytes, and most have no topic.
  const [{ createSns }, { createSnsPager }] = await Promise.all([
    import('../aws/sns.ts'),
    import('./sns.ts'),
  ]);
  // arn:<partition>:sns:<region>:<account>:<topic>; a topic is only known in its own region.
  const region = settings.topicArn.split(':')[3] ?? '';
  return createSnsPager(settings.topicArn, createSns({ region }));
}

/** Has an engine of its own: Slack being away or slow must not keep anybody from being woken. */
export function createPaging(deps: PagingDeps): Engine {
  return createEngine({
    tasks: [tellPagerOfLeases(deps), tellPager(deps)],
    clock: deps.clock,
    logger: deps.logger,
    // Each page is claimed in SQL, so every replica may send.
    mayAct: async () => true,
  });
}
