// Block elements: docs.slack.dev/reference/block-kit/block-elements; limits from @slack/types 3.2.0.
import { richText } from './rich-text.ts';
import {
  choice,
  exactlyOneOf,
  flag,
  integer,
  list,
  number,
  only,
  pattern,
  type Rule,
  type Shape,
  shape,
  text,
  url,
} from './rule.ts';
import {
  confirm,
  dispatchConfig,
  identifier,
  initialIsOffered,
  menuOption,
  mrkdwn,
  optionGroup,
  overflowOption,
  plain,
  plainText,
  slackFile,
  style,
  tickOption,
} from './texts.ts';

const confirmable = { action_id: identifier, confirm };
const focusable = { focus_on_load: flag };
const placeholdable = { placeholder: plainText(150) };
const menu = { ...confirmable, ...focusable, ...placeholdable };
const entry = {
  action_id: identifier,
  dispatch_action_config: dispatchConfig,
  ...focusable,
  ...placeholdable,
};
const many = { max_selected_items: integer(1, Number.MAX_SAFE_INTEGER) };

const idList = list(text(255, 1), 100, 0);
const date = pattern(/^\d{4}-\d{2}-\d{2}$/, 'should be a date as YYYY-MM-DD');
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'should be a time as HH:mm');
const filter = shape({
  optional: {
    include: list(choice('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
});

const staticMenu = (extra: Record<string, Rule>): Shape => ({
  optional: { ...menu, options: list(menuOption, 100), option_groups: list(optionGroup, 100), ...extra },
  laws: [exactlyOneOf('options', 'option_groups'), initialIsOffered],
});
const externalMenu = (extra: Record<string, Rule>): Shape => ({
  optional: { ...menu, min_query_length: integer(0, 1000), ...extra },
});
const conversationMenu = (extra: Record<string, Rule>): Shape => ({
  optional: { ...menu, default_to_current_conversation: flag, filter, ...extra },
});
const ticks = (extra: Record<string, Rule>): Shape => ({
  required: { options: list(tickOption, 10) },
  optional: { ...confirmable, ...focusable, ...extra },
  laws: [initialIsOffered],
});
const feedback = shape({
  required: { text: plainText(75), value: text(2000) },
  optional: { accessibility_label: text(75) },
});

/** Pictures and words, as they stand in a context block. */
export const contextElements: Readonly<Record<string, Rule>> = {
  image: shape({
    required: { alt_text: text(2000, 1) },
    optional: { image_url: url, slack_file: slackFile },
    laws: [exactlyOneOf('image_url', 'slack_file')],
  }),
  plain_text: plain(3000),
  mrkdwn: mrkdwn(3000),
};

/** Everything a person can press, choose or fill in. */
export const interactiveElements: Readonly<Record<string, Rule>> = {
  button: shape({
    required: { text: plainText(75) },
    optional: { ...confirmable, value: text(2000), url, style, accessibility_label: text(75) },
  }),
  workflow_button: shape({
    required: {
      text: plainText(75),
      workflow: shape({
        required: {
          trigger: shape({
            required: { url },
            optional: {
              customizable_input_parameters: list(
                shape({ required: { name: text(255), value: text(3000) } }),
                100,
              ),
            },
          }),
        },
      }),
    },
    optional: { ...confirmable, style, accessibility_label: text(75) },
  }),
  overflow: shape({ required: { options: list(overflowOption, 5) }, optional: confirmable }),
  checkboxes: shape(ticks({ initial_options: list(tickOption, 10) })),
  radio_buttons: shape(ticks({ initial_option: tickOption })),
  static_select: shape(staticMenu({ initial_option: menuOption })),
  multi_static_select: shape(staticMenu({ initial_options: list(menuOption, 100), ...many })),
  external_select: shape(externalMenu({ initial_option: menuOption })),
  multi_external_select: shape(externalMenu({ initial_options: list(menuOption, 100), ...many })),
  users_select: shape({ optional: { ...menu, initial_user: text(255, 1) } }),
  multi_users_select: shape({ optional: { ...menu, initial_users: idList, ...many } }),
  conversations_select: shape(
    conversationMenu({ initial_conversation: text(255, 1), response_url_enabled: flag }),
  ),
  multi_conversations_select: shape(conversationMenu({ initial_conversations: idList, ...many })),
  channels_select: shape({
    optional: { ...menu, initial_channel: text(255, 1), response_url_enabled: flag },
  }),
  multi_channels_select: shape({ optional: { ...menu, initial_channels: idList, ...many } }),
  datepicker: shape({ optional: { ...menu, initial_date: date } }),
  timepicker: shape({ optional: { ...menu, initial_time: time, timezone: text(255, 1) } }),
  datetimepicker: shape({
    optional: { ...confirmable, ...focusable, initial_date_time: integer(1_000_000_000, 9_999_999_999) },
  }),
  plain_text_input: shape({
    optional: {
      ...entry,
      initial_value: text(3000),
      multiline: flag,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
  }),
  email_text_input: shape({ optional: { ...entry, initial_value: text(3000) } }),
  url_text_input: shape({ optional: { ...entry, initial_value: text(3000) } }),
  number_input: shape({
    required: { is_decimal_allowed: flag },
    optional: { ...entry, initial_value: text(255), min_value: text(255), max_value: text(255) },
  }),
  rich_text_input: shape({
    optional: { ...entry, initial_value: richText, min_lines: number, max_lines: number },
  }),
  file_input: only(
    ['modal'],
    shape({
      optional: { action_id: identifier, filetypes: list(text(255, 1), 100), max_files: integer(1, 10) },
    }),
  ),
  feedback_buttons: shape({
    required: { positive_button: feedback, negative_button: feedback },
    optional: { action_id: identifier },
  }),
  icon_button: shape({
    required: { icon: text(255, 1), text: plainText(75) },
    optional: {
      ...confirmable,
      accessibility_label: text(75),
      value: text(2000),
      visible_to_user_ids: idList,
    },
  }),
};
