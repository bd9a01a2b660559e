// Rich text: docs.slack.dev/reference/block-kit/blocks/rich-text-block. No length limits are published; the cap on
// all blocks of a message still counts its text.
import { choice, flag, integer, list, number, oneOf, pick, type Rule, shape, text, url } from './rule.ts';
import { identifier } from './texts.ts';

const look = {
  style: shape({
    optional: {
      bold: flag,
      code: flag,
      italic: flag,
      strike: flag,
      underline: flag,
      highlight: flag,
      client_highlight: flag,
      unlink: flag,
    },
  }),
};
const anyLength = (min = 1) => text(Number.MAX_SAFE_INTEGER, min);

const inline: Readonly<Record<string, Rule>> = {
  text: shape({ required: { text: anyLength() }, optional: look }),
  link: shape({ required: { url }, optional: { text: anyLength(0), unsafe: flag, ...look } }),
  emoji: shape({
    required: { name: anyLength() },
    optional: { unicode: anyLength(), url, skin_tone: integer(1, 6), ...look },
  }),
  user: shape({ required: { user_id: anyLength() }, optional: look }),
  usergroup: shape({ required: { usergroup_id: anyLength() }, optional: look }),
  channel: shape({ required: { channel_id: anyLength() }, optional: look }),
  team: shape({ required: { team_id: anyLength() }, optional: look }),
  broadcast: shape({ required: { range: choice('here', 'channel', 'everyone') }, optional: look }),
  color: shape({ required: { value: anyLength() }, optional: look }),
  date: shape({
    required: { timestamp: number, format: anyLength() },
    optional: { url, fallback: anyLength(), ...look },
  }),
};
const inlines = list(oneOf(inline), Number.MAX_SAFE_INTEGER, 0);
const border = choice(0, 1);
const section = shape({ required: { elements: inlines } });

export const richText = oneOf({
  rich_text: shape({
    required: {
      elements: list(
        oneOf({
          rich_text_section: section,
          rich_text_list: shape({
            required: {
              style: choice('bullet', 'ordered'),
              elements: list(oneOf({ rich_text_section: section }), Number.MAX_SAFE_INTEGER),
            },
            optional: { indent: integer(0, 8), offset: integer(0, Number.MAX_SAFE_INTEGER), border },
          }),
          rich_text_quote: shape({ required: { elements: inlines }, optional: { border } }),
          rich_text_preformatted: shape({
            required: { elements: list(oneOf(pick(inline, ['text', 'link'])), Number.MAX_SAFE_INTEGER, 0) },
            optional: { border, language: text(255) },
          }),
        }),
        Number.MAX_SAFE_INTEGER,
        0,
      ),
    },
    optional: { block_id: identifier },
  }),
});
