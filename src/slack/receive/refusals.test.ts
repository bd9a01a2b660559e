import { expect, test } from 'vitest';
import { auditOf } from '../../../test/support/tools.ts';
import type { AuditDraft } from '../../finding/audit.ts';
import { FakeClock } from '../../shared/clock.ts';
import { silentLogger } from '../../shared/logger.ts';
import { createRefusals } from './refusals.ts';

const typed = {
  userId: 'U1',
  surface: 'command',
  teamId: 'T1',
  channelId: 'C1',
  channelName: null,
  command: '/secack',
  text: 'Y12 for 4h',
} as const;
const refused = {
  userId: 'U1',
  surface: 'command',
  why: 'no-role',
  needs: 'responder',
  interaction: typed,
} as const;

test('names the case and the words, cut to what a row holds', async () => {
  const rows: AuditDraft[] = [];
  const { note } = createRefusals(auditOf(rows), new FakeClock(), silentLogger);
  await note(refused);
  await note({ ...refused, interaction: { ...typed, text: 'x'.repeat(3_000) } });
  expect(rows[1]).toMatchObject({ target: 'Y12', after: { asked: '/secack Y12 for 4h', why: 'no-role' } });
  expect(String(rows[0]?.after?.['asked'])).toHaveLength(1_000);
});

test('a flood by one person hides nobody else, and is told as a number', async () => {
  const rows: AuditDraft[] = [];
  const clock = new FakeClock();
  const { note, settle } = createRefusals(auditOf(rows), clock, silentLogger);
  for (let time = 0; time < 100; time += 1) await note(refused);
  await note({ ...refused, userId: 'U2' });
  expect(rows.map((one) => one.actor)).toEqual(['U2', ...Array.from({ length: 20 }, () => 'U1')]);
  await clock.advance(60_000);
  await note(refused);
  expect(rows.slice(0, 2)).toMatchObject([
    { actor: 'U1' },
    { actor: null, after: { onlyCounted: 80, people: 1 } },
  ]);
  await settle();
  expect(rows).toHaveLength(23);
});

test('a flood by many is bounded in all', async () => {
  const rows: AuditDraft[] = [];
  const { note, settle } = createRefusals(auditOf(rows), new FakeClock(), silentLogger);
  for (let who = 0; who < 1_000; who += 1) await note({ ...refused, userId: `U${who}`, teamId: 'T2' });
  expect(rows).toHaveLength(200);
  await settle();
  expect(rows[0]?.after).toMatchObject({ onlyCounted: 800 });
});

test('a log that cannot be written changes no refusal', async () => {
  const add = () => Promise.reject(new Error('away'));
  await expect(createRefusals({ add }, new FakeClock(), silentLogger).note(refused)).resolves.toBeUndefined();
});
