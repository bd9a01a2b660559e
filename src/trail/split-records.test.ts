import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordSplitter, type SplitOptions, type SplitProblem } from './split-records.ts';

/** Splits the text cut into chunks of these sizes, in turn. */
function split(text: string, sizes: readonly number[] = [65_536], options?: SplitOptions) {
  const values: unknown[] = [];
  const problems: SplitProblem[] = [];
  const splitter = new RecordSplitter(
    {
      record: (value) => values.push(value),
      problem: (problem) => problems.push(problem),
    },
    options,
  );
  const all = Buffer.from(text);
  for (let at = 0, turn = 0; at < all.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    splitter.push(all.subarray(at, at + size));
    at += size;
  }
  return { whole: splitter.end(), values, problems };
}

const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), {
  noNullPrototype: true,
});
/** As CloudTrail's: all of one file begin with the same key, though others may come in between. */
const alike = fc.tuple(fc.string({ maxLength: 30 }), record).map(([id, rest]) => ({ eventID: id, ...rest }));
const records = fc.array(fc.oneof({ weight: 5, arbitrary: alike }, { weight: 1, arbitrary: record }), {
  maxLength: 40,
});
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5_000 })), {
  minLength: 1,
  maxLength: 12,
});
const batch = fc.constantFrom(1, 40, 300, 32_768).map((batchBytes) => ({ batchBytes }));
const layout = fc.constantFrom<(value: unknown) => string>(
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n'),
);
const others = fc
  .dictionary(fc.string(), fc.jsonValue())
  .map((one) => Object.entries(one).filter(([key, value]) => key !== 'Records' || !Array.isArray(value)));

/** What `JSON.parse` makes of them: it knows no `-0` and no `undefined`. */
const parsed = (values: readonly unknown[]) => values.map((value) => JSON.parse(JSON.stringify(value)));

