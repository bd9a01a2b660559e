import { expect, test } from 'vitest';
import { manifest } from './manifest.ts';

test('Socket Mode asks for no address', () => {
  expect(manifest({ mode: 'socket' })).toEqual({
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Yagura',
      description: 'AWS security alerts as cards that people can trust',
      background_color: '#1d2b3a',
    },
    features: {
      bot_user: { display_name: 'Yagura', always_online: true },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      shortcuts: [
        ['ack', 'Acknowledge'],
        ['assign', 'Assign…'],
        ['suppress', 'Suppress…'],
        ['done', 'Done…'],
        ['note', 'Note…'],
      ].map(([callback_id, name]) => ({
        ...{ callback_id, name, type: 'message', description: 'About the case whose card this is' },
      })),
      slash_commands: [
        {
          command: '/secfind',
          description: 'Finds cases and tells why something is here or not',
          usage_hint: '[words] [severity:high account:prod since:24h …] | Y12 | why <id> | help',
          should_escape: true,
        },
        {
          command: '/secack',
          description: 'Takes a case, or gives it back',
          usage_hint: 'Y12 [for 4h] | Y12 release | help',
          should_escape: true,
        },
        {
          command: '/secassign',
          description: 'Says whose a case is',
          usage_hint: 'Y12 @somebody | Y12 me | Y12 nobody | help',
          should_escape: true,
        },
        {
          command: '/secsuppress',
          description: 'Keeps a case, and what is like it, quiet for a while',
          usage_hint: 'Y12 | Y12 for 2h because … | help',
          should_escape: true,
        },
        {
          command: '/secsg',
          description: 'Lends access for a while, and cuts instances off',
          usage_hint: 'attach web-7 ssh from me for 2h because … | isolate web-7 | list | help',
          should_escape: true,
        },
        {
          command: '/sec',
          description: 'On-call, suppressions, policies, and all commands',
          usage_hint:
            'help | oncall | note Y12 … | resolve Y12 … | due Y12 … | suppressions | lift S12 | policy | rules',
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      scopes: {
        bot: [
          'chat:write',
          'commands',
          'app_mentions:read',
          'channels:read',
          'groups:read',
          'channels:history',
          'groups:history',
          'files:write',
          'im:write',
          'users:read.email',
          'users:read',
          'usergroups:read',
        ],
      },
    },
    settings: {
      event_subscriptions: { bot_events: ['app_home_opened', 'app_mention'] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  });
});

test('HTTP mode names one address for everything', () => {
  const made = manifest({ mode: 'http', requestUrl: 'https://yagura.example.com' });
  expect(made.settings).toMatchObject({
    socket_mode_enabled: false,
    interactivity: { is_enabled: true, request_url: 'https://yagura.example.com/slack/events' },
    event_subscriptions: { request_url: 'https://yagura.example.com/slack/events' },
  });
  const urls = made.features.slash_commands.map((one) => 'url' in one && one.url);
  expect(new Set(urls)).toEqual(new Set(['https://yagura.example.com/slack/events']));
});

test('what Slack’s own screens show fits into them', () => {
  const { features, display_information } = manifest({ mode: 'socket' });
  expect(features.shortcuts.length).toBeLessThanOrEqual(5);
  for (const { name } of features.shortcuts) expect(name.length).toBeLessThanOrEqual(24);
  expect(display_information.description.length).toBeLessThanOrEqual(140);
  for (const { description, usage_hint } of features.slash_commands) {
    expect(description.length).toBeLessThanOrEqual(2_000);
    expect(usage_hint.length).toBeLessThanOrEqual(1_000);
  }
});
