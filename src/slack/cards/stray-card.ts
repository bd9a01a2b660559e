import type { ActionsBlock } from '@slack/types';
import type { Stray } from '../../finding/stray.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { buttonOf } from './case-buttons.ts';
import { drawChannelCard } from './channel-card.ts';
import { closedMark, grey, marks, warningMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { peopleOf } from './people.ts';

type Words = Catalogue['card']['response'];

/** A group that bears our tag and is none of ours; whether it goes is for an approver to say. */
export function drawStray(
  { key, one, account }: { readonly key: string; readonly one: Stray; readonly account: string },
  style: CardStyle,
): CardPayload {
  const { card } = catalogues[style.language];
  const { response: words } = card;
  const group = plain(one.groupId, 40);
  if (one.goneAt !== null)
    return drawChannelCard({
      key,
      headline: `${closedMark} ${words.gone({ group })}`,
      color: grey,
      lines: [],
    });
  const { removal } = one;
  const who = removal && peopleOf(style.names, []).name(removal.by);
  const facts = {
    name: plain(one.name, 120),
    lease: plain(one.lease, 40),
    deployment: plain(one.deployment, 40),
  };
  return drawChannelCard({
    key,
    headline: `${warningMark} ${words.stray({ group })}`,
    color: marks.High.color,
    lines: [
      [run(words.where({ account: plain(account, 60), region: card.region(one.place.region) }))],
      [run(words.strayIs(facts))],
      [run(who === null ? words.strayWhy : words.removing({ who }), 'bold')],
    ],
    more: removal === null ? [removeButton(one, words)] : [],
  });
}

/** It cannot be undone, so Slack asks once more. */
function removeButton({ groupId }: Stray, words: Words): ActionsBlock {
  const text = (said: string) => ({ type: 'plain_text' as const, text: said });
  return {
    type: 'actions',
    elements: [
      {
        ...buttonOf('remove-stray', groupId, words.remove),
        confirm: {
          title: text(words.sure),
          text: text(words.sureText),
          confirm: text(words.sureYes),
          deny: text(words.sureNo),
          style: 'danger',
        },
      },
    ],
  };
}