describe('any records, in chunks of any sizes, are those that JSON.parse finds', () => {
  it('in an envelope, with anything else beside them', () => {
    fc.assert(
      fc.property(
        records,
        others,
        others,
        layout,
        sizes,
        batch,
        (list, before, after, write, chunks, options) => {
          const members = [...before, ['Records', list] as const, ...after];
          const text = `{${members.map(([key, value]) => `${JSON.stringify(key)}:${write(value)}`).join(',')}}`;
          expect(split(text, chunks, options)).toMatchObject({
            whole: true,
            problems: [],
            values: parsed(list),
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('in a bare array', () => {
    fc.assert(
      fc.property(records, layout, sizes, batch, (list, write, chunks, options) => {
        expect(split(write(list), chunks, options)).toMatchObject({
          whole: true,
          problems: [],
          values: parsed(list),
        });
      }),
    );
  });

  it('one after the other', () => {
    const notAnEnvelope = records.map((list) => list.filter((one) => !Array.isArray(Object(one)['Records'])));
    fc.assert(
      fc.property(notAnEnvelope, layout, sizes, batch, (list, write, chunks, options) => {
        const text = list.map((one) => `${write(one)}\n`).join('');
        expect(split(text, chunks, options)).toMatchObject({
          whole: true,
          problems: [],
          values: parsed(list),
        });
      }),
    );
  });
});

const tokens = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '\n',
  ' ',
  'a',
  '1',
  '"Records":[',
  '{"a":1}',
  '\ufeff',
];

it('whatever arrives, the chunks make no difference, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...tokens), { maxLength: 60 }),
      sizes,
      batch,
      (parts, chunks, options) => {
        expect(split(parts.join(''), chunks, options)).toEqual(split(parts.join(''), [1_000]));
      },
    ),
    { numRuns: 1_000 },
  );
});

it('a cut anywhere is noticed, and costs no record before it', () => {
  const text = JSON.stringify({
    digest: { a: ['}', '{"'] },
    Records: [{ a: 1 }, { a: '\\"' }, { b: {} }],
    z: 1,
  });
  for (let length = 1; length < text.length; length += 1) {
    const { whole, values, problems } = split(text.slice(0, length), [7]);
    expect({ whole, problems }).toEqual({ whole: false, problems: [] });
    const before = ['{"a":1}', '{"a":"\\\\\\""}', '{"b":{}}'].filter(
      (one) => text.indexOf(one) + one.length <= length,
    );
    expect(values.map((one) => JSON.stringify(one))).toEqual(before);
  }
});

describe('what is wrong costs one record', () => {
  it.each<[string, string, SplitProblem[], unknown[]]>([
    ['a word that is none', '[{"a":1},{"a":tru},{"a":3}]', ['bad-json'], [{ a: 1 }, { a: 3 }]],
    ['a comma too many', '{"Records":[{"a":1,},{"a":2},,{"a":3}]}', ['bad-json'], [{ a: 2 }, { a: 3 }]],
    ['no comma', '[{"a":1}{"a":2}{"a":3}]', [], [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['other things', '[1,{"a":1},"x",null,[{"a":2}],-1e3]', Array(5).fill('not-an-object'), [{ a: 1 }]],
    ['words', 'hello\n{"a":1}\nbye', ['bad-json', 'bad-json'], [{ a: 1 }]],
    ['a line cut in a word', '{"a":1}\n{"a":"b\n{"a":2}\n', ['bad-json'], [{ a: 1 }, { a: 2 }]],
    ['a line cut after a value', '{"a":1}\n{"a":2,\n{"a":3}\n', ['bad-json'], [{ a: 1 }, { a: 3 }]],
  ])('%s', (_name, text, problems, values) => {
    expect(split(text)).toMatchObject({ whole: true, problems, values });
    expect(split(text, [1])).toMatchObject({ whole: true, problems, values });
  });

  it('a record inside a record that begins like a record', () => {
    const list = Array.from({ length: 50 }, (_, id) => ({
      eventID: id,
      copies: [{ x: id }, { eventID: id }],
    }));
    expect(split(JSON.stringify({ Records: list }))).toMatchObject({ problems: [], values: list });
  });

  it('one that is too large, though it is never held', () => {
    const large = { eventID: 'large', text: 'x'.repeat(3_000_000) };
    const list = [{ eventID: 'a' }, { eventID: 'b' }, large, { eventID: 'c' }, large, { eventID: 'd' }];
    const expected = {
      problems: ['too-large', 'too-large'],
      values: ['a', 'b', 'c', 'd'].map((eventID) => ({ eventID })),
    };
    expect(split(JSON.stringify({ Records: list }), [1_000])).toMatchObject(expected);
    expect(split(list.map((one) => JSON.stringify(one)).join('\n'), [100_000])).toMatchObject(expected);
  });

  it('the limit counts bytes, to the byte', () => {
    const exact = { eventID: 'é'.repeat(50) };
    const size = Buffer.byteLength(JSON.stringify(exact));
    const text = JSON.stringify([exact, exact, exact]);
    expect(split(text, [9], { maxRecordBytes: size })).toMatchObject({
      problems: [],
      values: [exact, exact, exact],
    });
    expect(split(text, [9], { maxRecordBytes: size - 1 })).toMatchObject({
      problems: Array(3).fill('too-large'),
      values: [],
    });
  });
});

describe('what stands around the records', () => {
  it.each<[string, string, unknown[]]>([
    ['an empty list', '{"Records":[]}', []],
    ['a byte order mark', '\ufeff{"Records":[{"a":1}]}', [{ a: 1 }]],
    ['Records that are no list', '{"Records":{"a":1}}', [{ Records: { a: 1 } }]],
    ['Records deeper down', '{"a":{"Records":[{"b":1}]}}', [{ a: { Records: [{ b: 1 }] } }]],
    ['two lists', '{"Records":[{"a":1}],"Records":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['many envelopes', '{"Records":[{"a":1}]}\n{"Records":[{"a":2}]}\n', [{ a: 1 }, { a: 2 }]],
    ['keys that only look so', '{"records":[{"a":1}]}', [{ records: [{ a: 1 }] }]],
    ['nothing', '', []],
  ])('%s', (_name, text, values) => {
    expect(split(text)).toMatchObject({ whole: true, problems: [], values });
    expect(split(text, [1])).toMatchObject({ whole: true, problems: [], values });
  });

  it('large neighbours of the list are passed by', () => {
    const text = JSON.stringify({
      ['k'.repeat(200)]: 'x'.repeat(2_500_000),
      Records: [{ a: 1 }],
      z: 'y'.repeat(2_500_000),
    });
    expect(split(text, [10_000])).toMatchObject({ whole: true, problems: [], values: [{ a: 1 }] });
  });
});
