import type { Case } from '../../finding/case.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { joined, type Run, run } from '../text/rich.ts';
import { warningMark } from './marks.ts';
import type { People } from './people.ts';
import type { TimeWords } from './when.ts';

type Words = Catalogue['card'];

/** What a line about the present needs besides the case. */
export interface Present {
  readonly words: Words;
  readonly times: TimeWords;
  readonly people: People;
  readonly now: number;
}

const dayMs = 86_400_000;

/** Who has it, until when it has to be done, whose it is, what happens next, and what else is true of it now. */
export function stateLine(one: Case, present: Present): Run[] {
  const { words, people } = present;
  const facts = [
    ...ownership(one, present),
    ...calls(one, present),
    ...(one.reopened > 0 ? [words.reopened(one.reopened)] : []),
    ...(one.sampleBy === null ? [] : [words.decisions.markedSample(people.name(one.sampleBy))]),
    ...(one.flapping ? [words.flapping] : []),
    ...(one.unverifiable ? [`${warningMark} ${words.unverifiable}`] : []),
  ];
  return joined([
    people.runs(holder(one, present), 'bold'),
    one.dueAt === null ? [] : [run(deadline(one, one.dueAt, present), 'bold')],
    ...facts.map((fact) => people.runs(fact)),
  ]);
}

function holder(one: Case, { words, times, people }: Present): string {
  if (one.verifying !== null) {
    const { by, since, until } = one.verifying;
    return words.decisions.verifying(people.name(by), times.moment(since), times.near(until, since));
  }
  if (one.assignee === null) return words.people.nobody;
  const name = people.name(one.assignee);
  const { acknowledgedAt: since, acknowledgedUntil: until } = one;
  if (one.state !== 'acknowledged') return words.people.asked(name);
  return words.people.taken(
    name,
    since === null ? null : times.moment(since),
    until === null ? null : since === null ? times.moment(until) : times.near(until, since),
  );
}

/** The days are those since it opened, not those that are left: the card is not drawn anew every day. */
function deadline(one: Case, dueAt: number, { words, times, now }: Present): string {
  if (now > dueAt) return words.overdue(times.date(dueAt));
  const days = Math.round((dueAt - (one.reopenTimes.at(-1) ?? one.openedAt)) / dayMs);
  return words.due(times.date(dueAt), days >= 1 ? days : null);
}

function ownership(one: Case, { words, people }: Present): string[] {
  if (one.owner !== null) return [words.people.owner(people.name(one.owner))];
  return one.unowned ? [words.people.unowned] : [];
}

function calls(one: Case, { words: { people: words }, times, people, now }: Present): string[] {
  if (one.state !== 'open') return [];
  const others = people.called.filter((id) => id !== one.owner && id !== one.assignee);
  const silent = one.severity === 'Critical' && one.escalation !== null && one.mentions.length === 0;
  return [
    ...(others.length > 0 ? [words.calling(others.map(people.name))] : []),
    ...(one.mentionAt !== null ? [words.callsWait(times.near(one.mentionAt, now))] : []),
    ...(silent && one.mentionAt === null ? [`${warningMark} ${words.nobodyToCall}`] : []),
    ...(one.escalation !== null && one.nextAt !== null ? [words.escalates(times.near(one.nextAt, now))] : []),
  ];
}
