import type { ApprovalRequest, Asked, RequestStatus } from '../../../finding/request.ts';
import { drawRequest } from '../../../slack/cards/request-card.ts';
import { type Entry, inEachLanguage, styleOf, type Text } from './entries.ts';
import { bucket, mining } from './life.ts';
import { caseOf, day, hour, now } from './views.ts';

const exception: Asked = { kind: 'exception', until: now + 30 * day };
const suppression: Asked = {
  ...{ kind: 'suppression', scope: 'account', until: now + 30 * day, idle: null },
  why: ['critical', 'true-positive', 'too-long'],
};
const asked: ApprovalRequest = {
  ...{ id: 7, caseId: 1050, asked: exception, severity: 'High', channel: 'sec-alerts' },
  ...{ reason: 'the download page is public by intent', askedBy: 'U0CAROL', askedAt: now - hour },
  ...{ expiresAt: now + 7 * day, status: 'asked', decidedBy: null, decidedAt: null },
};

const ends: readonly (readonly [Text, RequestStatus, string | null])[] = [
  [{ en: 'Granted', ja: '承認' }, 'granted', 'U0ALICE'],
  [{ en: 'Refused', ja: '却下' }, 'refused', 'U0ALICE'],
  [{ en: 'Withdrawn', ja: '取り下げ' }, 'withdrawn', 'U0CAROL'],
  [{ en: 'Nobody decided', ja: '判断されず期限切れ' }, 'expired', null],
  [{ en: 'No longer to be decided', ja: '判断不要' }, 'superseded', null],
];

/** What somebody asks others to agree to, and what becomes of it. */
export function requestEntries(): Promise<Entry[]> {
  const shown = (title: Text, request: ApprovalRequest) =>
    inEachLanguage(title, (language) => {
      const view = caseOf(request.asked.kind === 'exception' ? bucket : mining);
      return drawRequest({ key: 'request:7', request, view }, styleOf(language));
    });
  return Promise.all([
    shown({ en: 'An exception is asked for', ja: '例外の申請' }, asked),
    shown(
      { en: 'A suppression needs an approver', ja: '承認が必要な抑制' },
      { ...asked, caseId: 1042, asked: suppression },
    ),
    ...ends.map(([title, status, decidedBy]) =>
      shown(title, { ...asked, status, decidedBy, decidedAt: now }),
    ),
  ]);
}
