import { describe, expect, test } from 'vitest';
import type { Finding } from '../finding/finding.ts';
import type { RuleMemory } from '../store/ports/rules.ts';
import { type Answer, type Heard, hear } from './hearing.ts';
import { type LiveRules, liveRules } from './live-rules.ts';
import { createRuleMemory } from './memory.ts';
import { compileRulebook } from './rulebook.ts';
import { subjectOf } from './subject.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;

const stop = (extra = '') => `
title: Stopped
id: stop
level: low
logsource: {product: aws, service: cloudtrail}
detection: {s: {eventName: StopLogging}, condition: s}
${extra}`;

const repeated = `
title: Stopped again and again
id: repeated
level: high
correlation: {type: event_count, rules: [stop], group-by: [userIdentity.arn], timespan: 1h, condition: {gte: 3}}
`;

function rulesOf(texts: readonly string[], staged: Readonly<Record<string, number>> = {}): LiveRules {
  const files = texts.map((text, at) => ({ name: `${at}.yml`, text, stage: 0 }));
  const book = compileRulebook({ files, options: {}, staged });
  expect(book.problems).toEqual([]);
  return liveRules(book, new Map([['stop', noon]]), noon);
}

interface Event {
  readonly id?: string;
  readonly shared?: string;
  readonly at?: number;
  readonly user?: string;
}

function heardOf(rules: LiveRules, event: Event, messageId: string): Heard[] {
  const { id, shared, at = noon, user = 'mallory' } = event;
  const record = {
    eventName: 'StopLogging',
    eventSource: 'cloudtrail.amazonaws.com',
    eventTime: new Date(at).toISOString(),
    recipientAccountId: '111122223333',
    userIdentity: { arn: `arn:aws:iam::111122223333:user/${user}` },
    ...(id !== undefined && { eventID: id }),
    ...(shared !== undefined && { sharedEventID: shared }),
  };
  const matches = rules.book.ruleset.match(record, 'cloudtrail');
  return matches.length === 0
    ? []
    : [{ event: record, subject: subjectOf(record, null, noon), matches, messageId, path: '/detail' }];
}

/** Hears them in one batch; the triage posts whatever is new to it. */
async function hearAll(
  rules: LiveRules,
  events: readonly Event[],
  memory: RuleMemory,
  messageId = 'm-1',
  now = noon,
): Promise<{ findings: Finding[]; outcomes: string[] }> {
  const heard = events.flatMap((event) => heardOf(rules, event, messageId));
  const hearing = await hear(heard, memory, rules, now);
  const decided = hearing.findings.map((): Answer => ({ outcome: 'posted', reason: { code: 'new' } }));
  await memory.save(hearing.changes(decided), now);
  return {
    findings: hearing.findings.map(({ finding }) => finding),
    outcomes: hearing.answers(decided).map(({ answer }) => answer.outcome),
  };
}

describe('an event that comes again', () => {
  test('counts once, in one batch and in another', async () => {
    const [rules, memory] = [rulesOf([stop()]), createRuleMemory()];
    expect(await hearAll(rules, [{ id: 'a' }, { id: 'a' }], memory)).toMatchObject({
      outcomes: ['posted', 'duplicate'],
      findings: [{ count: 1 }],
    });
    expect(await hearAll(rules, [{ id: 'a' }], memory, 'm-2')).toEqual({
      findings: [],
      outcomes: ['duplicate'],
    });
  });

  test('at its own place it is what it was', async () => {
    const [rules, memory] = [rulesOf([stop()]), createRuleMemory()];
    await hearAll(rules, [{ id: 'a' }], memory);
    expect(await hearAll(rules, [{ id: 'a' }], memory)).toEqual({ findings: [], outcomes: ['posted'] });
  });

  test('is known by the id that two accounts share', async () => {
    const [rules, memory] = [rulesOf([stop()]), createRuleMemory()];
    await hearAll(rules, [{ id: 'a', shared: 's' }], memory);
    expect((await hearAll(rules, [{ id: 'b', shared: 's' }], memory, 'm-2')).outcomes).toEqual(['duplicate']);
  });

  test('without an id is known by what it says', async () => {
    const [rules, memory] = [rulesOf([stop()]), createRuleMemory()];
    await hearAll(rules, [{}], memory);
    expect((await hearAll(rules, [{}], memory, 'm-2')).outcomes).toEqual(['duplicate']);
    expect((await hearAll(rules, [{ at: noon + 1_000 }], memory, 'm-3')).outcomes).toEqual(['posted']);
  });
});

test('the same people make one alert, whatever order their events come in; others make another', async () => {
  const [rules, memory] = [rulesOf([stop()]), createRuleMemory()];
  const { findings } = await hearAll(
    rules,
    [
      { id: 'a', at: noon },
      { id: 'b', at: noon - minute },
      { id: 'c', user: 'oscar' },
    ],
    memory,
  );
  expect(new Set(findings.map(({ identity }) => identity)).size).toBe(2);
  expect(findings[1]).toMatchObject({ count: 2, firstSeen: noon - minute, lastSeen: noon, updatedAt: noon });
});

