import { expect, test } from 'vitest';
import { catalogues, languages } from '../../../i18n/catalogue.ts';
import { productKind } from '../../../i18n/product-kind.ts';
import { threatFamily } from '../../../i18n/threat-family.ts';
import { productCases } from './bodies.ts';
import { gallery } from './gallery.ts';
import { lives } from './life.ts';
import { typeLike } from './views.ts';

test.each(Object.keys(catalogues.en.threats))('%s is shown by a type of its own', (family) => {
  expect(threatFamily(typeLike(family))).toBe(family);
});

test('everything is shown in every language, under addresses of its own', async () => {
  const { sections } = await gallery();
  const ids = sections.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { title, entries } of sections) {
    expect(entries, title['en']).not.toEqual([]);
    for (const entry of entries)
      expect(new Set(entry.messages.map(({ language }) => language)), entry.title['en']).toEqual(
        new Set(languages),
      );
  }
});

test('every family of GuardDuty and every sampled control is there, with words of ours', async () => {
  const { sections } = await gallery();
  const entriesOf = (id: string) =>
    sections.filter((section) => section.id.startsWith(id)).flatMap((section) => section.entries);
  const families = entriesOf('guardduty').map(({ title }) => title['en']);
  expect(families.sort()).toEqual(Object.keys(catalogues.en.threats).sort());
  const { why } = catalogues.en.card.notes;
  const foreign = [...entriesOf('guardduty'), ...entriesOf('controls')].filter(
    ({ messages }) => !JSON.stringify(messages).includes(why),
  );
  expect(foreign.map(({ title }) => title['en'])).toEqual([]);
});

test('every kind of finding of other products is there', () => {
  const kinds = [...productCases(), ...lives.map(([, view]) => [null, view] as const)].flatMap(
    ([, { findings }]) => findings.map(productKind),
  );
  expect(new Set(kinds)).toEqual(new Set([...Object.keys(catalogues.en.products), null]));
});
