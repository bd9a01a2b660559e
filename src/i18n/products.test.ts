import { describe, expect, test } from 'vitest';
import { catalogues } from './catalogue.ts';
import type { ProductValues } from './explanation.ts';

const { en, ja } = catalogues;

/** As long as `product-values.ts` and `choose-text.ts` let them become. */
const longest: ProductValues = {
  resource: 'x'.repeat(64),
  user: 'x'.repeat(64),
  account: 'x'.repeat(48),
  domain: null,
  port: '65535',
  address: null,
  role: null,
  country: null,
  api: null,
  file: 'x'.repeat(100),
  cve: 'x'.repeat(20),
  package: 'x'.repeat(24),
  version: 'x'.repeat(24),
  fixedIn: 'x'.repeat(24),
  exploit: true,
  data: 'x'.repeat(60),
  sharedWith: 'x'.repeat(80),
  rule: 'x'.repeat(40),
  closed: '1'.repeat(12),
  unverifiable: '1'.repeat(12),
  minutes: '1'.repeat(8),
  notice: 'x'.repeat(48),
};
const bare: ProductValues = {
  ...longest,
  resource: 'web-7',
  account: 'payments-prod',
  port: null,
  file: null,
  cve: null,
  package: null,
  version: null,
  fixedIn: null,
  exploit: false,
  data: null,
  sharedWith: null,
  rule: null,
  closed: null,
  unverifiable: null,
  minutes: null,
  notice: null,
};

test('the same kinds in both languages', () => {
  expect(Object.keys(ja.products)).toEqual(Object.keys(en.products));
});

describe.each([
  ['en', en.products],
  ['ja', ja.products],
])('%s', (language, products) => {
  const whole = language === 'ja' ? /\p{sc=Hiragana}.*。$/u : /^[\x20-\x7e]+\.$/;

  test.each(Object.entries(products))('%s fits with the longest values', (_, words) => {
    for (const over of [false, true]) expect(words.headline(longest, over).length).toBeLessThanOrEqual(120);
    expect(words.sentence(longest).length).toBeLessThanOrEqual(280);
    for (const text of [words.first, words.why, words.harmless, words.breaks])
      expect(text.length).toBeLessThanOrEqual(240);
  });

  test.each(Object.entries(products))('%s is said whatever is known', (_, words) => {
    for (const values of [longest, bare]) {
      const said = [words.headline(values, false), words.headline(values, true), words.sentence(values)];
      expect(said.filter((text) => /null|undefined| {2}|^ | $|\( ?\)/.test(text))).toEqual([]);
      expect(words.sentence(values)).toMatch(whole);
    }
    for (const text of [words.first, words.why, words.harmless, words.breaks]) expect(text).toMatch(whole);
    expect(words.headline(bare, false)).toMatch(/web-7|payments-prod/);
    if (language === 'en') expect(words.first).toMatch(/^[a-z]/);
  });
});
