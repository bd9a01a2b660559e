import type { ActionsBlock, Button } from '@slack/types';
import type { Case } from '../../finding/case.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { caseMenu } from './case-menu.ts';

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

/** What can be done about an open case: take it or give it back, hand it on, keep it quiet, be done with it, and more. */
export function caseButtons(one: Case, words: Words): ActionsBlock {
  const value = String(one.id);
  const first =
    one.state === 'acknowledged'
      ? buttonOf('release', value, words.acts.release)
      : buttonOf('ack', value, words.acts.acknowledge);
  const last =
    one.state === 'verifying'
      ? buttonOf('reopen', value, words.acts.reopen)
      : buttonOf('done', value, words.acts.done);
  return {
    type: 'actions',
    elements: [
      first,
      buttonOf('assign', value, words.acts.assign),
      buttonOf('suppress', value, words.acts.suppress),
      last,
      caseMenu(one, words),
    ],
  };
}

/** What looks around in AWS before anybody acts, and what acts there; `responds`: there is something to act on. */
export function awsButtons(one: Case, words: Words, responds: boolean): ActionsBlock {
  const value = String(one.id);
  const look = buttonOf('investigate', value, words.investigation.button);
  const act = buttonOf('respond', value, words.lease.acts.respond);
  return { type: 'actions', elements: responds ? [look, act] : [look] };
}

export function liftButton({ id }: Suppression, words: Words): Button {
  return buttonOf('lift', String(id), words.suppression.lift);
}
