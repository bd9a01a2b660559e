import type {
  AuditAnchorData,
  BaselineData,
  ConfigData,
  DigestData,
  EscalationData,
  InvestigationData,
  LeaseAlarmData,
  LeaseWeekData,
  SuppressionCardData,
} from '../../finding/card-data.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { CaseView } from '../../finding/view.ts';
import type { Clock } from '../../shared/clock.ts';
import { daySpan } from '../../shared/zoned-day.ts';
import type { CardKind, CardRow } from '../../store/ports/cards.ts';
import type { Repositories } from '../../store/store.ts';
import { drawAuditAnchor } from '../cards/anchor-card.ts';
import { drawBaseline } from '../cards/baseline-card.ts';
import { drawCase } from '../cards/case-card.ts';
import { drawConfig } from '../cards/config-card.ts';
import { drawDigest, listedInDigest } from '../cards/digest-card.ts';
import { drawEscalation } from '../cards/escalation-card.ts';
import { drawIntake } from '../cards/intake-card.ts';
import { drawInvestigation } from '../cards/investigation-card.ts';
import { drawLeaseAlarm } from '../cards/lease-alarm.ts';
import { drawLease, namesInLease } from '../cards/lease-card.ts';
import { drawLeaseWeek } from '../cards/lease-week-card.ts';
import type { CardPayload, CardStyle } from '../cards/payload.ts';
import { namesInCase } from '../cards/people.ts';
import { drawQuestion, readingStyle } from '../cards/question-card.ts';
import { drawRequest } from '../cards/request-card.ts';
import { drawRun } from '../cards/run-card.ts';
import { drawStorm } from '../cards/storm-card.ts';
import { drawStray } from '../cards/stray-card.ts';
import { drawSuppression } from '../cards/suppression-card.ts';
import { responsesTo } from '../leases/responses.ts';
import type { Names } from './names.ts';
import type { ChannelStyle } from './outbox.ts';

/** Draws a card from what SQL says now; null: there is nothing left to draw. */
export type DrawCard = (card: CardRow) => Promise<CardPayload | null>;

export interface DrawerDeps {
  readonly store: Repositories;
  readonly clock: Clock;
  readonly names: Names;
  readonly styleOf: (channel: string) => ChannelStyle;
  readonly accountName: (id: string) => string | undefined;
  /** Temporary changes to AWS are configured. */
  readonly hasLeases: () => boolean;
  /** Where a case's card is; null: not in Slack, or not known. */
  readonly linkTo: (caseId: number) => Promise<string | null>;
}

/** How cards of one kind are drawn. `styled`: the channel's style, with the names of these Slack ids. */
type Drawer = (
  card: CardRow,
  deps: DrawerDeps,
  styled: (ids?: readonly (string | null)[]) => Promise<CardStyle>,
) => Promise<CardPayload | null>;

