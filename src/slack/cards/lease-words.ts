import type { Lease } from '../../finding/lease.ts';
import { leaseLabel } from '../../finding/lease.ts';
import type { IngressRule, RuleSource } from '../../finding/lease-spec.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { zoned } from '../text/time.ts';

type Words = Catalogue['card']['lease'];

/** Everything by which a lease is spoken of, ready for its words; `who`: how its requester is written. */
export function spokenOf(lease: Pick<Lease, 'id' | 'spec' | 'plan' | 'subject'>, who: string) {
  const { spec, plan } = lease;
  const rule = spec.kind === 'security-group' ? spec.rule : null;
  return {
    label: leaseLabel(lease.id),
    who,
    target: plain(plan.instance?.name ?? lease.subject, 60),
    user: plain(plan.user ?? '', 60),
    port: rule === null ? '' : portText(rule),
    source: rule === null ? '' : sourceText(rule.source),
  };
}

/** `carol to db-2:22 from 198.51.100.7/32`. */
export function whatOf(lease: Pick<Lease, 'id' | 'spec' | 'plan' | 'subject'>, who: string, words: Words) {
  return words.what[lease.spec.kind](spokenOf(lease, who));
}

/** `22`, `8000-8010`, `53/udp`. */
export function portText({ protocol, fromPort, toPort }: IngressRule): string {
  const ports = fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
  return protocol === 'tcp' ? ports : `${ports}/${protocol}`;
}

export function sourceText(source: RuleSource): string {
  switch (source.kind) {
    case 'cidr':
      // One address needs no prefix to be understood.
      return source.cidr.replace(/(?<=\.\d+)\/32$|\/128$/, '');
    case 'group':
      return source.groupId;
    case 'prefix-list':
      return source.prefixListId;
  }
}

/** How AWS differs from what a lease wants. */
export function driftText({ drift }: Pick<Lease, 'drift'>, words: Words): string {
  return drift.map(({ code, subject }) => words.drift[code](plain(subject, 40))).join(' · ');
}

/** `14:03:04`: whoever looks for it in a log needs the second. */
export function toTheSecond(at: number, timeZone: string): string {
  return `${zoned(at, timeZone).time}:${String(Math.floor(at / 1_000) % 60).padStart(2, '0')}`;
}

const minute = 60_000;
/** From so much time left on the countdown is told in such steps: a day's lease is edited some forty times in all. */
const steps = [
  { from: 120 * minute, step: 60 * minute },
  { from: 30 * minute, step: 15 * minute },
  { from: 5 * minute, step: 5 * minute },
  { from: 0, step: minute },
];

/** What is left, rounded up as the countdown tells it. */
export function countdown(endsAt: number, now: number): number {
  const left = Math.max(0, endsAt - now);
  const step = steps.find(({ from }) => left > from)?.step ?? minute;
  return Math.max(minute, Math.ceil(left / step) * step);
}
