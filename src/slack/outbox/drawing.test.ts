import { describe, expect, it } from 'vitest';
import { RetryableError } from '../../shared/errors.ts';
import { silentLogger } from '../../shared/logger.ts';
import type { CardRow } from '../../store/ports/cards.ts';
import type { DueNotice } from '../../store/ports/notices.ts';
import { drawAtLast, drawNoticeAtLast } from './drawing.ts';
import { DrawingFailed } from './outbox.ts';

const easel = { logger: silentLogger, styleOf: () => ({ language: 'en', timeZone: 'UTC' }) as const };
const card: CardRow = {
  ...{ key: 'case:12', caseId: 12, channel: 'sec', severity: 'Critical', wanted: 1, shown: 0, material: 1 },
  ...{
    channelId: null,
    ts: null,
    gone: false,
    shownHash: null,
    data: null,
    storm: null,
    thread: null,
    attempts: 0,
  },
  ...{ unconfirmedSince: null, createdAt: 0, dirtySince: 0 },
};
const notice: DueNotice = {
  ...{ caseId: 12, seq: 3, kind: 'escalated', at: 0, broadcast: true, mentions: ['U0CAROL'], channel: 'sec' },
  ...{ channelId: 'C1', threadTs: '1.0', unconfirmedSince: null, attempts: 0 },
  // What SQL holds is ours, and yet may be something else one day.
  values: null as never,
};
const broken = () => Promise.reject(new TypeError('a bug'));

describe('a drawing that throws', () => {
  it('is tried again, and goes out in plain words in the end', async () => {
    for (const attempts of [0, 1, 4])
      await expect(drawAtLast(easel, broken, { ...card, attempts })).rejects.toBeInstanceOf(DrawingFailed);
    const plain = await drawAtLast(easel, broken, { ...card, attempts: 5 });
    expect(plain?.text).toMatch(/Critical · Y12 .*could not be drawn/);
    expect(plain?.metadata).toEqual({ event_type: 'yagura_card', event_payload: { key: 'case:12' } });
    const digest = { ...card, key: 'digest:sec:U1:2026-11-22', caseId: null, attempts: 5 };
    expect((await drawAtLast(easel, broken, digest))?.text).toContain('digest:sec:U1:2026-11-22');
  });

  it('is not blamed when the database is away', async () => {
    const away = () => Promise.reject(new RetryableError('away'));
    await expect(drawAtLast(easel, away, { ...card, attempts: 9 })).rejects.toBeInstanceOf(RetryableError);
  });

  it('still calls whoever its line was to call', () => {
    const style = { language: 'ja', timeZone: 'Asia/Tokyo' } as const;
    expect(() => drawNoticeAtLast(easel, notice, style, null)).toThrow(DrawingFailed);
    const plain = drawNoticeAtLast(easel, { ...notice, attempts: 5 }, style, null);
    expect(JSON.stringify(plain.blocks)).toContain('"user_id":"U0CAROL"');
    expect(plain.metadata.event_payload).toEqual({ key: 'case:12', seq: 3 });
  });
});
