import { expect, test } from 'vitest';
import {
  caseOf,
  inputOf,
  now,
  suppressionOf,
  textOf,
  toolsOf,
  type WorldSeed,
} from '../../../test/support/tools.ts';
import type { Language } from '../../i18n/catalogue.ts';
import type { Command } from './command.ts';
import { commands } from './registry.ts';
import { sec } from './sec/command.ts';
import { secack } from './secack/command.ts';
import { secassign } from './secassign/command.ts';
import { secsuppress } from './secsuppress/command.ts';

const hour = 3_600_000;

async function ask(
  command: Command,
  text: string,
  answers: WorldSeed['answers'] = {},
  language: Language = 'en',
) {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const answer = await command.run({ ...inputOf(language), text }, toolsOf({ acts, answers }), commands);
  return { said: textOf(answer), acts: acts.map(([name, input]) => [name, input]) };
}

const mine = caseOf(12, {
  ...{
    state: 'acknowledged',
    assignee: 'U0DAVE',
    acknowledgedAt: now - hour,
    acknowledgedUntil: now + 4 * hour,
  },
});
const carols = { ...mine, assignee: 'U0CAROL' };

test.each([
  ['Y12', { caseId: 12, duration: null }],
  ['y12 for 4h', { caseId: 12, duration: 4 * hour }],
  ['Y12 30m', { caseId: 12, duration: hour / 2 }],
  ['Ｙ１２　4h', { caseId: 12, duration: 4 * hour }],
])('/secack %s', async (text, input) => {
  const { said, acts } = await ask(secack, text, {
    acknowledge: { kind: 'acknowledged', case: mine },
  });
  expect(acts).toEqual([['acknowledge', input]]);
  expect(said).toMatch(/^Y12 is yours until 18:00\.\n/);
});

test.each([
  [{ kind: 'extended', case: mine }, 'Y12 is now yours until 18:00.\n'],
  [{ kind: 'already', case: mine }, 'Y12 has been yours since 13:00, until 18:00.\n'],
  [{ kind: 'already', case: carols }, '@name of U0CAROL has had Y12 since 13:00, until 18:00.\n'],
  [{ kind: 'too-long', most: 24 * hour }, 'At most 1 day with the role “responder”. Nothing was changed.\n'],
  [{ kind: 'no-case', caseId: 12 }, 'There is no case Y12.\n'],
  [{ kind: 'not-open', caseId: 12, state: 'resolved' }, 'Y12 is closed, so there is nothing to do.\n'],
] satisfies [NonNullable<WorldSeed['answers']>['acknowledge'], string][])(
  '/secack: %j',
  async (acknowledge, expected) => {
    expect((await ask(secack, 'Y12', { acknowledge })).said).toContain(expected);
  },
);

test('in Japanese', async () => {
  const taken = await ask(secack, 'Y12', { acknowledge: { kind: 'already', case: carols } }, 'ja');
  expect(taken.said).toMatch(/^Y12 は 13:00 から @name of U0CAROL が対応中です\(18:00 まで\)。\n/);
  const assigned = await ask(
    secassign,
    'Y12 <@U0CAROL>',
    { assign: { kind: 'assigned', case: carols, before: null } },
    'ja',
  );
  expect(assigned.said).toMatch(/^Y12 を @name of U0CAROL に割り当てました。\n/);
});

test.each([
  ['', '/secack · Takes a case, or gives it back (for: responder)'],
  ['help', '/secack Y12 release'],
  ['web-7', '“web-7” is no case. Cases are written Y12.\nFor example: /secack Y12 for 4h\n'],
  ['Y12 for', '“for” is no length of time.'],
  ['Y12 for ever', '“ever” is no length of time.\nFor example: /secack Y12 for 4h\n'],
  ['Y12 for 4h or so', '“or” was not expected here.'],
])('/secack %s changes nothing', async (text, expected) => {
  const { said, acts } = await ask(secack, text);
  expect(said).toContain(expected);
  expect(acts).toEqual([]);
});

test.each([
  [{ kind: 'released', case: caseOf(12) }, 'You gave Y12 back. It is open, and nobody has it.\n'],
  [{ kind: 'nobody-has-it', case: caseOf(12) }, 'Nobody has Y12. Nothing was changed.\n'],
  [{ kind: 'anothers', case: carols }, '@name of U0CAROL has Y12, not you. Nothing was changed.\n'],
] satisfies [NonNullable<WorldSeed['answers']>['release'], string][])(
  '/secack Y12 release: %j',
  async (release, expected) => {
    const { said, acts } = await ask(secack, 'Y12 release', { release });
    expect(acts).toEqual([['release', { caseId: 12 }]]);
    expect(said).toContain(expected);
  },
);

