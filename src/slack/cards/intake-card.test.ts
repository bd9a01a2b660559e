import { describe, expect, test } from 'vitest';
import { drawIntake, type IntakeDay } from './intake-card.ts';
import { payloadHash } from './payload.ts';
import { limitsBroken } from './testing/slack-limits.ts';
import { readCard, start } from './testing/views.ts';

const day: IntakeDay = {
  day: '2026-11-22',
  total: 8,
  byReason: [
    { code: 'bad-json', queue: 'yagura-alerts', count: 7 },
    { code: 'invalid-field', queue: 'yagura-alerts', count: 1 },
  ],
  examples: [
    { messageId: 'm-1', path: '/detail', code: 'invalid-field', detail: '/severity: expected a number' },
  ],
  queues: [
    {
      queue: 'yagura-alerts',
      depth: 4,
      oldestSentAt: start,
      deadLetter: { depth: 3, oldestSentAt: start - 95 * 60_000 },
      seenAt: start,
    },
  ],
  timeZone: 'Asia/Tokyo',
  language: 'en',
};
const calm: IntakeDay = { ...day, total: 0, byReason: [], examples: [], queues: [] };

describe('drawIntake', () => {
  test('counts what was not understood and says what to do', () => {
    expect(readCard(drawIntake(day))).toEqual([
      '⚠ 8 events of 22 Nov were not understood',
      '7 not valid JSON (queue yagura-alerts)',
      '1 with a missing or wrong field (queue yagura-alerts)',
      'No card was made of them. They are kept; after a fix, "yagura replay" takes them in again.',
      'For example:',
      'm-1 /detail · with a missing or wrong field · /severity: expected a number',
      'The dead letter queue of yagura-alerts holds 3 messages, the oldest for 1 h 35 min. See the log for why, then redrive them in the SQS console.',
    ]);
  });

  test('in Japanese', () => {
    expect(readCard(drawIntake({ ...day, language: 'ja' }))).toEqual([
      '⚠ 11/22 のイベント8件を読み取れませんでした',
      '7件: JSON として読めません(キュー yagura-alerts)',
      '1件: 項目が足りないか、正しくありません(キュー yagura-alerts)',
      'カードは作られていません。本文は保管しています。修正後に「yagura replay」で取り込み直せます。',
      '例:',
      'm-1 /detail · 項目が足りないか、正しくありません · /severity: expected a number',
      'yagura-alerts のデッドレターキューに3件たまっています(最古は1時間35分前)。ログで原因を確かめ、SQS コンソールで再投入してください。',
    ]);
  });

  test('once everything was taken in again, one line is left', () => {
    expect(readCard(drawIntake(calm))).toEqual(['✓ Every event of 22 Nov was understood']);
    expect(limitsBroken(drawIntake(calm))).toEqual([]);
  });

  test('is found again by its day', () => {
    expect(drawIntake(day).metadata.event_payload).toEqual({ key: 'intake:2026-11-22' });
  });

  test('hostile and endless content stays inside the limits', () => {
    const text = '<!channel> "`*\u202E'.repeat(900);
    const [queue] = day.queues;
    const card = drawIntake({
      ...day,
      byReason: Array.from({ length: 40 }, () => ({ code: text, queue: text, count: 1e6 })),
      examples: Array.from({ length: 40 }, () => ({ messageId: text, path: text, code: text, detail: text })),
      queues: Array.from({ length: 40 }, () => ({ ...(queue ?? fail()), queue: text })),
    });
    expect(limitsBroken(card)).toEqual([]);
    expect(card.text).not.toMatch(/[<>]/);
  });

  test('equal drawings have equal hashes, others do not', () => {
    expect(payloadHash(drawIntake(day))).toBe(payloadHash(drawIntake({ ...day })));
    expect(payloadHash(drawIntake(day))).not.toBe(payloadHash(drawIntake({ ...day, total: 9 })));
    expect(payloadHash(drawIntake(day))).toMatch(/^[0-9a-f]{32}$/);
  });
});

function fail(): never {
  throw new Error('the example day has a queue');
}
