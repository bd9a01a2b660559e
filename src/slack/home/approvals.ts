import type { Button, KnownBlock } from '@slack/types';
import { caseLabel, isVisible } from '../../finding/case.ts';
import { type Lease, leaseLabel } from '../../finding/lease.ts';
import type { ApprovalRequest } from '../../finding/request.ts';
import type { CaseView } from '../../finding/view.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { isEnough, roleOn } from '../../operations/grants.ts';
import { nameFor } from '../answers/acts.ts';
import { accountsOf, placesOfView } from '../answers/places.ts';
import { buttonOf } from '../cards/case-buttons.ts';
import { headlineOf } from '../cards/case-group.ts';
import { whatOf } from '../cards/lease-words.ts';
import { numberOf, timeOf } from '../receive/answer.ts';
import { plain } from '../text/plain.ts';
import { smallPrint } from '../text/rich.ts';
import { type Look, part, type Section } from './look.ts';

const mostShown = 5;
const mostRead = 200;

/** Something that one person asked for and another one decides. */
interface Waiting {
  readonly by: string;
  /** Whoever looks asked for it, maybe with another account of theirs. */
  readonly own: boolean;
  readonly until: number;
  readonly says: string;
  readonly reason: string;
  readonly buttons: readonly Button[];
}

/** What the reader may decide, with buttons; and what they asked for themselves, without. */
export const approvals: Section = async (look) => {
  const { reader } = look;
  const { home: said } = reader.words;
  const all = [...(await requestsFor(look)), ...(await leasesFor(look))].sort((a, b) => a.until - b.until);
  const [others, own] = [all.filter((one) => !one.own), all.filter((one) => one.own)];
  if (all.length === 0) return [];
  const shown = [...others.slice(0, mostShown), ...own.slice(0, mostShown)];
  const rows = await Promise.all(shown.map((one) => drawWaiting(one, look)));
  const rest = all.length - shown.length;
  return [
    ...part(
      said.approvals({ count: numberOf(others.length, reader), own: numberOf(own.length, reader) }),
      [],
    ),
    ...rows.flat(),
    ...(rest > 0 ? [smallPrint(said.moreApprovals({ count: numberOf(rest, reader) }))] : []),
  ];
};

async function drawWaiting(one: Waiting, { reader, tools }: Look): Promise<KnownBlock[]> {
  const { home: said } = reader.words;
  const until = timeOf(one.until, tools.clock.now(), reader);
  const text = [
    one.says,
    said.asks({ who: await nameFor(one.by, tools), reason: plain(one.reason, 300) }),
    one.own ? said.waitsForOthers({ until }) : said.decideUntil({ until }),
  ].join('\n');
  const section: KnownBlock = { type: 'section', text: { type: 'plain_text', text, emoji: false } };
  return one.own ? [section] : [section, { type: 'actions', elements: [...one.buttons] }];
}

/** Exceptions, and suppressions that one alone may not decide. */
async function requestsFor(look: Look): Promise<Waiting[]> {
  const { tools, userId, actor } = look;
  const waiting = await tools.store.requests.waiting(tools.clock.now(), mostRead);
  const isOwn = ({ askedBy }: ApprovalRequest) => tools.isSamePerson(userId, askedBy);
  // Who decides nowhere need not have every case read.
  const decides = actor.grants.some(({ role }) => isEnough(role, 'approver'));
  const found = await Promise.all(
    waiting
      .filter((one) => decides || isOwn(one))
      .map(async (request) => {
        const view = await tools.store.cases.view(request.caseId);
        const own = isOwn(request);
        if (view === null || !isVisible(view.case.state)) return [];
        return own || mayDecideOn(placesOfView(view, accountsOf(tools)), look)
          ? [waitingRequest(request, view, own, look)]
          : [];
      }),
  );
  return found.flat();
}

function waitingRequest(request: ApprovalRequest, view: CaseView, own: boolean, { reader, tools }: Look) {
  const { request: words } = reader.card.decisions;
  const { asked, caseId } = request;
  const until = timeOf(asked.until, tools.clock.now(), reader);
  const headline = headlineOf(view, catalogues[reader.language], false);
  const value = String(request.id);
  return {
    ...{ by: request.askedBy, own, until: request.expiresAt, reason: request.reason },
    says: `${words[asked.kind](caseLabel(caseId), until)} · ${plain(headline, 120)}`,
    buttons: [buttonOf('grant', value, words.grant), buttonOf('refuse', value, words.refuse)],
  };
}

/** Temporary changes to AWS that wait to begin, or to last longer. */
async function leasesFor(look: Look): Promise<Waiting[]> {
  const { tools, userId } = look;
  if (tools.leases === null) return [];
  const now = tools.clock.now();
  const leases = await tools.store.leases.list({ states: ['requested', 'active'], limit: mostRead });
  const asks = leases.filter((one) => (one.state === 'requested' ? one.requestUntil > now : one.extension));
  const found = await Promise.all(
    asks.map(async (lease) => {
      const by = lease.extension?.by ?? lease.requester;
      const own = [by, lease.requester].some((who) => tools.isSamePerson(userId, who));
      const said = lease.approvals.some((one) => tools.isSamePerson(userId, one.by));
      const { account } = lease.place;
      const places = [{ account, environment: accountsOf(tools)(account)?.environment ?? null }];
      const decides = mayDecideOn(places, look) && !(said && lease.state === 'requested');
      return own || decides ? [await waitingLease(lease, by, own, look)] : [];
    }),
  );
  return found.flat();
}

async function waitingLease(lease: Lease, by: string, own: boolean, look: Look): Promise<Waiting> {
  const { reader, tools } = look;
  const { lease: words } = reader.card;
  const value = String(lease.id);
  const what = `${leaseLabel(lease.id)} · ${whatOf(lease, await nameFor(lease.requester, tools), words)}`;
  const { extension } = lease;
  if (extension !== null) {
    const until = timeOf(extension.until, tools.clock.now(), reader);
    return {
      ...{ by, own, until: lease.endsAt ?? extension.until, reason: extension.reason },
      says: reader.words.home.longer({ what, until }),
      buttons: [buttonOf('lease_extension', value, words.acts.decide)],
    };
  }
  return {
    ...{ by, own, until: lease.requestUntil, reason: lease.reason, says: what },
    buttons: [
      buttonOf('lease_approve', value, words.acts.approve),
      buttonOf('lease_refuse', value, words.acts.refuse),
    ],
  };
}

function mayDecideOn(places: Parameters<typeof roleOn>[1], { actor }: Look): boolean {
  return isEnough(roleOn(actor, places), 'approver');
}
