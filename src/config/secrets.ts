import { UsageError } from '../shared/errors.ts';
import type { Config, Environment } from './config.ts';

/** Kept apart from the file, so that neither a log line nor `doctor` can print them by accident. */
export interface Secrets extends SlackSecrets {
  /** With a pager by webhook only. */
  readonly pager: PagerSecrets | null;
}

export interface SlackSecrets {
  readonly botToken: string;
  /** Socket Mode only. */
  readonly appToken: string | null;
  /** HTTP mode only. */
  readonly signingSecret: string | null;
}

/** At least one of the two is there. */
export interface PagerSecrets {
  /** Signs what is sent to a webhook of one's own. */
  readonly secret: string | null;
  /** PagerDuty's word for the service that is to call people. */
  readonly routingKey: string | null;
}

/** Secrets come from the environment. Throws UsageError that names the missing variable. */
export function loadSecrets(
  { slack, pager }: Pick<Config, 'slack' | 'pager'>,
  environment: Environment = process.env,
): Secrets {
  return { ...loadSlackSecrets(slack, environment), pager: loadPagerSecrets(pager, environment) };
}

export function loadSlackSecrets(
  { mode }: Pick<Config['slack'], 'mode'>,
  environment: Environment = process.env,
): SlackSecrets {
  const need = (name: string, what: string): string => {
    const value = environment[name];
    if (!value) throw new UsageError(`The environment variable ${name} is not set; it holds ${what}.`);
    return value;
  };
  return {
    botToken: need('SLACK_BOT_TOKEN', "the Slack app's bot token (xoxb-…)"),
    appToken: mode === 'socket' ? need('SLACK_APP_TOKEN', "the Slack app's app-level token (xapp-…)") : null,
    signingSecret: mode === 'http' ? need('SLACK_SIGNING_SECRET', "the Slack app's signing secret") : null,
  };
}

/** Null: the pager needs none. A webhook that believed anybody would let anybody wake people, so it needs one. */
export function loadPagerSecrets(
  pager: Config['pager'],
  environment: Environment = process.env,
): PagerSecrets | null {
  if (pager?.kind !== 'webhook') return null;
  const secret = environment['YAGURA_PAGER_SECRET'] || null;
  const routingKey = environment['YAGURA_PAGER_ROUTING_KEY'] || null;
  if (secret === null && routingKey === null)
    throw new UsageError(
      'pager.webhook needs the environment variable YAGURA_PAGER_SECRET, which signs its messages, or YAGURA_PAGER_ROUTING_KEY, for PagerDuty.',
    );
  return { secret, routingKey };
}
