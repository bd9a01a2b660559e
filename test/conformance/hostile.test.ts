import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateMessage } from '../../sim/slack/validate/message.ts';
import { casesOf } from '../../src/cli/preview.ts';
import { languages } from '../../src/i18n/catalogue.ts';
import { interpret } from '../../src/reading.ts';
import { drawCase } from '../../src/slack/cards/case-card.ts';
import { control, guardDuty, guardDutyAsAsff, guardDutyAsOcsf } from '../support/bodies.ts';
import { realBodies, there } from './data.ts';

/*
 * Whatever is on a queue, somebody may have put it there: bodies in AWS's shapes, and real ones where they are at
 * hand, with parts taken away, doubled, replaced or put deeper, and text that is no body at all.
 */
const now = Date.UTC(2026, 10, 22, 5);
const own = { id: 'aaaabbbbccccddddeeeeffff00001111', at: now - 60_000 };
const custom = JSON.stringify({
  schema: 'yagura.custom.v1',
  source: 'door',
  id: '1',
  title: 'Opened',
  severity: 'high',
  time: new Date(own.at).toISOString(),
  resource: { type: 'Door', id: 'north' },
  fields: { badge: '17' },
});
const real = there
  ? realBodies().filter(({ file, line }) => line > 0 && !/cloudtrail|waf|kubescape/.test(file))
  : [];
const originals: readonly unknown[] = [
  guardDuty(own),
  guardDutyAsAsff(own),
  guardDutyAsOcsf(own),
  control({ at: own.at, resource: 'sg-0aaaabbbbccccdddd' }),
  custom,
  ...real.map((one) => one.body),
].map((body) => JSON.parse(body));

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\ud800',
    '\u0000',
    '\udfff<!channel>\u202e',
    '`*_~<https://evil.example|https://console.aws.amazon.com>',
    'x'.repeat(60_000),
    '😀'.repeat(9_000),
    '2026-13-41T25:61:61Z',
    'arn:aws:::::',
    '__proto__',
  ),
);
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.double(),
  fc.constantFrom(null, true, 1e308, -1, {}, [], [null], { '': { '': [] } }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.integer({ min: 1, max: 200 }).map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)),
);

/** What may become of one place in a body. */
type Change = (value: unknown) => unknown;
const change: fc.Arbitrary<Change> = fc.oneof(
  nasty.map(
    (other): Change =>
      () =>
        other,
  ),
  fc.constantFrom<Change>(
    () => undefined,
    (value) => [value, value],
    (value) => JSON.stringify(value),
    (value) => ({ detail: value }),
    (value) => ({ Records: [value, { Sns: { Message: JSON.stringify(value) } }] }),
  ),
  fc.tuple(text, nasty).map(
    ([name, other]): Change =>
      (value) =>
        typeof value === 'object' && value !== null ? { ...value, [name]: other } : other,
  ),
);

/** Changes the n-th place of a value, counted as JSON.stringify meets them. */
function changed(value: unknown, n: number, with_: Change): unknown {
  let left = n % countOf(value);
  const walk = (one: unknown): unknown => {
    if (left-- === 0) return with_(one);
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inside]) => [key, walk(inside)]));
  };
  return walk(value);
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + countOf(one), 1);
}

const mutated = fc
  .tuple(fc.constantFrom(...originals), fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 5 }))
  .map(([original, changes]) =>
    JSON.stringify(
      changes.reduce<unknown>((value, [n, with_]) => changed(value, n, with_), original) ?? null,
    ),
  );

/** A body whose text was hurt on the way: cut, doubled, or with something in the middle. */
const damaged = fc
  .tuple(fc.constantFrom(...originals), fc.nat(), fc.nat(), text)
  .map(([original, from, length, other]) => {
    const body = JSON.stringify(original);
    const at = from % body.length;
    return `${body.slice(0, at)}${other}${body.slice(at + (length % 200))}`;
  });

/** The same key twice, the second time with something else. */
const doubled = fc.tuple(fc.constantFrom(...originals), fc.nat(), nasty).map(([original, n, other]) => {
  const body = JSON.stringify(original);
  const keys = [...body.matchAll(/(?<=[{,])"[^"\\]+":/g)];
  const key = keys[n % Math.max(1, keys.length)];
  return key
    ? `${body.slice(0, key.index)}${key[0]}${JSON.stringify(other) ?? 'null'},${body.slice(key.index)}`
    : body;
});

const body = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 1, arbitrary: damaged },
  { weight: 1, arbitrary: doubled },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
);

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* stringsIn(one);
}

/** Everything that is wrong with what some bodies became; throws only where something threw. */
function flawsOf(bodies: readonly string[]): string[] {
  const read = bodies.map((one) => interpret(one, now));
  const arrived = read.flatMap((events, index) =>
    events.flatMap(({ finding, path }) => (finding ? [{ finding, messageId: String(index), path }] : [])),
  );
  const cards = casesOf(arrived, now).flatMap((view) =>
    languages.map((language) => drawCase(view, { language, timeZone: 'Asia/Tokyo', now })),
  );
  return [
    ...read.filter((events) => events.length === 0).map(() => 'a body without an answer'),
    ...read
      .flat()
      .flatMap(({ reason }) => (reason?.code === 'internal-error' ? [`an error: ${reason.detail}`] : [])),
    ...cards.flatMap((card) => {
      const sent: unknown = JSON.parse(JSON.stringify(card));
      expect(sent).toEqual(card);
      const broken = [...stringsIn(sent)].filter((one) => !one.isWellFormed() || one.includes('\u0000'));
      return [
        ...validateMessage(sent),
        ...broken.map((one) => `a character that is none in ${one.slice(0, 80)}`),
      ];
    }),
  ];
}

test('whatever is on a queue is answered, and every card it becomes is one that Slack takes', () => {
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 4 }), (bodies) => {
      expect(flawsOf(bodies)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('what is left alone becomes cards, so the property is about something', () => {
  expect(flawsOf(originals.map((one) => JSON.stringify(one)))).toEqual([]);
  const findings = originals
    .flatMap((one) => interpret(JSON.stringify(one), now))
    .filter((one) => one.finding);
  expect(findings.length).toBeGreaterThanOrEqual(5);
});
