import { type Finding, outsideAws } from '../finding/finding.ts';
import { sourceHealthIdentity } from '../finding/identity.ts';
import type { Standing } from '../finding/tally.ts';
import type { FindingView } from '../finding/view.ts';
import type { TriageContext } from './context.ts';

/**
 * Many findings of one account and region that end or can no longer be judged, all at once, look less like work well
 * done than like a recorder that was switched off. Counted by place: `<account> <region> closed|unverifiable`.
 */
type Disturbance = 'closed' | 'unverifiable';

export function countDisturbance(
  counts: Map<string, number>,
  before: Standing | null,
  after: FindingView,
): void {
  if (before?.state !== 'active' || after.sample || after.account.id === outsideAws) return;
  const kind = disturbanceOf(after);
  if (kind === null) return;
  const place = placeOf(after.account.id, after.region, kind);
  counts.set(place, (counts.get(place) ?? 0) + 1);
}

/** The places that a batch has to know the earlier counts of. */
export function placesOf(disturbances: ReadonlyMap<string, number>): string[] {
  const touched = [...disturbances.keys()].map(partsOf);
  const all = touched.flatMap(({ account, region }) => [
    placeOf(account, region, 'closed'),
    placeOf(account, region, 'unverifiable'),
  ]);
  return [...new Set(all)];
}

/** A finding of our own for each account and region where it is too many within the time. */
export function sourceHealthFindings(
  here: ReadonlyMap<string, number>,
  earlier: ReadonlyMap<string, number>,
  { rules, now }: TriageContext,
): Finding[] {
  const { count: limit, within } = rules.settings.sourceHealth;
  const count = (place: string) => (here.get(place) ?? 0) + (earlier.get(place) ?? 0);
  const spots = new Map([...here.keys()].map(partsOf).map((one) => [`${one.account} ${one.region}`, one]));
  return [...spots.values()].flatMap(({ account, region }) => {
    const closed = count(placeOf(account, region, 'closed'));
    const unverifiable = count(placeOf(account, region, 'unverifiable'));
    if (closed + unverifiable < limit) return [];
    const facts = {
      closed: String(closed),
      unverifiable: String(unverifiable),
      minutes: String(Math.ceil(within / 60_000)),
    };
    const name = rules.accountOf(account)?.name;
    return [findingOf(name === undefined ? { id: account } : { id: account, name }, region, facts, now)];
  });
}

function findingOf(
  account: Finding['account'],
  region: string,
  facts: Finding['facts'],
  now: number,
): Finding {
  const identity = sourceHealthIdentity(account.id, region);
  return {
    identity,
    recordKey: identity,
    source: 'yagura',
    product: 'Yagura',
    id: identity,
    kind: 'other',
    type: 'SourceHealth',
    title: 'Many findings ended or became unverifiable at once',
    description: '',
    severity: 'High',
    account,
    region,
    resources: [],
    firstSeen: now,
    lastSeen: now,
    updatedAt: now,
    count: 1,
    sample: false,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts,
  };
}

function disturbanceOf({ state }: FindingView): Disturbance | null {
  if (state === 'fixed' || state === 'gone') return 'closed';
  return state === 'unverifiable' ? state : null;
}

/** Of untrusted words, which stand in an index: one word each, and none longer than any name that AWS has. */
function placeOf(account: string, region: string, kind: Disturbance): string {
  const [where, within] = [account, region].map((name) =>
    name.replaceAll(' ', '_').slice(0, 64).toWellFormed(),
  );
  return `${where} ${within} ${kind}`;
}

function partsOf(place: string): { account: string; region: string } {
  const [account = '', region = ''] = place.split(' ');
  return { account, region };
}
