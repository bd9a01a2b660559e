import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

const away = () => Promise.reject(new Error('the database does not answer'));

describe('the metrics', () => {
  it('are there while the database is away, without what only it knows', async () => {
    const metrics = createMetrics({ ledger: away, backlog: away });
    metrics.messages.inc({ queue: 'alerts', result: 'returned' }, 10);
    const text = await metrics.registry.metrics();
    expect(text).toContain('yagura_messages_total{queue="alerts",result="returned"} 10');
    expect(text).toMatch(/^yagura_cards_waiting nan$/im);
    expect(text).toMatch(/^yagura_cards_oldest_waiting_seconds nan$/im);
    expect(text).toMatch(/^yagura_ledger_events\{outcome="quarantined"\} nan$/im);
  });

  it('are of now, all of them', async () => {
    const backlog = async () => ({ waiting: 3, oldestSeconds: 40 });
    const text = await createMetrics({ ledger: away, backlog }).registry.metrics();
    expect(text).toMatch(/^yagura_cards_waiting 3$/m);
    expect(text).toMatch(/^yagura_cards_oldest_waiting_seconds 40$/m);
  });
});
