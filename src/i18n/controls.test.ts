import { describe, expect, test } from 'vitest';
import { securityControlId } from '../finding/controls.ts';
import { catalogues } from './catalogue.ts';
import type { Values } from './explanation.ts';

const { en, ja } = catalogues;

/** As long as `choose-text.ts` lets them become: a name in the headline, name, id and kind in the sentence. */
const longest: Values = {
  resource: 'x'.repeat(64),
  user: 'x'.repeat(64),
  account: 'x'.repeat(48),
  domain: null,
  port: null,
  address: null,
  role: null,
  country: null,
  api: null,
  file: null,
};
const longestLabel = 'x'.repeat(157);

describe('standards', () => {
  const old = (rules: readonly string[], version: string) =>
    rules.map((rule) => securityControlId(rule, `/v/${version}/`)).filter((id) => !id.startsWith('CIS.'));
  const numbers = (chapter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${chapter}.${index + 1}`);

  test.each([
    ['1.2.0', [...numbers('1', 22), ...numbers('2', 9), ...numbers('3', 14), ...numbers('4', 3)], 42],
    [
      '1.4.0',
      [
        ...numbers('1', 22),
        ...['2.1.1', '2.1.2', '2.1.5.1', '2.1.5.2', '2.2.1', '2.3.1'],
        ...numbers('3', 11),
        ...numbers('4', 15),
        ...numbers('5', 3),
      ],
      38,
    ],
  ])('every control of CIS %s that Security Hub has is explained', (version, rules, count) => {
    const ids = old(rules, version);
    expect(ids).toHaveLength(count);
    expect(ids.filter((id) => !Object.hasOwn(en.controls, id))).toEqual([]);
  });

  // Security Hub user guide, "CIS AWS Foundations Benchmark": versions 3.0.0 and 5.0.0 use security control ids.
  test.each(
    `Account.1 CloudTrail.1 CloudTrail.2 CloudTrail.4 CloudTrail.7 Config.1 EC2.2 EC2.6 EC2.7 EC2.8 EC2.21 EC2.53
     EC2.54 EFS.1 EFS.8 IAM.2 IAM.3 IAM.4 IAM.5 IAM.6 IAM.9 IAM.15 IAM.16 IAM.18 IAM.22 IAM.26 IAM.27 IAM.28 KMS.4
     RDS.2 RDS.3 RDS.5 RDS.13 RDS.15 S3.1 S3.5 S3.8 S3.20 S3.22 S3.23`.split(/\s+/),
  )('%s of CIS 3.0.0 and 5.0.0 is explained', (id) => {
    expect(Object.keys(en.controls)).toContain(id);
  });
});

test('at least a hundred controls, the same in both languages', () => {
  expect(Object.keys(en.controls).length).toBeGreaterThanOrEqual(100);
  expect(Object.keys(ja.controls)).toEqual(Object.keys(en.controls));
});

describe.each([
  ['en', en.controls],
  ['ja', ja.controls],
])('%s', (language, controls) => {
  test.each(Object.entries(controls))('%s is said, and fits with the longest values', (_, words) => {
    for (const over of [false, true]) expect(words.headline(longest, over).length).toBeLessThanOrEqual(120);
    expect(words.sentence({ ...longest, resource: longestLabel }).length).toBeLessThanOrEqual(280);
    for (const text of [words.first, words.why, words.breaks]) {
      expect(text.length).toBeLessThanOrEqual(240);
      expect(text).toMatch(language === 'ja' ? /[\p{sc=Hiragana}].*。$/u : /^[\x20-\x7e]+\.$/);
    }
  });

  test.each(Object.entries(controls))('%s names what it is about', (_, words) => {
    const said = words.headline({ ...longest, resource: 'web-7', account: 'payments-prod' }, false);
    expect(said).toMatch(/web-7|payments-prod/);
  });
});
