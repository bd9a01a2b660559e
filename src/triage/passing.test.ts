import { describe, expect, it } from 'vitest';
import type { WorkingHours } from '../calendar/working-hours.ts';
import type { Case } from '../finding/case.ts';
import { pass, withNextAt } from './passing.ts';
import { plainSettings } from './plain-settings.ts';
import type { EscalationStep, TriageSettings } from './settings.ts';
import { caseIn, contextWith, day, hour, minute, now, policy } from './testing/samples.ts';

const step = (after: number, more: Partial<EscalationStep> = {}): EscalationStep => ({
  after,
  mention: [],
  page: false,
  newMessage: false,
  ...more,
});

const office: WorkingHours = {
  timeZone: 'Asia/Tokyo',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '18:00',
  holidays: 'japan',
  extraHolidays: [],
};

const settings: Partial<TriageSettings> = {
  escalation: {
    ...plainSettings.escalation,
    Critical: {
      hours: 'always',
      steps: [
        step(5 * minute, { mention: ['on-call'], page: true }),
        step(15 * minute, { mention: ['second'], page: true }),
        step(30 * minute, { mention: ['on-call', 'second'], newMessage: true }),
      ],
    },
    High: { hours: 'working', steps: [step(hour, { mention: ['owner'] })] },
  },
  hours: { default: office, channels: {} },
  onCall: {
    kind: 'rotation',
    people: ['UAKI', 'UBEN'],
    start: '2026-11-09',
    handover: { day: 'mon', time: '10:00' },
    timeZone: 'Asia/Tokyo',
  },
};

const at = (time: number) => contextWith(settings, { now: time });
const waiting = (more: Partial<Case> = {}): Case =>
  caseIn('open', { severity: 'Critical', escalation: { since: now, step: 0 }, ...more });

describe('a case that nobody takes', () => {
  it('calls step by step, each once, and then no more', () => {
    let current = withNextAt(waiting(), at(now));
    const said: unknown[] = [];
    while (current.nextAt !== null) {
      const time: number = current.nextAt;
      expect(pass(current, at(time - 1))).toBeNull();
      const change = pass(current, at(time));
      if (!change) throw new Error('its time had come');
      said.push([(time - now) / minute, change.notices[0]?.mentions, change.page, change.announce]);
      // A message of its own is loud enough; the thread is not said in the channel beside it.
      expect(change.notices).toMatchObject([{ kind: 'escalated', broadcast: change.announce === null }]);
      current = { ...change.case, id: current.id };
    }
    expect(said).toEqual([
      [5, ['UAKI'], 'trigger', null],
      [15, ['UBEN'], 'trigger', null],
      [30, [], null, { step: 3, mentions: ['UAKI', 'UBEN'] }],
    ]);
  });

  it('says only the last of several steps after a downtime, and counts all', () => {
    const change = pass(waiting(), at(now + 20 * minute));
    expect(change).toMatchObject({ page: 'trigger', announce: null, case: { escalation: { step: 2 } } });
    expect(change?.notices).toMatchObject([{ mentions: ['UBEN'], values: { step: 2, minutes: 20 } }]);
    expect(change?.case.nextAt).toBe(now + 30 * minute);
  });

  it('never tells the pager of what is not Critical', () => {
    const paging = {
      ...settings,
      escalation: {
        ...plainSettings.escalation,
        High: { hours: 'always' as const, steps: [step(minute, { page: true })] },
      },
    };
    const change = pass(waiting({ severity: 'High' }), contextWith(paging, { now: now + hour }));
    expect(change).toMatchObject({ page: null, case: { escalation: { step: 1 } } });
  });

  it('waits for working hours over a weekend and a holiday', () => {
    // Friday 20 November 2026, 17:30 in Tokyo; Monday the 23rd is a holiday.
    const friday = Date.parse('2026-11-20T17:30+09:00');
    const high = waiting({ severity: 'High', owner: 'SPAY', escalation: { since: friday, step: 0 } });
    const current = withNextAt(high, at(friday));
    expect(current.nextAt).toBe(Date.parse('2026-11-24T09:30+09:00'));
    expect(pass(current, at(Date.parse('2026-11-24T09:29+09:00')))).toBeNull();
    expect(pass(current, at(Date.parse('2026-11-24T09:30+09:00')))?.notices[0]?.mentions).toEqual(['SPAY']);
  });

  it('has no next moment once it is taken, closed or quiet', () => {
    const context = at(now);
    for (const state of ['suppressed', 'resolved', 'external'] as const)
      expect(withNextAt(caseIn(state), context).nextAt).toBeNull();
    expect(withNextAt(caseIn('open'), context).nextAt).toBeNull();
    expect(withNextAt(caseIn('acknowledged'), context).nextAt).toBe(now + hour);
  });

  it('has none any more when the configuration took its steps away', () => {
    const before = waiting({ nextAt: now });
    expect(pass(before, contextWith({}, { now }))).toBeNull();
    expect(withNextAt(before, contextWith()).nextAt).toBeNull();
  });
});

