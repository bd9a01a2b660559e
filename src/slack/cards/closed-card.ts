import type { Button } from '@slack/types';
import { caseLabel, type Exception } from '../../finding/case.ts';
import { suppressionLabel } from '../../finding/suppression.ts';
import { cut, plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { caseActs } from './case-acts.ts';
import { buttonOf, liftButton } from './case-buttons.ts';
import { type Drawing, type Drawn, firstLine, notTakenLines, speakers } from './case-drawing.ts';
import { whereAndWhenInShort } from './case-lines.ts';
import { caseMenu, labelOfAct } from './case-menu.ts';
import { closedMark, exceptedMark, foldedMark, grey, quietMark, setAsideMark } from './marks.ts';

/** Two lines, and grey: nobody needs to read it any more. */
export function drawClosed(drawing: Drawing): Drawn {
  const { view, words, times, people } = drawing;
  const { case: one } = view;
  const { mark, state, because, over } = closing(drawing);
  const facts = [
    because,
    ...(one.assignee === null || one.assignee === one.closedBy
      ? []
      : [words.people.hadIt(people.name(one.assignee))]),
    whereAndWhenInShort(speakers(view), words, times),
    ...(one.reopened > 0 ? [words.reopened(one.reopened)] : []),
    ...notTakenLines(drawing),
  ];
  return {
    headline: [run(`${mark} `), ...firstLine([run(state)], drawing, over)],
    // A section, since only it takes a menu on the line itself; as plain_text it parses nothing either.
    rest: [
      {
        type: 'section',
        text: {
          type: 'plain_text',
          text: cut(facts.filter((fact) => fact !== '').join(' · '), 2_900),
          emoji: false,
        },
        accessory: caseMenu(one.id, caseActs(view, false), words),
      },
    ],
    button: wayBack(drawing),
    color: grey,
  };
}

/** What shows it again, on the first line; what else can be done stands in the menu on the second. */
function wayBack({ view, besides: { suppression = null }, words }: Drawing): Button | null {
  const { case: one } = view;
  if (one.state === 'suppressed' && suppression !== null && suppression.ended === null)
    return liftButton(suppression, words);
  const [act] = caseActs(view, false).buttons;
  return act === undefined ? null : buttonOf(act, String(one.id), labelOfAct(act, words));
}

interface Closing {
  readonly mark: string;
  readonly state: string;
  readonly because: string;
  /** It is no longer so: the headline speaks of the past. */
  readonly over: boolean;
}

function closing(drawing: Drawing): Closing {
  const { view, words, times } = drawing;
  const { case: one, foldedInto } = view;
  if (one.state === 'suppressed')
    return { mark: quietMark, state: words.quiet.headline, because: whyQuiet(drawing), over: false };
  if (one.exception !== null)
    return {
      mark: exceptedMark,
      state: words.decisions.excepted,
      because: whyAccepted(one.exception, drawing),
      over: false,
    };
  if (one.resolution === 'folded') {
    const state = foldedInto === null ? words.quiet.folded : words.quiet.foldedInto(caseLabel(foldedInto));
    return { mark: foldedMark, state, because: '', over: false };
  }
  const after = times.duration((one.closedAt ?? one.openedAt) - one.openedAt);
  const because = endOf(drawing, after);
  return one.state === 'external'
    ? { mark: setAsideMark, state: words.external, because, over: true }
    : { mark: closedMark, state: words.closed, because, over: true };
}

/** What people found out says more than what happened at the source. */
function endOf({ view, words, people }: Drawing, after: string): string {
  const { case: one, foldedInto } = view;
  const { resolution, closedBy } = one;
  if (resolution === null || resolution === 'folded') return words.resolution.gone(after);
  if (resolution === 'external' || resolution === 'gone') return words.resolution[resolution](after);
  if (closedBy === null) return words.resolution.fixed(after);
  const ended = words.decisions.closed[resolution](people.name(closedBy), after);
  return foldedInto === null ? ended : `${ended} · ${words.decisions.duplicateOf(caseLabel(foldedInto))}`;
}

function whyAccepted({ until, by, approver, reason }: Exception, { words, times, people }: Drawing): string {
  return words.decisions.exception(
    times.moment(until),
    people.name(by),
    people.name(approver),
    plain(reason, 300),
  );
}

function whyQuiet({ view, besides, words, times, people }: Drawing): string {
  const { quiet } = view.case;
  if (quiet === null) return '';
  if (quiet.by === 'policy')
    return words.quiet.policy(plain(quiet.policy, 80), words.quiet.actions[quiet.action]);
  const label = suppressionLabel(quiet.suppression);
  const { suppression = null } = besides;
  if (suppression === null) return words.quiet.suppression(label);
  const { until, author, reason } = suppression;
  return words.quiet.suppressionUntil(label, times.moment(until), people.name(author), plain(reason, 300));
}
