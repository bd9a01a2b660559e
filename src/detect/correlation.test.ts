import { describe, expect, test } from 'vitest';
import { MemoryCorrelationState } from './correlation-state.ts';
import { problemsOf, rulesetOf } from './testing/try-rule.ts';

const begin = Date.UTC(2026, 10, 22, 5);

interface Given {
  readonly name: string;
  /** Seconds after the beginning. */
  readonly at: number;
  readonly user?: string;
  readonly address?: string;
  readonly id?: string;
}

let ids = 0;
function record({ name, at, user = 'carol', address = '198.51.100.7', id }: Given) {
  ids += 1;
  return {
    eventID: id ?? `event-${ids}`,
    eventName: name,
    eventTime: new Date(begin + at * 1_000).toISOString(),
    sourceIPAddress: address,
    userIdentity: { userName: user },
    requestParameters: { target: user },
  };
}

const base = (name: string, more = '') => `---
title: ${name}
id: id-${name}
name: ${name}
logsource: {product: aws, service: cloudtrail}
detection:
    s: {eventName: ${name}}
    condition: s
${more}`;

const correlation = (body: string, more = 'id: corr') => `---
title: Together
${more}
correlation:
${body.replace(/^/gm, '    ')}
`;

/** Which of the events, by place, makes which rules alert. */
function alerts(text: string, events: readonly Given[], state = new MemoryCorrelationState()): string[] {
  const ruleset = rulesetOf(text);
  return events.flatMap((given, index) => {
    const event = record(given);
    const matches = ruleset.match(event, 'cloudtrail');
    const all = [...matches, ...ruleset.correlate(matches, event, 'cloudtrail', state, begin)];
    return all
      .filter((one) => one.alerts)
      .map(({ ruleId, correlated }) => `${index} ${ruleId} ${correlated ?? ''}`.trim());
  });
}

const every = (seconds: number, count: number, given: Partial<Given> = {}): Given[] =>
  Array.from({ length: count }, (_, index) => ({ name: 'Login', at: index * seconds, ...given }));

describe('event_count', () => {
  const three = `${base('Login')}${correlation('type: event_count\nrules: Login\ngroup-by: [userIdentity.userName]\ntimespan: 1m\ncondition: {gte: 3}')}`;

  test('counts up to its number within the timespan, once', () => {
    expect(alerts(three, every(10, 2))).toEqual([]);
    expect(alerts(three, every(10, 3))).toEqual(['2 corr 3']);
    expect(alerts(three, every(10, 6))).toEqual(['2 corr 3']);
    expect(alerts(three, every(31, 9))).toEqual([]);
    expect(alerts(three, every(30, 3))).toEqual(['2 corr 3']);
  });

  test('again when the timespan is over', () => {
    expect(alerts(three, every(10, 10))).toEqual(['2 corr 3', '8 corr 7']);
  });

  test('each group for itself', () => {
    const mixed = every(1, 4).map((one, index) => ({ ...one, user: index % 2 ? 'bob' : 'carol' }));
    expect(alerts(three, mixed)).toEqual([]);
    expect(alerts(three, [...mixed, { name: 'Login', at: 5, user: 'bob' }])).toEqual(['4 corr 3']);
  });

  test('an event without the group field belongs to no group', () => {
    const text = three.replace('userIdentity.userName', 'requestParameters.nothing');
    expect(alerts(text, every(1, 5))).toEqual([]);
  });

  test('without group-by all are one group', () => {
    const text = three.replace('    group-by: [userIdentity.userName]\n', '');
    expect(
      alerts(
        text,
        every(1, 3).map((one, index) => ({ ...one, user: `u${index}` })),
      ),
    ).toEqual(['2 corr 3']);
  });

  test('time is the time of the events, in whatever order they arrive', () => {
    const [a, b, c] = every(20, 3);
    expect(
      alerts(
        three,
        [c, a, b].filter((one) => one !== undefined),
      ),
    ).toEqual(['2 corr 3']);
    const late = [...every(20, 2, { name: 'Login' }), { name: 'Login', at: 90 }, { name: 'Login', at: 50 }];
    expect(alerts(three, late)).toEqual(['3 corr 3']);
  });

  test('a redelivered event counts once', () => {
    expect(alerts(three, every(1, 5, { id: 'same' }))).toEqual([]);
  });

  test.each([
    ['{gt: 2}', ['2 corr 3']],
    ['{eq: 2}', ['1 corr 2']],
    ['{gte: 2, lt: 2}', []],
    ['{gt: 1, lte: 3}', ['1 corr 2']],
    ['{lt: 2}', ['0 corr 1']],
  ])('the condition %s', (condition, expected) => {
    expect(alerts(three.replace('{gte: 3}', condition), every(1, 5))).toEqual(expected);
  });

  test('what it says: its own level, the group as key, the timespan as window', () => {
    const ruleset = rulesetOf(`${three}level: high\n`);
    const state = new MemoryCorrelationState();
    const made = every(1, 3).flatMap((given) => {
      const event = record(given);
      return ruleset.correlate(ruleset.match(event, 'cloudtrail'), event, 'cloudtrail', state, begin);
    });
    expect(made).toMatchObject([
      { ruleId: 'corr', level: 'High', dedupKey: '["carol"]', window: 3_600_000, correlated: 3 },
    ]);
  });
});

