import type { ActionsBlock, Button } from '@slack/types';
import type { Suppression } from '../../finding/suppression.ts';
import type { CaseView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { caseActs } from './case-acts.ts';
import { leadingFinding } from './case-group.ts';
import { caseMenu, labelOfAct } from './case-menu.ts';

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

/** What can be done about a case that people see: one row and a menu; `responds`: there is something to act on. */
export function caseButtons(view: CaseView, words: Words, responds: boolean): ActionsBlock {
  const { id } = view.case;
  const acts = caseActs(view, responds);
  const { kind } = leadingFinding(view);
  const buttons = acts.buttons.map((act) => buttonOf(act, String(id), labelOfAct(act, words, kind)));
  return { type: 'actions', elements: [...buttons, caseMenu(id, acts, words)] };
}

export function liftButton({ id }: Suppression, words: Words): Button {
  return buttonOf('lift', String(id), words.suppression.lift);
}