test('whoever gives a case to somebody that cannot take it learns so', async () => {
  const answers = (assignee: string) => ({
    assign: { kind: 'assigned' as const, case: { ...mine, assignee }, before: null },
  });
  const viewer = await ask(secassign, 'Y12 <@U0ERIN>', answers('U0ERIN'));
  expect(viewer.said).toContain('that needs the role “responder”');
  const responder = await ask(secassign, 'Y12 <@U0CAROL>', answers('U0CAROL'));
  expect(responder.said).not.toContain('role');
});

test.each([
  ['Y12 me', ['assign', { caseId: 12, to: 'U0DAVE' }]],
  ['Y12 <@U0CAROL|carol>', ['assign', { caseId: 12, to: 'U0CAROL' }]],
  ['Y12 nobody', ['unassign', { caseId: 12 }]],
])('/secassign %s', async (text, act) => {
  const answers: WorldSeed['answers'] = {
    assign: { kind: 'already', case: mine },
    unassign: { kind: 'unassigned', case: caseOf(12), before: 'U0CAROL' },
  };
  expect((await ask(secassign, text, answers)).acts).toEqual([act]);
});

test.each([
  ['Y12', 'To whom? Name somebody with @, or say me or nobody.'],
  ['Y12 carol', 'To whom? Name somebody with @'],
  ['Y12 <!subteam^S0OPS|@ops>', 'A case belongs to one person; a group cannot have it.'],
  ['Y12 <@U0BOT>', '@name of U0BOT is a bot.\nNothing was changed.'],
  ['Y12 me now', '“now” was not expected here.'],
  ['@carol Y12', '“@carol” is no case.'],
])('/secassign %s changes nothing', async (text, expected) => {
  const { said, acts } = await ask(secassign, text);
  expect(said).toContain(expected);
  expect(acts).toEqual([]);
});

test.each([
  ['Y12', '12'],
  ['y7 ', '7'],
  ['', undefined],
  ['Y12 for 2d', undefined],
  ['web', undefined],
])('/secsuppress %s opens a window for %s', (text, value) => {
  expect(secsuppress.window?.(text)?.value).toBe(value);
});

test('/secsuppress typed out in full keeps just this case quiet', async () => {
  const suppressed = { kind: 'suppressed', suppression: suppressionOf(4), hidden: true } as const;
  const { said, acts } = await ask(secsuppress, 'y12 for 2h because we move the host', {
    suppress: suppressed,
  });
  const reason = 'we move the host';
  expect(acts).toEqual([
    ['suppress', { caseId: 12, scope: 'finding', until: now + 2 * hour, idle: null, reason }],
  ]);
  expect(said).toContain('S4');
});

test.each([
  ['Y12 quietly', '“quietly” was not expected here.'],
  ['Y12 for ever', '“ever” is no length of time.'],
  ['Y12 for 2h', 'For example: /secsuppress Y12 for 2h because …'],
  ['Y12 for 2h because', 'For example: /secsuppress Y12 for 2h because …'],
  ['web for 2h because x', '“web” is no case.'],
])('/secsuppress %s changes nothing', async (text, expected) => {
  const { said, acts } = await ask(secsuppress, text);
  expect(said).toContain(expected);
  expect(acts).toEqual([]);
});

test.each([
  [{ kind: 'lifted', suppression: suppressionOf(4) }, 'S4 has ended.\n'],
  [
    { kind: 'already', suppression: suppressionOf(4, { ended: { how: 'lifted', at: now, by: 'U0CAROL' } }) },
    '@name of U0CAROL lifted S4 at 14:00.\nNothing was changed.',
  ],
  [
    { kind: 'already', suppression: suppressionOf(4, { ended: { how: 'idle', at: now, by: null } }) },
    'S4 ended at 14:00: nothing matched it any more.',
  ],
  [{ kind: 'no-suppression', suppressionId: 4 }, 'There is no suppression S4.\nAll: /sec suppressions'],
] satisfies [NonNullable<WorldSeed['answers']>['lift'], string][])(
  '/sec lift S4: %j',
  async (lift, expected) => {
    const { said, acts } = await ask(sec, 'lift s4', { lift });
    expect(acts).toEqual([['lift', { suppressionId: 4 }]]);
    expect(said).toContain(expected);
  },
);

test.each([
  ['lift', 'Which suppression?\nFor example: /sec lift S12\n'],
  ['lift Y4', '“Y4” is no suppression. They are written S12.'],
  ['oncal', '“oncal” is no word here.\nDid you mean /sec oncall?'],
])('/sec %s', async (text, expected) => {
  expect((await ask(sec, text)).said).toContain(expected);
});

test.each([
  ['suppressions', 'viewer'],
  ['oncall', 'viewer'],
  ['policy disabled', 'viewer'],
  ['lift S1', 'responder'],
  ['oncall swap me', 'responder'],
  ['ONCALL undo', 'responder'],
  ['help', 'viewer'],
])('/sec %s needs %s', (text, role) => {
  expect(sec.needsFor?.(text)).toBe(role);
});
