import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slowMatch } from './testing/slow.ts';
import { rulesetOf } from './testing/try-rule.ts';

/* Random rules on random events: the engine, its index and all, says what the slow evaluator says. */

const names = ['a', 'b', 'c'];
const words = fc.constantFrom(
  'x',
  'X',
  'y',
  'xy',
  'Yx',
  '',
  '1',
  '10',
  '1.5',
  'true',
  'x*y',
  '10.0.0.1',
  '192.0.2.9',
  '::1',
  'x\\y',
  'a.yxy/b',
  'A.YXY/',
);
const scalars = fc.oneof({ weight: 4, arbitrary: words }, fc.constantFrom(null, true, false, 1, 10, 1.5, -3));

const { value: events } = fc.letrec<{ value: unknown; map: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
  ),
  map: fc.dictionary(fc.constantFrom(...names, 'a.b', 'b.c'), tie('value'), { maxKeys: 4 }),
}));
const records = fc.dictionary(fc.constantFrom(...names, 'eventName', 'a.b'), events, { maxKeys: 5 });

const fields = fc.constantFrom('eventName', 'a', 'b', 'c', 'a.b', 'a.b.c', 'b.c');
const patterns = fc.oneof(
  words,
  fc.constantFrom('x*', '*y', '?', 'x?', '*', 'x\\*y', 'x\\\\*', '*1*', '*.yxy*', 'a.?xy/*', '*0.0.*'),
);
const some = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
const keyed = (modifiers: readonly string[], values: fc.Arbitrary<unknown>) =>
  fc
    .tuple(fields, fc.constantFrom(...modifiers), values)
    .map(([field, modifier, value]) => [`${field}${modifier}`, value] as const);

const entries = fc.oneof(
  { weight: 4, arbitrary: keyed([''], some(scalars)) },
  keyed(
    [
      '',
      '|contains',
      '|startswith',
      '|endswith',
      '|cased',
      '|contains|cased',
      '|neq',
      '|all',
      '|contains|all',
    ],
    some(patterns),
  ),
  keyed(['|exists'], fc.boolean()),
  keyed(
    ['|re', '|re|i', '|re|all'],
    some(fc.constantFrom('x', '^x', 'y$', 'x.?y', '[0-9]+', 'X|1', 'x\\*y', '.yxy', '\\.YXY+/')),
  ),
  keyed(['|cidr', '|cidr|neq'], some(fc.constantFrom('10.0.0.0/8', '192.0.2.0/25', '::/64'))),
  keyed(['|lt', '|lte', '|gt', '|gte'], some(fc.constantFrom(1, 1.5, 10))),
  keyed(['|fieldref', '|fieldref|cased', '|fieldref|neq'], fields),
);
const maps = fc.array(entries, { minLength: 1, maxLength: 3 }).map((list) => Object.fromEntries(list));
const keywords = fc.array(fc.constantFrom('x', 'Y', '1', 'true', '10.0'), { minLength: 1, maxLength: 2 });
const searches = fc.oneof(
  { weight: 6, arbitrary: maps },
  fc.array(maps, { minLength: 1, maxLength: 2 }),
  keywords,
);

const { condition: conditions } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('s1', 's2', '_s3', '1 of s*', 'all of s*', '1 of them', 'all of them', '1 of *3'),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or', 'and not', 'or not'), tie('condition'))
      .map((parts) => parts.join(' ')),
    tie('condition').map((inner) => `(${inner})`),
    tie('condition').map((inner) => `not ${inner}`),
  ),
}));
const detections = fc
  .tuple(searches, searches, searches, some(conditions))
  .map(([s1, s2, _s3, condition]) => ({ s1, s2, _s3, condition }));

test('rules match what the slow evaluator matches, and their order stands', () => {
  const documents = fc.array(detections, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(documents, fc.array(records, { minLength: 1, maxLength: 8 }), (rules, given) => {
      const logsource = { product: 'aws', service: 'cloudtrail' };
      const text = rules.map((detection, index) =>
        JSON.stringify({ title: 'A rule', id: `r${index}`, logsource, detection }),
      );
      const ruleset = rulesetOf(text.join('\n---\n'));
      for (const event of given) {
        const wanted = rules.flatMap((detection, index) =>
          slowMatch(detection, event) ? [`r${index}`] : [],
        );
        expect(ruleset.match(event, 'cloudtrail').map(({ ruleId }) => ruleId)).toEqual(wanted);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('the random rules and events are worth something: many match, many do not', () => {
  const sample = fc.sample(fc.tuple(detections, records), { numRuns: 1_000, seed: 6 });
  const matched = sample.filter(([detection, event]) => slowMatch(detection, event)).length;
  expect(matched).toBeGreaterThan(200);
  expect(matched).toBeLessThan(800);
});
