import { describe, expect, test } from 'vitest';
import { catalogues } from './catalogue.ts';
import type { Explanation, Values } from './explanation.ts';

const values: Values = {
  resource: 'web-7',
  user: 'deployer',
  account: 'payments-prod',
  domain: 'pool.example.net',
  port: '22',
  address: '198.51.100.7',
  role: null,
  country: 'Examplia',
  api: 'GetObject',
  file: 'run.sh',
};
const bare: Values = {
  ...values,
  domain: null,
  port: null,
  address: null,
  country: null,
  api: null,
  file: null,
};

/** Every path to a word, and the words that are no functions. */
function leaves(node: unknown, path = ''): [path: string, value: unknown][] {
  if (typeof node !== 'object' || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}/${key}`));
}

const { en, ja } = catalogues;

describe('catalogues', () => {
  test('both languages have the same keys', () => {
    const shape = (catalogue: object) =>
      leaves(catalogue)
        .map(([path, value]) => `${path}: ${typeof value}`)
        .sort();
    expect(shape(ja)).toEqual(shape(en));
    expect(Object.keys(ja.threats)).toEqual(Object.keys(en.threats));
  });

  test('the regions have a name in both languages', () => {
    for (const code of [
      'us-east-1',
      'ap-northeast-1',
      'eu-central-1',
      'sa-east-1',
      'cn-north-1',
      'us-gov-west-1',
    ]) {
      expect(en.card.region(code)).not.toBe(code);
      expect(ja.card.region(code)).not.toBe(en.card.region(code));
    }
    expect(ja.card.region('xx-new-1')).toBe('xx-new-1');
    expect(en.card.region('constructor')).toBe('constructor');
  });

  const names = /^\/doors\//;
  test.each(leaves(en.card).filter(([path, value]) => typeof value === 'string' && !names.test(path)))(
    '%s is said in both languages',
    (path, english) => {
      const japanese = leaves(ja.card).find(([one]) => one === path)?.[1];
      expect(english).not.toBe('');
      expect(japanese).not.toBe('');
      expect(japanese).not.toBe(english);
    },
  );

  const explanations = (['threats', 'controls'] as const).flatMap((kind) =>
    Object.keys(en[kind]).map((key) => {
      const of = (catalogue: typeof en) => (catalogue[kind] as Readonly<Record<string, Explanation>>)[key];
      return { key, english: of(en), japanese: of(ja) };
    }),
  );
  const sentencesOf = (one: Explanation | undefined) =>
    [values, bare].flatMap((given) => [
      one?.headline(given, false) ?? '',
      one?.headline(given, true) ?? '',
      one?.sentence(given) ?? '',
      one?.first ?? '',
    ]);

  test.each(explanations)(
    '$key is explained in both languages, whatever is known',
    ({ english, japanese }) => {
      const said = [...sentencesOf(english), ...sentencesOf(japanese)];
      expect(said.filter((one) => one === '' || /undefined|null|\[object| {2}|^ | $/.test(one))).toEqual([]);
      for (const sentence of sentencesOf(japanese))
        expect(sentence).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u);
      for (const sentence of sentencesOf(english)) expect(sentence).toMatch(/^[\x20-\x7e…]+$/);
      expect(english?.headline(values, false)).not.toMatch(/[.!]$/);
      expect(english?.sentence(values)).toMatch(/\.$/);
      expect(english?.first).toMatch(/^[a-z].*\.$/);
      expect(japanese?.sentence(values)).toMatch(/。$/);
      expect(japanese?.first).toMatch(/。$/);
    },
  );
});
