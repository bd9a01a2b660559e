import { expect, test } from 'vitest';
import type { Wish } from '../finding/wish.ts';
import { isOurNote, noteOf } from './note.ts';

const wish: Wish = {
  ...{ status: 'SUPPRESSED', why: 'suppression', by: 'U0BOB', until: Date.UTC(2026, 11, 6, 9, 30) },
  ...{ reason: 'a planned test', caseId: 12 },
};
const facts = {
  language: 'en',
  caseId: 12,
  name: 'bob',
  url: 'https://example.slack.com/archives/C1/p1',
} as const;

test('says who, until when and why, and where to read on', () => {
  const note = noteOf(wish, facts);
  expect(note).toBe(
    '[Yagura] suppressed by bob until 2026-12-06 09:30 UTC: a planned test · Y12 https://example.slack.com/archives/C1/p1',
  );
  expect(isOurNote(note)).toBe(true);
  expect(isOurNote('looked into it')).toBe(false);
});

test('in Japanese, and without what is not known', () => {
  expect(noteOf(wish, { ...facts, language: 'ja' })).toBe(
    '[Yagura] bob が抑制(2026-12-06 09:30 UTC まで)。理由: a planned test · Y12 https://example.slack.com/archives/C1/p1',
  );
  expect(noteOf({ ...wish, until: null, reason: null }, { ...facts, name: null, url: null })).toBe(
    '[Yagura] suppressed by U0BOB · Y12',
  );
});

test('a policy speaks for many, and what is open again says so', () => {
  const byPolicy: Wish = { ...wish, why: 'policy', by: null, until: null, reason: 'sandbox', caseId: null };
  expect(noteOf(byPolicy, { ...facts, caseId: null, name: null, url: null })).toBe(
    '[Yagura] kept quiet by the policy sandbox',
  );
  expect(noteOf(null, { ...facts, url: null })).toBe('[Yagura] open again · Y12');
});

test('is no longer than the services take, and has no line of its own', () => {
  const long = noteOf({ ...wish, reason: `${'x'.repeat(3_000)}\n` }, { ...facts, name: 'ba\nb'.repeat(200) });
  expect(long.length).toBeLessThanOrEqual(512);
  expect(long).not.toMatch(/\p{Cc}/u);
  expect(long.endsWith(facts.url)).toBe(true);
});
