import { describe, expect, it } from 'vitest';
import type { Task } from '../../reconcile/engine.ts';
import type { CardRow } from '../../store/ports/cards.ts';
import type { DueNotice } from '../../store/ports/notices.ts';
import { hasteOf, inOneLine, lineOf, placeOfCard, placeOfNotice, placeOfStory } from './posting.ts';

const card = (key: string, changes: Partial<CardRow>): CardRow => ({
  ...{
    key,
    caseId: 1,
    channel: 'sec',
    severity: 'Medium',
    wanted: 1,
    shown: 0,
    material: 1,
    channelId: null,
  },
  ...{
    ts: null,
    gone: false,
    shownHash: null,
    data: null,
    storm: null,
    thread: null,
    unconfirmedSince: null,
    attempts: 0,
  },
  ...{ createdAt: 0, dirtySince: 0, ...changes },
});

const notice = (seq: number, changes: Partial<DueNotice>): DueNotice => ({
  ...{ caseId: 9, seq, kind: 'closed', at: 0, broadcast: false, mentions: [], values: {}, channel: 'sec' },
  ...{ channelId: 'C1', threadTs: '1.0', unconfirmedSince: null, attempts: 0, ...changes },
});

/** A task whose items come in the order given, and that writes down what happens to them. */
function taskOf<Item>(name: string, items: readonly Item[], keyOf: (item: Item) => string, log: string[]) {
  const said = (what: string) => (item: Item) => void log.push(`${what} ${keyOf(item)}`);
  const task: Task<Item, Item, string> = {
    ...{ name, due: async () => items, keyOf, reserve: () => 0, claim: async (item: Item) => item },
    act: async (item) => {
      said('act')(item);
      if (keyOf(item) === 'bad') throw new Error('Slack said no');
      return 'shown';
    },
    record: async (item) => said('record')(item),
    fail: async (item) => said('fail')(item),
  };
  return task;
}

describe('the line before a channel', () => {
  const line = (cards: readonly CardRow[], notices: readonly DueNotice[], log: string[] = []) =>
    inOneLine(
      'post',
      [
        lineOf(
          taskOf('card', cards, (one) => one.key, log),
          placeOfCard,
        ),
        lineOf(
          taskOf('notice', notices, (one) => String(one.seq), log),
          placeOfNotice,
        ),
      ],
      () => null,
    );

  it('goes by how bad it is, who is called, how many it speaks for, and how long it has waited', async () => {
    const cards = [
      card('medium, old', { dirtySince: 1 }),
      card('medium, new', { dirtySince: 5 }),
      card('storm', { caseId: null, dirtySince: 9 }),
      card('high', { severity: 'High', dirtySince: 7 }),
      card('critical', { severity: 'Critical', dirtySince: 9 }),
      card('escalation', { severity: 'Critical', caseId: null, dirtySince: 8 }),
    ];
    const notices = [
      notice(1, { at: 3 }),
      notice(2, { at: 8, broadcast: true }),
      notice(3, { at: 6, mentions: ['U1'] }),
    ];
    const due = await line(cards, notices).due(10, 8);
    expect(due.map(({ key }) => key)).toEqual([
      'card:escalation',
      'card:critical',
      'notice:3',
      'card:high',
      'notice:2',
      'card:storm',
      'card:medium, old',
      'notice:1',
      'card:medium, new',
    ]);
  });

  it('hands each message back to its own kind', async () => {
    const log: string[] = [];
    const task = line([card('good', {}), card('bad', {})], [notice(4, {})], log);
    for (const one of await task.due(0, 8)) {
      const hand = await task.claim(one, 0);
      if (hand === null) continue;
      await task.act(hand, new AbortController().signal).then(
        (done) => task.record(hand, done),
        (error) => task.fail(hand, error),
      );
    }
    expect(log).toEqual(['act good', 'record good', 'act bad', 'fail bad', 'act 4', 'record 4']);
  });

  it('tells what cards show already only after all else', () => {
    const story = placeOfStory({ id: 1, card: 'lease:1', at: 0, channel: 'sec' });
    const quietest = placeOfNotice(notice(1, { at: 9 }));
    expect([story.rank, story.since]).toEqual([-1, 0]);
    expect(quietest.rank).toBeGreaterThan(story.rank);
    expect(placeOfCard(card('low', { severity: 'Low' })).rank).toBeGreaterThan(story.rank);
  });

  it('only Critical is in a hurry, and only cases of Medium and lower can be folded', () => {
    expect(hasteOf(card('a', { severity: 'Critical' }))).toBe('at-once');
    expect(hasteOf(card('a', { severity: 'High' }))).toBe('soon');
    expect(hasteOf(card('a', { severity: 'Low' }))).toBe('patient');
    expect(hasteOf(card('storm:a:1', { caseId: null }))).toBe('soon');
  });
});
