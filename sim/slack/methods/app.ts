import { app } from '../state.ts';
import type { Method } from './method.ts';

/** docs.slack.dev/reference/methods/auth.test; Slack publishes no tier for it, only "special". */
const authTest: Method = {
  name: 'auth.test',
  tier: 4,
  run: (_call, { state, url }) => ({
    url: `${url}/`,
    team: state.team.name,
    team_id: state.team.id,
    user: app.botName,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  }),
};

/** docs.slack.dev/reference/methods/apps.connections.open; tier 1 is the stricter of two tellings (facts.md §1.5). */
const connectionsOpen: Method = {
  name: 'apps.connections.open',
  tier: 1,
  appToken: true,
  run: (_call, { openSocket }) => ({ url: openSocket() }),
};

export const appMethods: readonly Method[] = [authTest, connectionsOpen];