describe('value_count', () => {
  const text = `${base('Login')}${correlation('type: value_count\nrules: [Login]\ngroup-by: [sourceIPAddress]\ntimespan: 1m\ncondition: {field: userIdentity.userName, gte: 3}')}`;

  test('counts different values', () => {
    expect(alerts(text, every(1, 9))).toEqual([]);
    const users = ['a', 'b', 'a', 'c'].map((user, at) => ({ name: 'Login', at, user }));
    expect(alerts(text, users)).toEqual(['3 corr 3']);
    expect(
      alerts(
        text,
        users.map((one, index) => ({ ...one, address: `192.0.2.${index}` })),
      ),
    ).toEqual([]);
  });
});

describe('temporal', () => {
  const rules = ['A', 'B', 'C'].map((name) => base(name)).join('');
  const both = (type: string) =>
    `${rules}${correlation(`type: ${type}\nrules: [A, id-B, C]\ngroup-by: [userIdentity.userName]\ntimespan: 1m`)}`;
  const named = (...names: string[]): Given[] => names.map((name, index) => ({ name, at: index * 10 }));

  test('temporal: all of them, in any order', () => {
    expect(alerts(both('temporal'), named('C', 'A', 'A', 'B'))).toEqual(['3 corr 3']);
    expect(alerts(both('temporal'), named('A', 'B', 'B'))).toEqual([]);
    expect(alerts(both('temporal'), [...named('A', 'B'), { name: 'C', at: 61 }])).toEqual([]);
  });

  test('temporal_ordered: in the order of the list', () => {
    expect(alerts(both('temporal_ordered'), named('A', 'B', 'C'))).toEqual(['2 corr 3']);
    expect(alerts(both('temporal_ordered'), named('B', 'A', 'C'))).toEqual([]);
    expect(alerts(both('temporal_ordered'), named('B', 'A', 'B', 'A', 'C'))).toEqual(['4 corr 3']);
  });

  test('temporal_ordered: by the time of the events, not of their arrival', () => {
    const [a, b, c] = named('A', 'B', 'C');
    expect(
      alerts(
        both('temporal_ordered'),
        [c, b, a].filter((one) => one !== undefined),
      ),
    ).toEqual(['2 corr 3']);
  });

  test('with a condition fewer are enough', () => {
    const text = `${both('temporal')}    condition: {gte: 2}\n`;
    expect(alerts(text, named('A', 'A', 'C'))).toEqual(['2 corr 2']);
  });

  test('aliases: one name for different fields', () => {
    const text = `${rules}${correlation('type: temporal\nrules: [A, B]\ngroup-by: [who]\ntimespan: 1m\naliases:\n    who:\n        A: userIdentity.userName\n        B: requestParameters.target')}`;
    expect(alerts(text, named('A', 'B'))).toEqual(['1 corr 2']);
    expect(alerts(text.replace('requestParameters.target', 'sourceIPAddress'), named('A', 'B'))).toEqual([]);
  });

  test('a correlation of a correlation', () => {
    const text = `${correlation('type: temporal_ordered\nrules: [many, B]\ngroup-by: [userIdentity.userName]\ntimespan: 5m', 'id: top')}${base('A')}${base('B')}${correlation('type: event_count\nrules: A\ngroup-by: [userIdentity.userName]\ntimespan: 1m\ncondition: {gte: 2}', 'id: inner\nname: many')}`;
    expect(alerts(text, named('A', 'A', 'B'))).toEqual(['2 top 2']);
    expect(alerts(text, named('A', 'B'))).toEqual([]);
  });
});

