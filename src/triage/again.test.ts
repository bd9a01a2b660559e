import { describe, expect, it } from 'vitest';
import type { CaseDraft } from '../finding/case.ts';
import { again } from './case-life.ts';
import { plainSettings } from './plain-settings.ts';
import type { TriageSettings } from './settings.ts';
import { createWorld, one } from './testing/run.ts';
import {
  caseIn,
  contextWith,
  day,
  hour,
  minute,
  now,
  policy,
  suppressionOf,
  threat,
} from './testing/samples.ts';

const step = (after: number) => ({ after, mention: ['UAKI'], page: false, newMessage: false });
const settings: Partial<TriageSettings> = {
  mentions: { ...plainSettings.mentions, High: ['UAKI'] },
  urgent: ['High'],
  escalation: { ...plainSettings.escalation, High: { hours: 'always', steps: [step(hour), step(2 * hour)] } },
};
const at = (time: number) => contextWith(settings, { now: time });

/** What a rule says for the n-th time, in a run of matches that began at `episode`. */
const match = (count: number, episode: number) =>
  threat('r', { type: 'rule', severity: 'High', count, updatedAt: now + count, episode });

describe('a rule that matches again', () => {
  it('within its run only counts; after a silence it is posted anew', async () => {
    const world = createWorld();
    await one(world, match(1, now), at(now));
    const more = await one(world, match(2, now), at(now + minute));
    expect(more).toMatchObject({ outcome: 'merged', reason: 'updated', current: { reopened: 0 } });
    const anew = await one(world, match(3, now + 20 * day), at(now + 20 * day));
    expect(anew).toMatchObject({
      ...{ outcome: 'posted', reason: 'happened-again' },
      current: { state: 'open', reopened: 1, mentions: ['UAKI'] },
    });
    expect(anew.stages).toContain('again');
    expect((await one(world, match(4, now + 20 * day), at(now + 20 * day))).outcome).toBe('merged');
  });

  it('so often that it flaps is only counted, until it is calm', async () => {
    const world = createWorld();
    const outcomes = [];
    for (const wave of [0, 1, 2, 3, 4, 5]) {
      const time = now + wave * 2 * hour;
      outcomes.push(await one(world, match(wave + 1, time), at(time)));
    }
    expect(outcomes.map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual([
      'posted new',
      ...Array(3).fill('posted happened-again'),
      ...Array(2).fill('merged flapping'),
    ]);
    expect(outcomes.at(-1)?.current).toMatchObject({ flapping: true, reopened: 5 });
  });

  it.each([
    ['a policy', { policies: [policy('quiet', 'accept')] }, {}, 'policy-accept'],
    ['a suppression', {}, { suppressions: [suppressionOf()] }, 'suppression'],
  ])('stays as quiet as %s keeps it', async (_, more, around, reason) => {
    const world = createWorld();
    const quiet = contextWith({ ...settings, ...more }, around);
    await one(world, match(1, now), quiet);
    const anew = await one(world, match(2, now + hour), quiet);
    expect(anew).toMatchObject({
      outcome: 'suppressed',
      reason,
      current: { state: 'suppressed', shown: false },
    });
  });

  it('whose earlier match knew of no runs is not taken for a new one', async () => {
    const world = createWorld();
    const { episode: _, ...before } = match(1, now);
    await one(world, before, at(now));
    expect((await one(world, match(2, now + hour), at(now + hour))).reason).toBe('updated');
  });
});

describe('what is said when a case happens again', () => {
  const said = (before: CaseDraft) => again(before, before, at(now)).change;

  it('is said in the channel, and calls whom the severity calls', () => {
    expect(said(caseIn('open'))).toMatchObject({
      card: 'post',
      notices: [{ kind: 'happened-again', broadcast: true, mentions: ['UAKI'], values: { times: 1 } }],
      case: { escalation: { since: now, step: 0 } },
    });
  });

  it('is heard by whoever has it, who keeps it', () => {
    const { case: after, notices } = said(caseIn('acknowledged'));
    expect(notices).toMatchObject([{ broadcast: true, mentions: ['UAKI', 'UCAROL'] }]);
    expect(after).toMatchObject({ state: 'acknowledged', assignee: 'UCAROL', escalation: null });
  });

  it('does not set back the clock of those who are being called, and starts one that ran out', () => {
    const running = { since: now - 90 * minute, step: 1 };
    expect(said(caseIn('open', { escalation: running })).case.escalation).toEqual(running);
    expect(said(caseIn('open', { escalation: { ...running, step: 2 } })).case.escalation).toEqual({
      ...{ since: now, step: 0 },
    });
  });

  it('is said once where it begins to flap, and calls nobody', () => {
    const restless = caseIn('open', { reopened: 3, reopenTimes: [now - 3, now - 2, now - 1] });
    const { card, notices, case: after } = said(restless);
    expect({ card, notices }).toMatchObject({ card: 'edit', notices: [{ kind: 'flapping', mentions: [] }] });
    expect(said(after)).toMatchObject({ card: 'edit', notices: [] });
  });
});
