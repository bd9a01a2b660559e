import type { LeaseAlarmData } from '../../finding/card-data.ts';
import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { isLiving } from '../../finding/lease-state.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { run } from '../text/rich.ts';
import { drawChannelCard } from './channel-card.ts';
import { driftText, whatOf } from './lease-words.ts';
import { closedMark, grey, marks, warningMark } from './marks.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { type People, peopleOf } from './people.ts';
import { timeWords } from './when.ts';

interface Alarm {
  readonly key: string;
  readonly lease: Lease;
  readonly data: LeaseAlarmData;
}

/** Calls people about a lease; it says so once nobody is needed any more. */
export function drawLeaseAlarm({ key, lease, data }: Alarm, style: CardStyle): CardPayload {
  const { card } = catalogues[style.language];
  const needed = isNeeded(lease, data.what);
  const people = peopleOf(style.names, needed ? data.mentions : []);
  const called = people.called.map(people.name);
  const words = card.lease;
  const said = sentenceOf({ key, lease, data }, catalogues[style.language], people, style);
  const over = words.alarm.over({ label: leaseLabel(lease.id) });
  return drawChannelCard({
    key,
    people,
    headline: needed ? [...called, warningMark, said].join(' ') : `${closedMark} ${over}`,
    color: needed ? marks.Critical.color : grey,
    lines: [[run(needed ? words.reason(plain(lease.reason, 300)) : said)]],
  });
}

/** What nobody has done anything about yet. */
function isNeeded({ state, drift }: Lease, what: LeaseAlarmData['what']): boolean {
  switch (what) {
    case 'reminder':
      return state === 'requested';
    case 'drift':
      return drift.length > 0;
    case 'stuck':
      return state === 'ending' || state === 'attaching';
    case 'review':
    case 'break-glass':
      return isLiving(state);
  }
}

function sentenceOf({ lease, data }: Alarm, catalogue: Catalogue, people: People, style: CardStyle): string {
  const { alarm } = catalogue.card.lease;
  const times = timeWords(catalogue.card, style.timeZone, data.at);
  const label = leaseLabel(lease.id);
  const who = people.name(lease.requester);
  const what = whatOf(lease, who, catalogue.card.lease);
  const { trouble } = lease;
  switch (data.what) {
    case 'break-glass':
      return alarm['break-glass']({ label, who, what });
    case 'reminder':
      return alarm.reminder({ label, what, since: times.near(lease.requestedAt, data.at) });
    case 'review':
      return alarm.review({ label, what });
    case 'drift':
      return alarm.drift({ label, what: driftText(lease, catalogue.card.lease) || what });
    case 'stuck': {
      const why = trouble === null ? what : catalogue.lease.trouble[trouble.code](plain(trouble.detail, 60));
      return lease.state === 'attaching' ? alarm.undone({ label, why }) : alarm.stuck({ label, why });
    }
  }
}
