import type { Notice } from '../../../finding/case.ts';
import { drawCase } from '../../../slack/cards/case-card.ts';
import { drawIntake } from '../../../slack/cards/intake-card.ts';
import { drawNotice } from '../../../slack/cards/notice.ts';
import { type Entry, inEachLanguage, timeZone } from './entries.ts';
import { caseOf, control, minute, now, threat } from './views.ts';

const mining = threat('CryptoCurrency:EC2/BitcoinTool.B!DNS', {
  severity: 'Critical',
  sources: ['guardduty', 'securityhub', 'securityhub-v2'],
});
const bucket = control('S3.8');
const sequence = threat('AttackSequence:S3/CompromisedData', { severity: 'Critical', count: 4 });
const closed = { state: 'resolved', closedAt: now + 19 * minute } as const;

/** What a channel sees of cases between their opening and their end. */
export const lives = [
  ['New: nobody has it', caseOf(mining)],
  ['Taken', caseOf(mining, { assignee: 'U0CAROL' })],
  ['A failed control, with a deadline', caseOf(bucket, { dueAt: now + 14 * 24 * 60 * minute })],
  ['An attack sequence over several resources', caseOf(sequence)],
  ['Nobody can evaluate it at present', caseOf(bucket, { unverifiable: true, assignee: 'U0BOB' })],
  ['Back after it was closed', caseOf(mining, { reopened: 2 })],
  ['A sample that somebody made in GuardDuty', caseOf({ ...mining, sample: true })],
  ['Several findings in one case', caseOf([sequence, mining, threat('Recon:EC2/Portscan')])],
  ['Closed: fixed', caseOf(bucket, { ...closed, resolution: 'fixed' })],
  ['Closed: gone at its source', caseOf(mining, { ...closed, resolution: 'gone', reopened: 1 })],
  ['Set aside by somebody in AWS', caseOf(bucket, { ...closed, state: 'external', resolution: 'external' })],
] as const;

export function lifeEntries(): Promise<Entry[]> {
  return Promise.all(
    lives.map(([title, view]) =>
      inEachLanguage(title, (language) => drawCase(view, { language, timeZone, rawEvent: true })),
    ),
  );
}

type Line = readonly [kind: Notice['kind'], values: Notice['values']];

const stories: readonly (readonly [title: string, lines: readonly Line[]])[] = [
  [
    'An attack that grew',
    [
      ['severity-raised', { from: 'High', to: 'Critical' }],
      ['resource-kind-added', { kinds: 'S3Bucket, AccessKey' }],
      ['closed', { resolution: 'gone' }],
      ['reopened', { times: 1 }],
    ],
  ],
  [
    'A control that came back',
    [
      ['closed', { resolution: 'fixed' }],
      ['reopened', { times: 3 }],
      ['closed', { resolution: 'external' }],
      ['external-reversed', {}],
    ],
  ],
];

export function noticeEntries(): Promise<Entry[]> {
  return Promise.all(
    stories.map(async ([title, lines]) => {
      const drawn = lines.map(([kind, values], seq) =>
        inEachLanguage(title, (language) =>
          drawNotice({ caseId: 1042, seq, kind, values, at: now, broadcast: false }, { language }),
        ),
      );
      return { title, messages: (await Promise.all(drawn)).flatMap(({ messages }) => messages) };
    }),
  );
}

export function intakeEntries(): Promise<Entry[]> {
  const day = { day: '2026-11-22', timeZone };
  return Promise.all([
    inEachLanguage('A day with trouble', (language) =>
      drawIntake({
        ...day,
        language,
        total: 5,
        byReason: [
          { code: 'bad-json', queue: 'yagura-alerts', count: 3 },
          { code: 'account-not-allowed', queue: 'yagura-partners', count: 2 },
        ],
        examples: [
          { messageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324', path: '', code: 'bad-json', detail: null },
          {
            messageId: '5f1c7d80-0000-4000-8000-000000000002',
            path: '/Records/0',
            code: 'account-not-allowed',
            detail: '999988887777',
          },
        ],
        queues: [
          {
            queue: 'yagura-alerts',
            seenAt: now,
            depth: 0,
            oldestSentAt: null,
            deadLetter: { depth: 2, oldestSentAt: now - 190 * minute },
          },
        ],
      }),
    ),
    inEachLanguage('A day without', (language) =>
      drawIntake({ ...day, language, total: 0, byReason: [], examples: [], queues: [] }),
    ),
  ]);
}
