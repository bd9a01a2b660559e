// Composition objects: docs.slack.dev/reference/block-kit/composition-objects; limits from @slack/types 3.2.0.
import { isDeepStrictEqual } from 'node:util';
import { type Json, objectsOf } from '../json.ts';
import { choice, flag, type Law, list, oneOf, type Rule, shape, text, url } from './rule.ts';

export function plainText(max: number): Rule {
  return oneOf({ plain_text: plain(max) });
}

export function anyText(max: number): Rule {
  return oneOf({ plain_text: plain(max), mrkdwn: mrkdwn(max) });
}

export function plain(max: number): Rule {
  return shape({ required: { text: text(max, 1) }, optional: { emoji: flag } });
}

export function mrkdwn(max: number): Rule {
  return shape({ required: { text: text(max, 1) }, optional: { verbatim: flag } });
}

/** block_id, action_id, callback_id, external_id. */
export const identifier = text(255);

export const style = choice('primary', 'danger');

export const confirm = shape({
  required: { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  optional: { style },
});

/** The value's limit may be 150 by now (unverified): 75 is the safe reading. */
function option(label: Rule, extra: Record<string, Rule> = {}): Rule {
  return shape({
    required: { text: label, value: text(75, 1) },
    optional: { description: plainText(75), ...extra },
  });
}

export const menuOption = option(plainText(75));
export const tickOption = option(anyText(75));
export const overflowOption = option(plainText(75), { url });

export const optionGroup = shape({
  required: { label: plainText(75), options: list(menuOption, 100) },
});

export const dispatchConfig = shape({
  required: { trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered'), 2) },
});

export const slackFile: Rule = shape({
  optional: { id: text(255, 1), url },
  laws: [
    (file, at, report) => {
      if ((file['id'] === undefined) === (file['url'] === undefined)) {
        report.add(at, 'must define exactly one of `id`, `url`');
      }
    },
  ],
});

/** What is chosen at first must be among what can be chosen. */
export const initialIsOffered: Law = (element, at, report) => {
  const offered = [
    ...objectsOf(element['options']),
    ...objectsOf(element['option_groups']).flatMap((group) => objectsOf(group['options'])),
  ];
  const isOffered = (chosen: Json) => offered.some((each) => isDeepStrictEqual(each, chosen));
  const initial = element['initial_option'];
  if (initial !== undefined && !objectsOf([initial]).every(isOffered)) {
    report.add(`${at}/initial_option`, 'must be one of the options');
  }
  if (!objectsOf(element['initial_options']).every(isOffered)) {
    report.add(`${at}/initial_options`, 'must be among the options');
  }
};
