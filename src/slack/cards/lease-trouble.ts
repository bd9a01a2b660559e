import type { Lease } from '../../finding/lease.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { type Run, run } from '../text/rich.ts';

/** AWS needs some tries to show what it did; before these nobody is troubled with it. */
const quietTries = 3;

/** What the engine stumbles over, and what a person can do about it meanwhile. */
export function troubleLines(lease: Lease, catalogue: Catalogue): Run[][] {
  const { trouble, spec, pagedAt } = lease;
  if (trouble === null || (trouble.attempts < quietTries && pagedAt === null)) return [];
  const words = catalogue.card.lease;
  const why = catalogue.lease.trouble[trouble.code](plain(trouble.detail, 60));
  return [
    [run(words.troubleIs({ why, times: trouble.attempts }), 'bold')],
    ...(pagedAt === null ? [] : [[run(byHand(lease, words))]]),
  ];

  function byHand({ facts, plan }: Lease, said: Catalogue['card']['lease']): string {
    if (spec.kind === 'access-key') return said.byHand['access-key']({ user: plain(plan.user ?? '', 64) });
    const group = facts.groupId ?? plan.surroundings?.forensicGroup ?? said.unknownGroup;
    const interfaces = (plan.instance?.interfaces ?? []).map(({ id }) => id).join(', ');
    return said.byHand[spec.kind]({ group, interfaces });
  }
}
