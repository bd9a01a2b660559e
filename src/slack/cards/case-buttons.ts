import type { ActionsBlock, Button } from '@slack/types';
import type { Case } from '../../finding/case.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

type Words = Catalogue['card'];

/** A button of ours: the action that it asks for, and which case, suppression or storm it is about. */
export function buttonOf(action: string, value: string, label: string): Button {
  return {
    type: 'button',
    action_id: action,
    value,
    text: { type: 'plain_text', text: label, emoji: false },
  };
}

/** What can be done about an open case: take it or give it back, hand it on, keep it quiet, look behind it. */
export function caseButtons(one: Case, words: Words): ActionsBlock {
  const value = String(one.id);
  const first =
    one.state === 'acknowledged'
      ? buttonOf('release', value, words.acts.release)
      : buttonOf('ack', value, words.acts.acknowledge);
  return {
    type: 'actions',
    elements: [
      first,
      buttonOf('assign', value, words.acts.assign),
      buttonOf('suppress', value, words.acts.suppress),
      rawEventButton(one, words),
    ],
  };
}

export function rawEventButton(one: Case, words: Words): Button {
  return buttonOf('raw_event', String(one.id), words.acts.rawEvent);
}

export function liftButton({ id }: Suppression, words: Words): Button {
  return buttonOf('lift', String(id), words.suppression.lift);
}