describe('a threshold', () => {
  const three = stop('yagura: {threshold: 3, window: 10m}');

  test('is reached within the window, across batches and in any order', async () => {
    const [rules, memory] = [rulesOf([three]), createRuleMemory()];
    expect((await hearAll(rules, [{ id: 'c', at: noon + 9 * minute }], memory)).outcomes).toEqual(['merged']);
    expect((await hearAll(rules, [{ id: 'b', at: noon + 5 * minute }], memory)).outcomes).toEqual(['merged']);
    const last = await hearAll(rules, [{ id: 'a', at: noon }], memory);
    expect(last).toMatchObject({ outcomes: ['posted'], findings: [{ count: 3, firstSeen: noon }] });
  });

  test('is not reached by what lies further apart', async () => {
    const [rules, memory] = [rulesOf([three]), createRuleMemory()];
    const far = [0, 11, 22, 33].map((at, id) => ({ id: String(id), at: noon + at * minute }));
    expect((await hearAll(rules, far, memory)).outcomes).toEqual(Array(4).fill('merged'));
  });
});

describe('a run of matches', () => {
  /** When the run began that each match was said to be in; null: people were not told. All in minutes after noon. */
  const episodesOf = async (text: string, at: readonly number[], heard = at.map(() => 600)) => {
    const [rules, memory] = [rulesOf([text]), createRuleMemory()];
    const episodes = [];
    for (const [id, happened] of at.entries()) {
      const event = { id: String(id), at: noon + happened * minute };
      const now = noon + (heard[id] ?? 0) * minute;
      const { findings } = await hearAll(rules, [event], memory, `m-${id}`, now);
      episodes.push(findings.map(({ episode = 0 }) => (episode - noon) / minute)[0] ?? null);
    }
    return episodes;
  };

  test('goes on within the window, and begins anew after a window of silence', async () => {
    expect(await episodesOf(stop(), [0, 60, 120, 181, 182])).toEqual([0, 0, 0, 181, 181]);
  });

  test('does not begin anew with what is late', async () => {
    expect(await episodesOf(stop(), [200, 0, 210])).toEqual([200, 200, 200]);
  });

  test('is one of alerts: what stays below the threshold keeps no silence away', async () => {
    const three = stop('yagura: {threshold: 3, window: 10m}');
    expect(await episodesOf(three, [0, 1, 2, 3, 13, 22, 31, 32, 33])).toEqual([
      ...[null, null, 2, 2, null, null, null, null, 33],
    ]);
  });

  test('a time that has not come yet silences none of those before it', async () => {
    const heard = [0, 10, 120, 125];
    expect(await episodesOf(stop(), [0, 500_000, 120, 500_000], heard)).toEqual([0, 0, 120, 120]);
  });
});

test('a staged rule is counted and makes no finding, until its time is over', async () => {
  const rules = rulesOf([stop()], { stop: 86_400_000 });
  const memory = createRuleMemory();
  expect(await hearAll(rules, [{ id: 'a' }], memory)).toEqual({ findings: [], outcomes: ['suppressed'] });
  const later = { ...rules, isStaged: (id: string) => rules.isStaged(id, noon + 86_400_000) };
  expect(await hearAll(later, [{ id: 'b' }], memory)).toMatchObject({ findings: [{ count: 2 }] });
});

describe('a correlation', () => {
  test('counts across batches; the rule it is built on is silent', async () => {
    const [rules, memory] = [rulesOf([stop(), repeated]), createRuleMemory()];
    const first = await hearAll(rules, [{ id: 'a' }, { id: 'b', at: noon + minute }], memory);
    expect(first).toEqual({ findings: [], outcomes: ['dropped', 'dropped'] });
    const again = await hearAll(rules, [{ id: 'b', at: noon + minute }], memory, 'm-2');
    expect(again.findings).toEqual([]);
    const third = await hearAll(rules, [{ id: 'c', at: noon + 2 * minute }], memory, 'm-3');
    expect(third).toMatchObject({
      outcomes: ['posted'],
      findings: [{ type: 'repeated', severity: 'High', facts: { correlated: '3' } }],
    });
  });
});

test('severity never falls while an alert goes on', async () => {
  const cases = stop(
    'yagura: {severity: [{is: critical, when: {userIdentity.arn|endswith: mallory, eventID: a}}], dedup: [eventName]}',
  );
  const [rules, memory] = [rulesOf([cases]), createRuleMemory()];
  const { findings } = await hearAll(rules, [{ id: 'a' }, { id: 'b' }], memory);
  expect(findings.map(({ severity }) => severity)).toEqual(['Critical', 'Critical']);
});
