import type { WebClient } from '@slack/web-api';
import { RetryableError } from '../../shared/errors.ts';

/** Which workspace this is. */
interface Identity {
  readonly teamId: string;
  /** `https://example.slack.com/`; null when Slack does not say. */
  readonly url: string | null;
}

export interface Workspace {
  /** auth.test, asked once it succeeds; throws what the client throws. */
  read(): Promise<Identity>;
  permalink(channelId: string, ts: string): string | null;
}

export function createWorkspace(client: WebClient): Workspace {
  let known: Identity | null = null;
  return {
    async read() {
      if (known) return known;
      const { team_id: teamId, url } = await client.auth.test();
      if (!teamId) throw new RetryableError('auth.test named no workspace');
      known = { teamId, url: url ?? null };
      return known;
    },
    permalink(channelId, ts) {
      if (!known?.url || !/^[A-Z0-9]+$/.test(channelId) || !/^\d+\.\d+$/.test(ts)) return null;
      return `${known.url.replace(/\/$/, '')}/archives/${channelId}/p${ts.replace('.', '')}`;
    },
  };
}
