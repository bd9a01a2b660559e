import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { notifiesOf } from './mentions.ts';

const section = (text: Json): Json => ({ blocks: [{ type: 'section', text }] });

describe('whom a message would ring up', () => {
  it.each<[what: string, content: Json, notifies: string[]]>([
    ['a written channel mention', { text: '<!channel> look' }, ['<!channel>']],
    ['written people and groups', { text: '<@U0BOB> <!subteam^S0SEC>' }, ['<@U0BOB>', '<!subteam^S0SEC>']],
    ['an escaped mention', { text: '&lt;!channel&gt;' }, []],
    ['a raw @here in the text', { text: '@here' }, []],
    ['a raw @here with link_names', { text: '@here', link_names: true }, ['@here']],
    ['a raw @everyone in mrkdwn', section({ type: 'mrkdwn', text: 'all @everyone' }), ['@everyone']],
    ['the same, verbatim', section({ type: 'mrkdwn', text: 'all @everyone', verbatim: true }), []],
    [
      'a written mention though verbatim',
      section({ type: 'mrkdwn', text: '<!here>', verbatim: true }),
      ['<!here>'],
    ],
    ['plain text', section({ type: 'plain_text', text: '<!here> @here' }), []],
    ['an address of mail', section({ type: 'mrkdwn', text: 'ops@here.example' }), []],
    ['an attachment', { attachments: [{ text: '<!here>', blocks: [] }] }, ['<!here>']],
    [
      'rich text',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'broadcast', range: 'here' },
                  { type: 'user', user_id: 'U0BOB' },
                  { type: 'text', text: '<!channel>' },
                ],
              },
            ],
          },
        ],
      },
      ['<!here>', '<@U0BOB>'],
    ],
  ])('%s', (_what, content, notifies) => {
    expect(notifiesOf(content)).toEqual(notifies);
  });
});