/** Every kind of card. `data` is what whoever put the card wrote: see finding/card-data.ts. */
const drawers: Readonly<Record<CardKind, Drawer>> = {
  async case({ caseId }, { store, hasLeases }, styled) {
    const view = caseId === null ? null : await store.cases.view(caseId);
    if (view === null) return null;
    const suppression = await quietedBy(view, store);
    const notTaken = await store.wishes.problems(view.case.id);
    const responds = hasLeases() && responsesTo(view).length > 0;
    const besides = { suppression, notTaken, responds };
    return drawCase(view, await styled(namesInCase(view, suppression)), besides);
  },

  async intake({ key }, { store }, styled) {
    const [, day = ''] = key.split(':');
    const style = await styled();
    const { from, to } = daySpan(day, style.timeZone);
    const [counted, queues] = await Promise.all([store.cards.intakeOfDay(from, to), store.watch.all()]);
    return drawIntake({ day, ...counted, queues, ...style });
  },

  async storm({ key }, { store, accountName }, styled) {
    const counts = await store.cards.storm(key);
    if (counts === null) return null;
    const byAccount = counts.byAccount.map((one) => ({ ...one, name: accountName(one.name) ?? one.name }));
    return drawStorm({ key, counts: { ...counts, byAccount } }, await styled());
  },

  async digest({ key, data }, { store }, styled) {
    const { owner, mention, ...ids } = data as DigestData;
    const [overdue, dueTomorrow, waiting, suppressions] = await Promise.all([
      firstOf(ids.overdue, store.cases.view),
      firstOf(ids.dueTomorrow, store.cases.view),
      firstOf(ids.waiting, store.cases.view),
      firstOf(ids.suppressions, store.suppressions.byId),
    ]);
    const digest = { key, owner, mention, overdue, dueTomorrow, waiting, suppressions };
    return drawDigest(digest, await styled([owner]));
  },

  async suppression({ key, data }, { store }, styled) {
    const suppression = await store.suppressions.byId(idIn(key));
    if (suppression === null) return null;
    const style = await styled([suppression.author, suppression.ended?.by ?? null]);
    return drawSuppression({ key, suppression, data: data as SuppressionCardData | null }, style);
  },

  async request({ key }, { store }, styled) {
    const request = await store.requests.byId(idIn(key));
    const view = request && (await store.cases.view(request.caseId));
    if (request === null || view === null) return null;
    return drawRequest({ key, request, view }, await styled([request.askedBy, request.decidedBy]));
  },

  async escalation({ key, data, createdAt: at }, { store, linkTo }, styled) {
    const escalation = data as EscalationData;
    const view = await store.cases.view(escalation.caseId);
    if (view === null) return null;
    const url = await linkTo(escalation.caseId);
    const style = await styled([view.case.assignee, ...escalation.mentions]);
    return drawEscalation({ key, view, data: escalation, at, url }, style);
  },

  async run({ key }, { store, accountName }, styled) {
    const one = await store.runbooks.byId(idIn(key));
    if (one === null) return null;
    const { account } = one.place;
    return drawRun({ key, one, account: accountName(account) ?? account }, await styled([one.by]));
  },

  async stray({ key }, { store, accountName }, styled) {
    const one = await store.strays.byId(key.slice('stray:'.length));
    if (one === null) return null;
    const { account } = one.place;
    const style = await styled([one.removal?.by ?? null]);
    return drawStray({ key, one, account: accountName(account) ?? account }, style);
  },

  async 'lease-week'({ key, data }, { store, accountName }, styled) {
    const week = data as LeaseWeekData;
    const found = await Promise.all(week.breakGlass.map((id) => store.leases.byId(id)));
    const alone = found.filter((one) => one !== null);
    const style = await styled(alone.map((lease) => lease.requester));
    return drawLeaseWeek({ key, data: week, alone, accountName }, style);
  },

  async question({ key }, { store }, styled) {
    const caseId = idIn(key);
    const [question, view] = await Promise.all([store.questions.byCase(caseId), store.cases.view(caseId)]);
    if (question === null || view === null) return null;
    const style = readingStyle(question.reading, await styled());
    return drawQuestion({ key, question, view }, style);
  },

  async investigation({ key, data }, { store }, styled) {
    const view = await store.cases.view(idIn(key));
    return view && drawInvestigation({ key, view, data: data as InvestigationData }, await styled());
  },

  async baseline({ key, data }, { accountName }, styled) {
    const counts = data as BaselineData;
    const byAccount = counts.byAccount.map((one) => ({ ...one, name: accountName(one.name) ?? one.name }));
    return drawBaseline({ key, data: { ...counts, byAccount } }, await styled());
  },

  async 'audit-anchor'({ key, data }, _deps, styled) {
    return drawAuditAnchor({ key, data: data as AuditAnchorData }, await styled());
  },

  async config({ key, data }, _deps, styled) {
    return drawConfig({ key, data: data as ConfigData }, await styled());
  },

  async lease({ key, data }, { store, accountName }, styled) {
    const lease = await store.leases.byId(idIn(key));
    if (lease === null) return null;
    if (data !== null) {
      const alarm = data as LeaseAlarmData;
      return drawLeaseAlarm({ key, lease, data: alarm }, await styled([lease.requester, ...alarm.mentions]));
    }
    const account = accountName(lease.place.account) ?? lease.place.account;
    return drawLease({ key, lease, account }, await styled(namesInLease(lease)));
  },
};

export function createCardDrawer(deps: DrawerDeps): DrawCard {
  return async (card) => {
    const [kind = ''] = card.key.split(':');
    if (!isKind(kind)) return null;
    const styled = async (ids: readonly (string | null)[] = []): Promise<CardStyle> => ({
      ...deps.styleOf(card.channel),
      now: deps.clock.now(),
      names: await deps.names.of(ids.filter((id) => id !== null)),
    });
    return drawers[kind](card, deps, styled);
  };
}

function isKind(word: string): word is CardKind {
  return Object.hasOwn(drawers, word);
}

async function quietedBy({ case: { quiet } }: CaseView, store: Repositories): Promise<Suppression | null> {
  return quiet?.by === 'suppression' ? store.suppressions.byId(quiet.suppression) : null;
}

/** The few that a digest lists, and how many there are. */
async function firstOf<T>(ids: readonly number[], read: (id: number) => Promise<T | null>) {
  const found = await Promise.all(ids.slice(0, listedInDigest).map(read));
  return { total: ids.length, shown: found.filter((one) => one !== null) };
}

/** `12` in `suppression:12`. */
function idIn(key: string): number {
  return Number(key.split(':')[1]);
}
