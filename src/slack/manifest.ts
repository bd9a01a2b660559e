import { catalogues } from '../i18n/catalogue.ts';
import { commands } from './commands/registry.ts';
import { slackPath } from './receive/http-door.ts';
import { messageShortcuts } from './shortcuts.ts';

/** Each scope with the calls that need it; `doctor` compares the list with what the token has. */
export const botScopes = {
  'chat:write': 'cards, threads and private answers: chat.postMessage, chat.update, chat.postEphemeral',
  commands: 'slash commands',
  'app_mentions:read': 'acts typed in a thread: @yagura ack',
  'channels:read': 'finds the alert channels and their members: conversations.list, .info, .members',
  'groups:read': 'the same for private channels',
  'channels:history': 'looks for a card before posting it again: conversations.history, .replies',
  'groups:history': 'the same for private channels',
  'files:write': 'pictures in threads: files.getUploadURLExternal, .completeUploadExternal',
  'im:write': 'asks somebody whether it was them: conversations.open',
  'users:read.email': 'finds whom an address belongs to: users.lookupByEmail',
  'users:read': 'who is a full member, and their language: users.info',
  'usergroups:read': 'roles bound to a user group: usergroups.users.list',
} as const;

/**
 * The Slack app's manifest. `requestUrl` is the public https address of this process without a path; only HTTP
 * mode has one. Source of the fields: "App manifest reference" in Slack's documentation.
 */
export function manifest(options: { mode: 'socket' } | { mode: 'http'; requestUrl: string }) {
  const url = options.mode === 'http' ? { url: new URL(slackPath, options.requestUrl).href } : {};
  const requestUrl = options.mode === 'http' ? { request_url: url.url } : {};
  const words = catalogues.en.answers;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Yagura',
      description: words.manifest.description,
      background_color: '#1d2b3a',
    },
    features: {
      bot_user: { display_name: 'Yagura', always_online: true },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      shortcuts: messageShortcuts.map((shortcut) => ({
        name: shortcut.name(words),
        type: 'message',
        callback_id: shortcut.action,
        description: words.shortcuts.description,
      })),
      slash_commands: commands.map((command) => ({
        command: command.name,
        ...url,
        description: command.words(words).summary,
        usage_hint: command.words(words).hint,
        // Turns @carol and #channel into ids: names are not unique, and anybody can change theirs.
        should_escape: true,
      })),
    },
    oauth_config: { scopes: { bot: Object.keys(botScopes) } },
    settings: {
      event_subscriptions: { bot_events: ['app_home_opened', 'app_mention'], ...requestUrl },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: options.mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}
