import { expect, test } from 'vitest';
import { readerOf } from '../../../test/support/tools.ts';
import type { CheckReading, CheckResult } from '../../finding/check.ts';
import { readingsIn } from './decisions.ts';

const place = { account: '111122223333', region: 'ap-northeast-1' };

function looked(check: CheckReading['check'], id: string, detail: string, facts: CheckReading['facts']) {
  const reading: CheckReading = { check, subject: { ...place, id, detail }, holds: false, facts };
  const result: CheckResult = { at: 0, holds: false, readings: [reading], unasked: 0 };
  return { en: readingsIn(result, readerOf('en')), ja: readingsIn(result, readerOf('ja')) };
}

test('a port stands beside its group', () => {
  const { en } = looked('open-port', 'sg-1', '22', { asked: '22', open: ['22'] });
  expect(en).toEqual(['sg-1 22 (asked about: 22; open to the world: 22)']);
});

test('words of our own code reach nobody: what was asked is said in the language of whoever reads', () => {
  const bucket = looked('public-bucket', 'invoices', 'openable', { blocked: false });
  expect(bucket.en).toEqual(['invoices (public access blocked: no)']);
  const ports = looked('open-port', 'sg-1', 'high risk', { asked: 'high risk', open: ['23'] });
  expect(ports.en).toEqual(['sg-1 (asked about: high-risk ports; open to the world: 23)']);
  expect(ports.ja.join()).toContain('リスクの高いポート');
  expect(ports.ja.join()).not.toContain('high risk');
});
