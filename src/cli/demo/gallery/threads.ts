import type { Notice } from '../../../finding/case.ts';
import { drawNotice } from '../../../slack/cards/notice.ts';
import { type Entry, inEachLanguage, styleOf, type Text } from './entries.ts';
import { hour, now } from './views.ts';

type Line = readonly [kind: Notice['kind'], values: Notice['values'], ...mentions: string[]];

const stories: readonly (readonly [title: Text, lines: readonly Line[]])[] = [
  [
    { en: 'An attack that grew', ja: '広がった攻撃' },
    [
      ['escalated', { minutes: 5 }, 'U0BOB'],
      ['page-unheard', { minutes: 2 }, 'U0BOB'],
      ['acknowledged', { by: 'U0CAROL', until: now + 4 * hour }],
      ['severity-raised', { from: 'High', to: 'Critical' }, 'U0CAROL'],
      ['resource-kind-added', { kinds: 'S3Bucket, AccessKey' }],
      ['happened-again', { times: 1 }, 'U0CAROL'],
      ['ack-lapsed', { by: 'U0CAROL' }, 'U0CAROL'],
      ['assigned', { by: 'U0ALICE', to: 'U0BOB' }, 'U0BOB'],
      ['closed', { resolution: 'gone' }],
      ['reopened', { times: 1 }, 'S0PAYMENTS'],
    ],
  ],
  [
    { en: 'A control that came back', ja: '再発したコントロール' },
    [
      ['closed', { resolution: 'fixed' }],
      ['reopened', { times: 3 }],
      ['closed', { resolution: 'external' }],
      ['external-reversed', {}],
      ['released', { by: 'U0CAROL' }],
      ['released', { by: 'U0ALICE', from: 'U0BOB' }, 'U0BOB'],
      ['flapping', { times: 4 }],
    ],
  ],
  [
    { en: 'What was kept quiet', ja: '抑制されたもの' },
    [
      ['suppressed', { suppression: 4, by: 'U0CAROL', until: now + 264 * hour, reason: 'our own scanner' }],
      ['shown-again', { suppression: 4 }],
      ['suppressed', {}],
      ['shown-again', {}],
      ['folded', { into: 1042 }],
    ],
  ],
  [
    { en: 'Said to be done', ja: '完了の報告' },
    [
      ['check-failed', { by: 'U0CAROL', seen: 'port 22 is open to 0.0.0.0/0' }],
      ['verifying', { by: 'U0CAROL', until: now + 25 * hour }],
      ['unconfirmed', { by: 'U0CAROL' }, 'U0CAROL'],
      ['settled', { by: 'U0CAROL', resolution: 'fixed' }],
    ],
  ],
  [
    { en: 'Closed by people', ja: '人による判断' },
    [
      ['settled', { by: 'U0CAROL', resolution: 'handled', note: 'isolated and rebuilt' }],
      ['settled', { by: 'U0CAROL', resolution: 'benign' }],
      ['settled', { by: 'U0BOB', resolution: 'false-positive' }],
      ['settled', { by: 'U0BOB', resolution: 'duplicate', into: 1040 }],
      ['reopened-by-hand', { by: 'U0ALICE', reason: 'it is the other instance' }],
      ['noted', { by: 'U0CAROL', text: 'asked the payments team' }],
      ['due-set', { by: 'U0ALICE', due: now + 240 * hour, reason: 'the vendor needs a week' }],
      ['due-set', { by: 'U0ALICE', reason: 'it goes with the old network' }],
      ['sample-marked', { by: 'U0CAROL' }],
      ['sample-unmarked', { by: 'U0CAROL' }],
    ],
  ],
  [
    { en: 'An exception', ja: '例外' },
    [
      ['excepted', { by: 'U0CAROL', approver: 'U0ALICE', until: now + 720 * hour, reason: 'a jump host' }],
      ['exception-over', { by: 'U0CAROL', approver: 'U0ALICE', reason: 'a jump host' }, 'U0CAROL', 'U0ALICE'],
      ['exception-outgrown', {}],
      ['exception-ended', { by: 'U0ALICE' }],
    ],
  ],
  [
    { en: 'When less is known', ja: 'わかることが少ないとき' },
    [
      ['escalated', {}],
      ['page-unheard', {}],
      ['acknowledged', {}],
      ['ack-lapsed', {}],
      ['flapping', {}],
      ['folded', {}],
      ['verifying', {}],
      ['excepted', {}],
      ['exception-over', {}],
      ['check-failed', {}],
    ],
  ],
];

export function noticeEntries(): Promise<Entry[]> {
  return Promise.all(
    stories.map(async ([title, lines]) => {
      const drawn = lines.map(([kind, values, ...mentions], seq) =>
        inEachLanguage(title, (language) =>
          drawNotice(
            { caseId: 1042, seq, kind, values, mentions, at: now, broadcast: false },
            styleOf(language),
          ),
        ),
      );
      return { title, messages: (await Promise.all(drawn)).flatMap(({ messages }) => messages) };
    }),
  );
}
