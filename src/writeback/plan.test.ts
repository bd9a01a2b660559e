import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark, MarkWord } from '../finding/mark.ts';
import type { Wish } from '../finding/wish.ts';
import type { Door, Present } from './door.ts';
import { sayingOf } from './plan.ts';

const hub: Pick<Door, 'blank' | 'wordOf' | 'keeps'> = {
  ...{ blank: 'NEW', keeps: { notes: true, fields: true } },
  wordOf: (wish) => wish.status,
};
const detector: typeof hub = {
  ...{ blank: 'ACTIVE', keeps: { notes: false, fields: false } },
  wordOf: () => 'ARCHIVED',
};
const taken: Wish = {
  ...{ status: 'NOTIFIED', why: 'acknowledged', by: 'U0CAROL', until: 9, reason: null, caseId: 12 },
};
const quiet: Wish = { ...taken, status: 'SUPPRESSED', why: 'suppression' };
const text = '[Yagura] carol has this';
const ours = { text: '[Yagura] of yesterday', ours: true };
const theirs = { text: 'mine', ours: false };
const stands = (says: MarkWord): readonly Mark[] => [{ says, until: null }];
const present = (word: MarkWord | null, more: Partial<Present> = {}): Present => ({
  ...{ word, note: null, fields: {} },
  ...more,
});
const told = (word: MarkWord): Present =>
  present(word, { note: { text, ours: true }, fields: { yaguraCase: 'Y12' } });
const whole = (word: MarkWord) => ({ word, note: text, fields: { yaguraCase: 'Y12' }, verdict: null });

describe('what is wanted', () => {
  it.each<[string, Wish, readonly Mark[], Present, ReturnType<typeof sayingOf>]>([
    ['nothing was said yet', taken, [], present('NEW'), whole('NOTIFIED')],
    ['it is said already, by us', taken, stands('NOTIFIED'), told('NOTIFIED'), null],
    ['somebody else says so already', taken, [], present('NOTIFIED', { note: theirs }), null],
    ['somebody else said the same', quiet, [], present('SUPPRESSED'), null],
    ['somebody else decided otherwise', taken, stands('NOTIFIED'), present('RESOLVED'), null],
    [
      'we said otherwise',
      taken,
      stands('SUPPRESSED'),
      present('SUPPRESSED', { note: ours }),
      whole('NOTIFIED'),
    ],
    ['Security Hub began anew', taken, stands('NOTIFIED'), present('NEW', { note: ours }), whole('NOTIFIED')],
    [
      'another person has it',
      taken,
      stands('NOTIFIED'),
      { ...told('NOTIFIED'), note: ours },
      { ...whole('NOTIFIED'), fields: null, verdict: null },
    ],
  ])('%s', (_, wanted, marks, said, saying) => {
    expect(sayingOf({ wanted, written: null, marks }, said, hub, text)).toEqual(saying);
  });

  it('keeps what a person noted, and what others wrote into fields', () => {
    const said = present('NEW', { note: theirs, fields: { ticket: 'SEC-1' } });
    expect(sayingOf({ wanted: taken, written: null, marks: [] }, said, hub, text)).toEqual({
      ...{ word: 'NOTIFIED', note: null },
      fields: { ticket: 'SEC-1', yaguraCase: 'Y12' },
      verdict: null,
    });
  });

  it('is one word where a service knows no more', () => {
    const archive = { word: 'ARCHIVED', note: null, fields: null, verdict: null };
    expect(sayingOf({ wanted: quiet, written: null, marks: [] }, present('ACTIVE'), detector, text)).toEqual(
      archive,
    );
    expect(
      sayingOf({ wanted: quiet, written: null, marks: [] }, present('ARCHIVED'), detector, text),
    ).toBeNull();
  });
});

describe('what is wanted no more', () => {
  it.each<[string, readonly Mark[], Present, ReturnType<typeof sayingOf>]>([
    [
      'our word stands',
      stands('SUPPRESSED'),
      told('SUPPRESSED'),
      { word: 'NEW', note: text, fields: null, verdict: null },
    ],
    [
      'our word stands beside a note of theirs',
      stands('RESOLVED'),
      present('RESOLVED', { note: theirs }),
      { word: 'NEW', note: null, fields: null, verdict: null },
    ],
    ['we never said anything', [], present('SUPPRESSED'), null],
    ['somebody else changed it', stands('SUPPRESSED'), present('RESOLVED'), null],
    ['it was taken back before', stands('NEW'), present('NEW'), null],
    ['what we said was over', [{ says: 'SUPPRESSED', until: 5 }], present('SUPPRESSED'), null],
  ])('%s', (_, marks, said, saying) => {
    expect(sayingOf({ wanted: null, written: null, marks }, said, hub, text)).toEqual(saying);
  });

  it('GuardDuty shows it again', () => {
    const step = sayingOf(
      { wanted: null, written: null, marks: stands('ARCHIVED') },
      present('ARCHIVED'),
      detector,
      text,
    );
    expect(step).toEqual({ word: 'ACTIVE', note: null, fields: null, verdict: null });
  });
});

describe('any wish, and whatever the service says', () => {
  const words = ['NEW', 'NOTIFIED', 'SUPPRESSED', 'RESOLVED'] as const;
  const word = fc.constantFrom(...words);
  const presents = fc
    .record({ word, note: fc.constantFrom(null, ours, theirs) })
    .map(({ word: said, note }) => present(said, { note }));
  const marks = fc.option(word, { nil: null }).map((says) => (says === null ? [] : stands(says)));
  const wishes = fc.constantFrom<Wish | null>(null, taken, quiet, {
    ...quiet,
    status: 'RESOLVED',
    why: 'handled',
  });

  it('once said, there is nothing more to say, and nobody else is overruled', () => {
    fc.assert(
      fc.property(wishes, marks, presents, (wanted, before, said) => {
        const saying = sayingOf({ wanted, written: null, marks: before }, said, hub, text);
        if (saying === null) return;
        const isTheirs = before.length === 0 || before.at(-1)?.says !== said.word;
        if (isTheirs) expect(['NEW', 'NOTIFIED']).toContain(said.word);
        if (said.note === theirs) expect(saying.note).toBeNull();
        const after = {
          word: saying.word,
          note: saying.note === null ? said.note : { text: saying.note, ours: true },
          fields: saying.fields ?? said.fields,
        };
        expect(
          sayingOf({ wanted, written: wanted, marks: stands(saying.word) }, after, hub, text),
        ).toBeNull();
      }),
    );
  });
});