describe('a deadline', () => {
  const open = withNextAt(caseIn('open', { dueAt: now + day }), at(now));

  it('that passes is shown on the card, once', () => {
    expect(open.nextAt).toBe(now + day);
    expect(pass(open, at(now + day - 1))).toBeNull();
    const change = pass(open, at(now + day));
    expect(change).toMatchObject({ card: 'edit', notices: [], case: { state: 'open', nextAt: null } });
    expect(change && pass({ ...open, ...change.case, id: open.id }, at(now + 2 * day))).toBeNull();
  });

  it('of what is closed or quiet passes without a word', () => {
    for (const state of ['suppressed', 'resolved', 'external'] as const)
      expect(withNextAt(caseIn(state, { dueAt: now + day }), at(now)).nextAt).toBeNull();
  });
});

describe('an acknowledgement that lapses', () => {
  const taken = caseIn('acknowledged', { severity: 'Critical', acknowledgedUntil: now });

  it('opens the case again, asks whoever had it, and begins the clock anew', () => {
    expect(pass(taken, at(now - 1))).toBeNull();
    const change = pass(taken, at(now));
    expect(change).toMatchObject({
      card: 'edit',
      notices: [{ kind: 'ack-lapsed', broadcast: true, mentions: ['UCAROL'], values: { by: 'UCAROL' } }],
      case: {
        state: 'open',
        assignee: 'UCAROL',
        acknowledgedUntil: null,
        escalation: { since: now, step: 0 },
        nextAt: now + 5 * minute,
      },
    });
  });

  it.each([
    ['a sample', { sample: true }, {}],
    [
      'what a policy does not escalate',
      { policy: 'calm' },
      { policies: [policy('calm', 'track', { escalate: false })] },
    ],
  ])('calls nobody for %s', (_, more, over) => {
    const change = pass({ ...taken, ...more }, contextWith({ ...settings, ...over }));
    expect(change?.case).toMatchObject({ state: 'open', escalation: null, nextAt: null });
  });
});

describe('a flapping case', () => {
  const flapping = caseIn('open', { severity: 'Critical', flapping: true, reopenTimes: [now - hour, now] });

  it('calms down when it did not come back for as long as that takes', () => {
    const current = withNextAt(flapping, at(now));
    expect(current.nextAt).toBe(now + day);
    expect(pass(current, at(now + day))).toMatchObject({
      notices: [],
      case: { flapping: false, escalation: { since: now + day, step: 0 } },
    });
  });

  it('calls nobody when it ended closed', () => {
    const closed = { ...flapping, state: 'resolved' as const };
    expect(pass(closed, at(now + day))?.case).toMatchObject({
      flapping: false,
      escalation: null,
      nextAt: null,
    });
  });
});
