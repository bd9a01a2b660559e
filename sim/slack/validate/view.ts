// Modals and Home tabs: docs.slack.dev/surfaces/modals, reference/views; limits from @slack/types 3.2.0.
import { isJson, objectOf, objectsOf } from '../json.ts';
import { checkBlocks } from './blocks.ts';
import { choice, flag, type Law, Report, type Rule, shape, text } from './rule.ts';
import { identifier, plainText } from './texts.ts';

/** The cap on a whole view is a third party's word (250 kB); it never bites an honest one. */
const maxView = 250_000;

const blocks: Rule = (value, at, report) => checkBlocks(value, 100, at, report);
const common = { private_metadata: text(3000), callback_id: identifier, external_id: identifier };

const inputNeedsSubmit: Law = (view, at, report) => {
  const asks = objectsOf(view['blocks']).some((block) => block['type'] === 'input');
  if (asks && view['submit'] === undefined) {
    report.add(at, 'submit is required when an input block is within the blocks array');
  }
};

const surfaces: Readonly<Record<'modal' | 'home', Rule>> = {
  modal: shape({
    required: { type: choice('modal'), title: plainText(24), blocks },
    optional: {
      ...common,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
    },
    laws: [inputNeedsSubmit],
  }),
  home: shape({ required: { type: choice('home'), blocks }, optional: common }),
};

/** What Slack would refuse in a view of this type, in Slack's own form; none when it is sound. */
export function validateView(view: unknown, type: 'modal' | 'home'): string[] {
  const report = new Report(type);
  if (!isJson(view)) report.add('/view', 'should be an object');
  else surfaces[type](view, '/view', report);
  return report.problems;
}

export function isViewTooLarge(view: unknown): boolean {
  return JSON.stringify(objectOf(view)).length > maxView;
}
