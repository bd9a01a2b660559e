import type { ActionsBlock, Button } from '@slack/types';
import type { Lease } from '../../finding/lease.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { joined, type Run, run } from '../text/rich.ts';
import { buttonOf } from './case-buttons.ts';
import { drawChannelCard } from './channel-card.ts';
import { doneLines, planLines, surroundingLines } from './lease-plan.ts';
import { troubleLines } from './lease-trouble.ts';
import { countdown, driftText, spokenOf, toTheSecond } from './lease-words.ts';
import { closedMark, cutOffMark, grey, lentMark, marks, requestMark, takenBackMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { type People, peopleOf } from './people.ts';
import { type TimeWords, timeWords } from './when.ts';

export interface ShownLease {
  readonly key: string;
  readonly lease: Lease;
  /** What people call its account. */
  readonly account: string;
}

interface Drawing extends ShownLease {
  readonly catalogue: Catalogue;
  readonly people: People;
  readonly times: TimeWords;
  readonly style: CardStyle;
}

/** One lease from its request to its end, in one message that always shows the present. */
export function drawLease(shown: ShownLease, style: CardStyle): CardPayload {
  const catalogue = catalogues[style.language];
  const { lease, key } = shown;
  const times = timeWords(catalogue.card, style.timeZone, lease.requestedAt);
  const drawing = { ...shown, catalogue, people: peopleOf(style.names, []), times, style };
  const buttons = buttonsOf(lease, catalogue.card.lease);
  return drawChannelCard({
    key,
    headline: headlineOf(drawing),
    color: colorOf(lease),
    lines: [whereLine(drawing), storyLine(drawing), ...linesOf(drawing)],
    more: buttons === null ? [] : [buttons],
  });
}

/** Whose names stand on it; Slack ids. */
export function namesInLease({ requester, approvals, refusal, ending, extension }: Lease): string[] {
  const others = [refusal?.by, ending?.by, extension?.by].filter((id) => typeof id === 'string');
  return [requester, ...approvals.map(({ by }) => by), ...others];
}

function headlineOf(drawing: Drawing): string {
  const { lease, people, times, style, catalogue } = drawing;
  const words = catalogue.card.lease;
  const { kind } = lease.spec;
  const said = spokenOf(lease, people.name(lease.requester));
  const { label } = said;
  switch (lease.state) {
    case 'requested':
      return `${requestMark} ${words.asked[kind]({ ...said, span: times.duration(lease.duration ?? 0) })}`;
    case 'approved':
    case 'attaching':
      return `${markOf(lease)} ${words.begins[kind](said)}`;
    case 'active':
      return `${markOf(lease)} ${words.lives[kind]({ ...said, ...livesOf(drawing) })}`;
    case 'ending':
      return `${takenBackMark} ${words.ending[kind](said)}`;
    case 'ended': {
      const verified = toTheSecond(lease.endedAt ?? style.now, style.timeZone);
      const undone = lease.journal[undoing[kind]]?.at ?? lease.endedAt ?? style.now;
      const at = times.near(undone, style.now);
      return `${takenBackMark} ${words.ended[kind]({ ...said, at, verified })}`;
    }
    case 'refused': {
      const who = people.name(lease.refusal?.by ?? lease.requester);
      const reason = plain(lease.refusal?.reason ?? '', 200);
      return `${closedMark} ${reason === '' ? words.withdrawn({ label, who }) : words.refused({ label, who, reason })}`;
    }
    case 'expired':
      return `${closedMark} ${words.expired({ label })}`;
    case 'failed':
      return `${closedMark} ${words.failed({ label, why: whyOf(lease, catalogue) })}`;
  }
}

/** The step that takes back what matters. */
const undoing = { 'security-group': 'detach', isolate: 'release', 'access-key': 'reactivate' } as const;

function livesOf({ lease, times, style: { now } }: Drawing) {
  const since = times.near(lease.activeAt ?? now, now);
  if (lease.endsAt === null) return { since, left: '', until: '' };
  return { since, left: times.duration(countdown(lease.endsAt, now)), until: times.near(lease.endsAt, now) };
}

function whyOf({ trouble }: Lease, { lease }: Catalogue): string {
  return trouble === null ? '' : lease.trouble[trouble.code](plain(trouble.detail, 60));
}

function markOf({ spec }: Lease): string {
  return spec.kind === 'security-group' ? lentMark : cutOffMark;
}

function colorOf({ state, spec, trouble, drift, breakGlass }: Lease): string {
  if (isOver(state)) return grey;
  if (drift.length > 0 || (state === 'ending' && trouble !== null)) return marks.Critical.color;
  if (breakGlass) return marks.High.color;
  return spec.kind === 'security-group' ? marks.Low.color : marks.High.color;
}

function isOver(state: Lease['state']): boolean {
  return state === 'ended' || state === 'refused' || state === 'expired' || state === 'failed';
}

/** What it is about, once its headline says only how it ended; else where that is. */
function whereLine({ lease, account, catalogue, people }: Drawing): Run[] {
  const words = catalogue.card.lease;
  const said = spokenOf(lease, people.name(lease.requester));
  return joined([
    isOver(lease.state) ? [run(words.what[lease.spec.kind](said))] : [],
    [run(plain(account, 60))],
    [run(catalogue.card.region(plain(lease.place.region, 30)))],
    lease.subject === said.target ? [] : [run(plain(lease.subject, 40))],
  ]);
}

/** Who asked and who approved, why, and why it ended. */
function storyLine({ lease, catalogue, people, times, style }: Drawing): Run[] {
  const words = catalogue.card.lease;
  const who = people.name(lease.requester);
  const approvers = lease.approvals.map(({ by }) => people.name(by));
  const begun = lease.approvedAt !== null;
  const approved =
    approvers.length > 0
      ? words.approvedBy(approvers)
      : lease.breakGlass
        ? words.breakGlass
        : words.noApproval;
  const left = lease.needed - approvers.length;
  const waits = words.waits({ count: left, at: times.near(lease.requestUntil, style.now) });
  return joined([
    [run(words.askedAt({ who, at: times.near(lease.requestedAt, style.now) }))],
    begun || approvers.length > 0 ? [run(approved)] : [],
    lease.state === 'requested' ? [run(waits)] : [],
    [run(words.reason(plain(lease.reason, 300)))],
    lease.ending === null ? [] : [run(endingOf(lease.ending, words, people))],
  ]);
}

function endingOf(
  { reason, by }: NonNullable<Lease['ending']>,
  words: Catalogue['card']['lease'],
  people: People,
): string {
  if (reason === 'done' || reason === 'detached') return words.because[reason](people.name(by ?? ''));
  return words.because[reason];
}

function linesOf(drawing: Drawing): Run[][] {
  const { lease, catalogue, people, times, style } = drawing;
  const words = catalogue.card.lease;
  const { extension, state, reviewAt } = lease;
  if (isOver(state)) return [];
  return [
    ...(state === 'requested' ? [...planLines(lease, words), ...surroundingLines(lease, words)] : []),
    ...(state === 'active' ? doneLines(lease, words) : []),
    state === 'active' && reviewAt !== null
      ? [run(words.review({ at: times.near(reviewAt, style.now) }))]
      : [],
    extension === null
      ? []
      : [
          run(
            words.longer({
              who: people.name(extension.by),
              until: times.near(extension.until, style.now),
              reason: plain(extension.reason, 200),
            }),
            'bold',
          ),
        ],
    lease.drift.length === 0 ? [] : [run(words.driftIs({ what: driftText(lease, words) }), 'bold')],
    ...troubleLines(lease, catalogue),
  ];
}

/** Only what can be done now: after its end nothing is live. */
function buttonsOf(lease: Lease, { acts }: Catalogue['card']['lease']): ActionsBlock | null {
  const value = String(lease.id);
  const button = (action: string, label: string) => buttonOf(action, value, label);
  const elements: Button[] = [];
  if (lease.state === 'requested')
    elements.push(
      { ...button('lease_approve', acts.approve), style: 'primary' },
      button('lease_refuse', acts.refuse),
      button('lease_withdraw', acts.withdraw),
    );
  const lives = lease.state === 'active' || lease.state === 'attaching' || lease.state === 'approved';
  if (lives && lease.drift.length > 0) elements.push(button('lease_put_right', acts.putRight));
  if (lives && lease.spec.kind === 'security-group')
    elements.push(button('lease_end', acts.done), button('lease_extend', acts.extend));
  if (lives && lease.spec.kind === 'isolate') elements.push(button('lease_release', acts.release));
  if (lives && lease.spec.kind === 'access-key') elements.push(button('lease_release', acts.reactivate));
  if (lives && lease.extension !== null) elements.push(button('lease_extension', acts.decide));
  return elements.length === 0 ? null : { type: 'actions', elements };
}
