import type { Logger as SlackLogger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from '../../shared/logger.ts';

// Tokens, the ticket in a socket's address, and response_urls, which are keys as well.
const secrets = /xox[a-z]-[\w-]+|xapp-[\w-]+|wss?:\/\/\S+|https?:\/\/hooks\.slack\.com\/\S+|ticket=[\w-]+/g;

/**
 * Slack's own libraries speak through our log. Their debug lines hold whole payloads and are left out; the rest is
 * cut and cleared of secrets.
 */
export function slackLogger(logger: Logger): SlackLogger {
  const said = (parts: readonly unknown[]) => ({
    said: parts
      .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
      .join(' ')
      .replace(secrets, '[secret]')
      .slice(0, 300),
  });
  return {
    debug() {},
    info: (...parts) => logger.debug(said(parts), "Slack's library informs"),
    warn: (...parts) => logger.warn(said(parts), "Slack's library warns"),
    error: (...parts) => logger.error(said(parts), "Slack's library reports an error"),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
