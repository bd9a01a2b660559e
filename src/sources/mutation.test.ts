import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventOf, everyEvent, now } from './fixtures.ts';
import { flawsOf } from './flaws.ts';
import { normaliseEvent } from './registry.ts';

/** Every place in a value, as the keys that lead there. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]))];
}

/** The value with something else at one of its places. */
function replaced(value: unknown, path: readonly string[], other: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  const entries = Object.entries(value as object).map(([name, one]) => [
    name,
    name === key ? replaced(one, rest, other) : one,
  ]);
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e<!channel> *x* `y` <https://evil.example|z>',
    'x'.repeat(10_000),
    -1,
    1e308,
    Number.NaN,
    '1e400',
    '9999-99-99T99:99:99Z',
    true,
    [],
    {},
    [[[]]],
    [null],
    Array.from({ length: 700 }, (_, i) => ({
      Id: `r${i}`,
      uid: `r${i}`,
      Type: 't',
      type: 't',
      name: `r${i}`,
    })),
    JSON.parse('{"__proto__": {"sample": true}, "constructor": 1, "toString": 2}'),
  ),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

const mutated = fc.constantFrom(...Object.values(everyEvent)).chain((event) => {
  const places = placesIn(JSON.parse(JSON.stringify(event)));
  const change = fc.tuple(fc.constantFrom(...places), nasty);
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce<unknown>(
      (value, [path, other]) => {
        const reachable = placesIn(value).some((place) => place.join('\n') === path.join('\n'));
        return reachable ? replaced(value, path, other) : value;
      },
      JSON.parse(JSON.stringify(event)),
    ),
  );
});

const envelope = fc.constantFrom(
  undefined,
  { source: 'aws.guardduty', detailType: 'GuardDuty Finding' },
  { source: 'aws.guardduty', detailType: 'GuardDuty Malware Protection Object Scan Result' },
  { source: 'aws.securityhub', detailType: 'Security Hub Findings - Imported' },
  { source: 'aws.macie', detailType: 'Macie Finding' },
);

test('a mutated event is normalised, refused or unknown, and never breaks anything', () => {
  fc.assert(
    fc.property(mutated, envelope, (value, eventBridge) => {
      const result = normaliseEvent(eventOf(value, eventBridge), now);
      expect(flawsOf(result)).toEqual([]);
      expect('reason' in result ? result.reason.code : 'none').not.toBe('internal-error');
    }),
    { numRuns: 3_000 },
  );
});

test('so is anything at all', () => {
  fc.assert(
    fc.property(fc.anything(), envelope, (value, eventBridge) => {
      const result = normaliseEvent({ ...eventOf(null, eventBridge), value }, now);
      expect(flawsOf(result)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('the same event gives the same result, and is left as it was', () => {
  for (const value of Object.values(everyEvent)) {
    const before = JSON.stringify(value);
    expect(normaliseEvent(eventOf(value), now)).toEqual(normaliseEvent(eventOf(value), now));
    expect(JSON.stringify(value)).toBe(before);
  }
});