describe('who alerts', () => {
  const body = 'type: event_count\nrules: A\ntimespan: 1m\ncondition: {gte: 2}';
  const named = [
    { name: 'A', at: 0 },
    { name: 'A', at: 1 },
  ];

  test('the rules that a correlation counts do not, unless it says generate', () => {
    expect(alerts(base('A') + correlation(body), named)).toEqual(['1 corr 2']);
    expect(alerts(base('A') + correlation(`${body}\ngenerate: true`), named)).toEqual([
      '0 id-A',
      '1 id-A',
      '1 corr 2',
    ]);
  });

  test('level: its own, else the worst of what it counts', () => {
    const level = (text: string) =>
      rulesetOf(text).correlate(
        rulesetOf(text).match(record({ name: 'A', at: 0 }), 'cloudtrail'),
        record({ name: 'A', at: 0 }),
        'cloudtrail',
        new MemoryCorrelationState(),
        begin,
      )[0]?.level;
    const once = correlation(body.replace('gte: 2', 'gte: 1'));
    expect(level(base('A', 'level: high\n') + once)).toBe('High');
    expect(level(`${base('A', 'level: high\n')}${once}level: critical\n`)).toBe('Critical');
  });
});

describe('a correlation that cannot be compiled', () => {
  const good = 'type: event_count\nrules: A\ntimespan: 1m\ncondition: {gte: 2}';
  test.each<[body: string, why: RegExp]>([
    [
      good.replace('rules: A', 'rules: [A, Nope]'),
      /line \d+: .* built on "Nope", and no rule of that id or name runs/,
    ],
    [good.replace('rules: A', 'rules: corr'), /built on "corr"|built on itself/],
    [good.replace('1m', '1 minute'), /expected a time such as 30s/],
    [good.replace('\ncondition: {gte: 2}', ''), /the key condition is missing/],
    [good.replace('{gte: 2}', '{gte: 60000}'), /counts further than 10000/],
    [good.replace('{gte: 2}', '{}'), /expected one of gt, gte, lt, lte and eq/],
    [good.replace('event_count', 'value_count'), /a value_count needs condition.field/],
    [good.replace('event_count', 'value_avg'), /value of correlation.type is wrong/],
  ])('%j', (body, why) => {
    const problems = problemsOf(base('A') + correlation(body));
    expect(problems).toEqual([expect.stringMatching(why)]);
  });

  test('who is built on it does not run either, and the rules it counts alert by themselves', () => {
    const text =
      base('A') +
      correlation(good.replace('rules: A', 'rules: [A, Nope]')) +
      correlation(good.replace('rules: A', 'rules: [corr]'), 'id: outer');
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/Nope/),
      expect.stringMatching(/outer .* built on "corr"/),
    ]);
  });
});

describe('what is remembered is bounded', () => {
  const text = `${base('Login')}${correlation('type: event_count\nrules: Login\ngroup-by: [userIdentity.userName]\ntimespan: 1d\ncondition: {gte: 3}')}`;

  test('groups: the one touched longest ago goes first, and it is counted', () => {
    const state = new MemoryCorrelationState(2);
    const users = ['a', 'a', 'b', 'c', 'a', 'c', 'c'].map((user, at) => ({ name: 'Login', at, user }));
    expect(alerts(text, users, state)).toEqual(['6 corr 3']);
    expect(state.droppedGroups('corr')).toBe(2);
    expect(state.droppedGroups('other')).toBe(0);
  });

  test('entries: the oldest go first, and it is counted', () => {
    const state = new MemoryCorrelationState();
    expect(alerts(text.replace('gte: 3', 'eq: 5000').replace('1d', '2h'), every(1, 2_500), state)).toEqual(
      [],
    );
    expect(state.get('corr', '["carol"]')).toMatchObject({ dropped: 0 });
    expect(alerts(text.replace('gte: 3', 'eq: 0'), every(1, 1_200, { user: 'bob' }), state)).toEqual([]);
    const window = state.get('corr', '["bob"]');
    expect(window?.dropped).toBe(200);
    expect(window?.entries).toHaveLength(1_000);
    expect(JSON.parse(JSON.stringify(window))).toMatchObject({ dropped: 200 });
  });

  test('what lies further back than twice the timespan is forgotten', () => {
    const state = new MemoryCorrelationState();
    expect(alerts(text.replace('1d', '1m'), every(50, 20), state)).toEqual([]);
    expect(state.get('corr', '["carol"]')?.entries).toHaveLength(3);
  });
});
