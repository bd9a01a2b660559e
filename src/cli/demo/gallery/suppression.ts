import type { Suppression } from '../../../finding/suppression.ts';
import { day, hour, now } from './views.ts';

/** Something that somebody does not want to see for a while. */
export const suppression: Suppression = {
  id: 4,
  match: { type: ['Recon:EC2/Portscan'], account: ['111122223333'], resourceTag: { team: 'scanner' } },
  matcherVersion: 1,
  severity: 'Medium',
  reason: 'our own scanner, until it has an address of its own',
  author: 'U0CAROL',
  approver: null,
  caseId: 1042,
  channel: 'sec-alerts',
  createdAt: now - 2 * day,
  until: now + 11 * day,
  idle: 7 * day,
  hits: 41,
  lastHitAt: now - hour,
  ended: null,
  remindedAt: null,
};
