import { expect, test } from 'vitest';
import { drawCase } from './case-card.ts';
import { caseOf, findings, start } from './testing/views.ts';

const notTaken = [
  { source: 'securityhub' as const, problem: 'FindingNotFound', count: 1 },
  { source: 'guardduty' as const, problem: 'BadRequestException', count: 2 },
];
const draw = (language: 'en' | 'ja', view = caseOf(findings.mining)) =>
  JSON.stringify(drawCase(view, { language, timeZone: 'UTC', now: start, names: new Map() }, { notTaken }));

test('a card says what AWS did not take of what was decided', () => {
  const card = draw('en');
  expect(card).toContain('Security Hub did not take what was decided here (FindingNotFound)');
  expect(card).toContain('GuardDuty did not take what was decided here for 2 copies (BadRequestException)');
  expect(draw('ja')).toContain('Security Hub に反映できませんでした(FindingNotFound)');
});

test('so does one that is closed', () => {
  const closed = caseOf(findings.mining, { state: 'resolved', resolution: 'gone', closedAt: start });
  expect(draw('en', closed)).toContain('did not take what was decided here');
});
