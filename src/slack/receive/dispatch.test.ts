import type { ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import {
  auditOf,
  cardRow,
  caseOf,
  now,
  readerOf,
  textOf,
  toolsOf,
  viewOf,
  type WorldSeed,
} from '../../../test/support/tools.ts';
import type { AuditDraft } from '../../finding/audit.ts';
import type { Language } from '../../i18n/catalogue.ts';
import type { Decision } from '../../operations/authorise.ts';
import { everywhere } from '../../operations/grants.ts';
import { FakeClock } from '../../shared/clock.ts';
import { RetryableError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { actions } from '../actions/registry.ts';
import { commands } from '../commands/registry.ts';
import type { Answer } from './answer.ts';
import { createDispatcher } from './dispatch.ts';
import { formValuesOf } from './form-values.ts';
import type { FilledView } from './interaction.ts';
import { createRefusals } from './refusals.ts';
import type { Replies } from './replies.ts';
import type { Tools } from './tools.ts';

const refusal: Decision = {
  allowed: false,
  needs: 'responder',
  holders: ['U0CAROL', 'S0OPS'],
  why: 'no-role',
};
const someone = { userId: 'U0DAVE', teamId: 'T1', channelId: 'C0ALERTS', channelName: 'sec-alerts' };
/** The message that is the card of Y7. */
const cardTs = '1.1';
const oneCase = { views: [viewOf(caseOf(7))] };

interface Setting {
  readonly seed?: WorldSeed;
  readonly decision?: Decision;
  readonly language?: Language;
  readonly tools?: Partial<Tools>;
  readonly replies?: Partial<Replies>;
}

function arrange({
  seed = oneCase,
  decision = { allowed: true, role: 'responder', grants: everywhere('responder') },
  language = 'en',
  tools,
  replies,
}: Setting = {}) {
  const answers: Answer[] = [];
  const views: ModalView[] = [];
  const homes: string[] = [];
  const audited: AuditDraft[] = [];
  const log: { fields: Record<string, unknown>; message: string }[] = [];
  const note = (fields: object, message: string) => void log.push({ fields: { ...fields }, message });
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  const dispatcher = createDispatcher({
    commands,
    actions,
    authoriser: { authorise: async () => decision },
    refusals: createRefusals(auditOf(audited), new FakeClock(now), logger),
    readers: { known: () => readerOf(language), find: async () => readerOf(language) },
    styleOf: () => ({ language, timeZone: 'Asia/Tokyo' }),
    tools: { ...toolsOf({ audited, ...seed }), logger, ...tools },
    home: () => ({ show: async (looking) => void homes.push(looking.userId) }),
  });
  const ways: Replies = {
    answer: async (answer) => void answers.push(answer),
    openModal: async (view) => {
      views.push(view);
      return 'V1';
    },
    updateModal: async (_id, view) => void views.push(view),
    ...replies,
  };
  return {
    answers,
    views,
    homes,
    log,
    audited,
    type: (command: string, text: string) =>
      dispatcher.command({ ...someone, surface: 'command', command, text }, ways),
    press: (actionId: string, value: string, view: FilledView | null = null) =>
      dispatcher.action(
        {
          ...{ ...someone, actionId, value, view, messageTs: view ? null : cardTs, home: false },
          surface: view ? 'modal' : 'button',
        },
        ways,
      ),
    pressAtHome: (actionId: string, value: string) =>
      dispatcher.action(
        {
          ...someone,
          surface: 'home',
          channelId: null,
          actionId,
          value,
          view: null,
          messageTs: null,
          home: true,
        },
        ways,
      ),
    choose: (actionId: string, messageTs: string) =>
      dispatcher.shortcut({ ...someone, surface: 'shortcut', actionId, messageTs, threadTs: null }, ways),
    say: (text: string, threadTs: string | null = cardTs) =>
      dispatcher.mention({ ...someone, surface: 'mention', text, ts: '2.2', threadTs }, ways),
    accept: (view: FilledView) => dispatcher.accept({ ...someone, surface: 'modal', view }).response,
    submit: (view: FilledView) => dispatcher.submit({ ...someone, surface: 'modal', view }, ways),
  };
}

test('a command is answered', async () => {
  const { type, answers } = arrange();
  await type('/secfind', '');
  expect(answers.map(textOf)).toEqual([expect.stringMatching(/^1 open, 1 Critical\n/)]);
});

test('a command that we do not have is answered with those that we have', async () => {
  const { type, answers } = arrange();
  await type('/secunknown', '');
  expect(textOf(answers)).toContain('/secfind · ');
});

test.each([
  ['en', 'This needs the role “responder”.\nYou do not have it, so nothing was done.\nThese have it: '],
  [
    'ja',
    'この操作には「対応者(responder)」の権限が必要です。\nあなたには権限がないため、何も行いませんでした。\n権限を持つ人: ',
  ],
] as const)('a refusal in %s says which role is needed and who has it', async (language, expected) => {
  const { type, answers, log } = arrange({ decision: refusal, language });
  await type('/secfind', '');
  expect(textOf(answers)).toContain(expected);
  expect(JSON.stringify(answers)).toContain('"usergroup_id":"S0OPS"');
  expect(log).toMatchObject([
    { message: 'an interaction was refused', fields: { userId: 'U0DAVE', why: 'no-role' } },
  ]);
});

test('a stranger is not told who has which role', async () => {
  const { type, answers } = arrange({ decision: { ...refusal, why: 'stranger' } });
  await type('/secfind', '');
  expect(JSON.stringify(answers)).not.toContain('U0CAROL');
});

const store = toolsOf(oneCase).store;
const broken = (error: Error): Partial<Tools> => ({
  store: { ...store, cases: { ...store.cases, search: () => Promise.reject(error) } },
});

test('a failure is answered with an id that stands in the log as well', async () => {
  const { type, answers, log } = arrange({ tools: broken(new TypeError('secret detail')) });
  await type('/secfind', '');
  const said = textOf(answers);
  expect(said).toContain('Something went wrong on our side. Nothing was changed.');
  expect(said).not.toContain('secret detail');
  expect(said).toContain(String(log[0]?.fields['id']));
  expect(log[0]).toMatchObject({
    message: 'an interaction failed',
    fields: { command: '/secfind', userId: 'U0DAVE' },
  });
});

test('what is away for a while is named, and that no alert is lost', async () => {
  const { type, answers } = arrange({ tools: broken(new RetryableError('no answer')) });
  await type('/secfind', '');
  expect(textOf(answers)).toContain('The database or Slack does not answer at present');
});

test('when even the failure cannot be told, nothing is thrown and both are in the log', async () => {
  const { type, log } = arrange({ replies: { answer: () => Promise.reject(new Error('away')) } });
  await type('/secfind', '');
  expect(log.map((one) => one.message)).toEqual([
    'an interaction failed',
    'the failure of an interaction could not be told',
  ]);
});

test('a page turns in its place, from a button of either kind', async () => {
  const { press, answers } = arrange();
  await press('secfind_page', '{"q":"","page":0}');
  await press('secfind_page:previous', '{"q":"","page":9}');
  expect(answers.map((one) => one.replace)).toEqual([true, true]);
});

test.each([
  'not json',
  'null',
  '{}',
  '{"q":1,"page":0}',
  '{"q":"","page":-1}',
  '{"q":"","page":1.5}',
  '{"q":"help","page":0}',
])('a button whose value is %s is too old', async (value) => {
  const { press, answers } = arrange();
  await press('secfind_page', value);
  await press('secfind_share', value);
  expect(answers.map(textOf)).toEqual(
    Array(2).fill(
      'This button is too old to be understood. Nothing was changed. Please use the card as it is now, or run the command again.\n',
    ),
  );
});

test('sharing posts for everybody and mentions nobody', async () => {
  const seed = { views: [viewOf(caseOf(7, { assignee: 'U0CAROL' }))] };
  const { press, answers } = arrange({ seed });
  await press('secfind_share', '{"q":"severity:critical","page":0}');
  expect(answers.map((one) => one.shared === true)).toEqual([true, false]);
  expect(textOf(answers[0])).toContain('@name of U0CAROL');
  expect(JSON.stringify(answers[0])).not.toContain('"type":"user"');
});

test('sharing where others listen, or nothing is left to share, posts nothing', async () => {
  const elsewhere = arrange({ seed: { ...oneCase, shareable: false } });
  await elsewhere.press('secfind_share', '{"q":"","page":0}');
  const nothing = arrange({ seed: {} });
  await nothing.press('secfind_share', '{"q":"","page":0}');
  const answers = [...elsewhere.answers, ...nothing.answers];
  expect(answers.map((one) => one.shared === true)).toEqual([false, false]);
  expect(textOf(answers)).toContain('Nothing matches any more');
});

test('a button that is gone says so; a link needs no answer', async () => {
  const { press, answers } = arrange();
  await press('link_console', '');
  expect(answers).toEqual([]);
  await press('of_last_year', '');
  expect(textOf(answers)).toContain('This button is too old');
});

test('the raw event: a window at once, then what arrived, and the read is in the audit log', async () => {
  const { press, views, audited } = arrange({ seed: { ...oneCase, raw: { title: 'a\u202eb', items: [1] } } });
  await press('raw_event', '7');
  expect(views.map(textOf)[0]).toBe('One moment…\n');
  expect(textOf(views[1])).toContain('"title": "a\\u202eb"');
  expect(audited).toMatchObject([
    { actor: 'U0DAVE', role: 'responder', act: 'readRawEvent', outcome: 'done', target: 'Y7' },
  ]);
});

test('the raw event is not read where the role does not hold, nor where the log cannot be written', async () => {
  const grants = [{ role: 'responder' as const, accounts: ['444455556666'], environments: null }];
  const elsewhere = arrange({
    seed: { ...oneCase, raw: {} },
    decision: { allowed: true, role: 'responder', grants },
  });
  await elsewhere.press('raw_event', '7');
  expect(textOf(elsewhere.views[1])).toContain('Y7 needs the role “responder” in every account');
  expect(elsewhere.audited).toMatchObject([{ act: 'readRawEvent', outcome: 'refused', target: 'Y7' }]);

  const away = { ...auditOf([]), add: () => Promise.reject(new RetryableError('away')) };
  const silent = arrange({
    tools: { store: { ...toolsOf(oneCase).store, audit: away }, rawEvent: async () => 'secret' },
  });
  await silent.press('raw_event', '7');
  expect(textOf(silent.views)).not.toContain('secret');
});

test('a refusal is written down with what was asked, a flood of them is counted', async () => {
  const { press, audited } = arrange({ decision: refusal });
  for (let time = 0; time < 30; time += 1) await press('ack', '7');
  expect(audited).toHaveLength(20);
  expect(audited[0]).toMatchObject({
    ...{ actor: 'U0DAVE', role: null, surface: 'button', act: 'refuse', outcome: 'refused', target: 'Y7' },
    after: { asked: 'ack 7', needs: 'responder', why: 'no-role' },
  });
});

test('the raw event of a size that no window holds is cut, and how much is said', async () => {
  const raw = { lines: Array.from({ length: 3_000 }, (_, at) => `line ${at} 😀`) };
  const { press, views } = arrange({ seed: { raw } });
  await press('raw_event', '7');
  const whole = JSON.stringify(raw, null, 2).length.toLocaleString('en');
  expect(textOf(views[1])).toContain(`Only the first 10,000 of ${whole} characters fit here`);
  expect(textOf(views[1]).length).toBeLessThan(10_300);
});

test.each([
  [{ decision: refusal }, '7', 'This needs the role “responder”.'],
  [{}, '7', 'The raw event of Y7 is no longer kept.'],
  [
    { tools: { rawEvent: () => Promise.reject(new Error('away')) } },
    '7',
    'Something went wrong on our side.',
  ],
])('the raw event: what else the window may say (%#)', async (setting: Setting, value, expected) => {
  const { press, views, answers } = arrange(setting);
  await press('raw_event', value);
  expect(textOf(views[1])).toContain(expected);
  expect(answers).toEqual([]);
});

test('a window that did not open in time is told in the channel', async () => {
  const { press, answers } = arrange({
    replies: { openModal: () => Promise.reject(new Error('expired_trigger_id')) },
  });
  await press('raw_event', '7');
  expect(textOf(answers)).toContain('Slack did not open the window in time.');
});

// ---- windows that ask for something ------------------------------------------------------------------------

const taken = { kind: 'assigned', case: caseOf(7, { assignee: 'U0CAROL' }), before: null } as const;

function assignWindow(values: object, callbackId = 'assign'): FilledView {
  return { id: 'V1', callbackId, value: '7', values: formValuesOf({ values }) };
}
const toCarol = assignWindow({ assign_person: { 'assign:person': { selected_user: 'U0CAROL' } } });

test('a form: a window at once, then what it asks for, with the button’s value and nothing else', async () => {
  const { press, views, answers } = arrange();
  await press('assign', '7');
  expect(textOf(views[0])).toBe('One moment…\n');
  expect(views[1]).toMatchObject({
    ...{ callback_id: 'assign', private_metadata: '7', submit: { text: 'Assign' } },
    blocks: [{ type: 'input', block_id: 'assign_person', element: { type: 'users_select' } }],
  });
  expect(answers).toEqual([]);
});

test('what is missing is said at once, beneath its input, and nothing is done', () => {
  const { accept, views } = arrange();
  expect(accept(assignWindow({}))).toEqual({
    response_action: 'errors',
    errors: { assign_person: 'Choose somebody.' },
  });
  expect(views).toEqual([]);
});

test.each(['2026-02-31', '9999-12-31', '0000-00-00', '<!here>'])(
  'a day that is none is said beneath its input: %s',
  (selected_date) => {
    const { accept } = arrange();
    const filled = {
      suppress_scope: { a: { selected_option: { value: 'finding' } } },
      suppress_until: { a: { selected_date } },
      suppress_why: { a: { value: 'our own scanner' } },
    };
    expect(accept(assignWindow(filled, 'suppress'))).toMatchObject({
      response_action: 'errors',
      errors: { suppress_how_long: 'Choose how long, or a day.' },
    });
  },
);

test('what was filled in is done, and the window says what became of it', async () => {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const { accept, submit, views } = arrange({ seed: { ...oneCase, acts, answers: { assign: taken } } });
  expect(accept(toCarol)).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
  await submit(toCarol);
  const actor = { userId: 'U0DAVE', role: 'responder', grants: everywhere('responder'), surface: 'modal' };
  expect(acts).toEqual([['assign', { caseId: 7, to: 'U0CAROL' }, actor]]);
  expect(textOf(views.at(-1))).toContain('Y7 is assigned to @name of U0CAROL.');
});

test.each([
  [{ decision: refusal }, toCarol, 'This needs the role “responder”.'],
  [{}, toCarol, 'Something went wrong on our side.'],
  [{}, { ...toCarol, value: 'seven' }, 'This button is too old'],
  [
    {},
    assignWindow({ assign_person: { 'assign:person': { selected_user: 'U0BOT' } } }),
    '@name of U0BOT is a bot.',
  ],
] satisfies [Setting, FilledView, string][])(
  'a form that comes to nothing says why (%#)',
  async (setting, view, expected) => {
    const acts: NonNullable<WorldSeed['acts']> = [];
    const { submit, views } = arrange({ seed: { ...oneCase, acts }, ...setting });
    await submit(view);
    expect(textOf(views.at(-1))).toContain(expected);
    expect(acts.filter(([, , { role }]) => role !== 'responder')).toEqual([]);
  },
);

test('a window of another version is too old, and is closed by nothing', async () => {
  const { accept, submit, views } = arrange();
  const old = { ...toCarol, callbackId: 'of_last_year' };
  const response = accept(old);
  expect(textOf('view' in response ? response.view : null)).toContain('This button is too old');
  await submit(old);
  expect(views).toEqual([]);
});

/** What no button and no window of ours carries. */
const altered = [
  '',
  'seven',
  '0',
  '7; drop table audit',
  '{"__proto__":{}}',
  '[]',
  'storm',
  '7:yes:no',
  'x'.repeat(3_000),
];

test.each(actions.map((action) => [action.name, action] as const))(
  'a value of %s that was altered does nothing, and is written down',
  async (name, action) => {
    const acts: NonNullable<WorldSeed['acts']> = [];
    const { press, pressAtHome, accept, answers, views, audited } = arrange({ seed: { ...oneCase, acts } });
    const refused = altered.filter((value) => !action.carries(value));
    expect(refused.length).toBeGreaterThan(6);
    for (const value of refused.slice(0, 3)) {
      const window: FilledView = { id: 'V1', callbackId: name, value, values: formValuesOf({}) };
      await press(name, value);
      await pressAtHome(name, value);
      await press(`${name}:choice`, value, window);
      if (action.kind !== 'form') continue;
      const response = accept(window);
      expect(textOf('view' in response ? response.view : null)).toContain('This button is too old');
    }
    expect(acts).toEqual([]);
    for (const said of [...answers, ...views]) expect(textOf(said)).toContain('This button is too old');
    const changes = action.kind !== 'form' || action.change !== undefined;
    const surfaces = ['button', 'home', ...(changes ? ['modal'] : [])];
    const all = refused.slice(0, 3).flatMap(() => surfaces);
    expect(audited.map(({ surface }) => surface).reverse()).toEqual(all);
    for (const row of audited) expect(row).toMatchObject({ act: 'refuse', after: { why: 'malformed' } });
  },
);

test('a choice that others depend on draws the window anew', async () => {
  const scope = { key: 'account', kind: 'account', match: {}, type: 'Recon', about: 'prod' } as const;
  const counts = { Critical: 0, High: 2, Medium: 0, Low: 0, Informational: 0 };
  const preview: NonNullable<WorldSeed['preview']> = {
    ...{
      kind: 'preview',
      caseId: 7,
      role: 'responder',
      severity: 'High',
      scopes: [scope],
      scope,
      now: counts,
      month: counts,
    },
    ...{ worst: [], spared: 3, truths: 0, complete: true },
  };
  const { press, views } = arrange({ seed: { ...oneCase, preview } });
  const window = assignWindow(
    { suppress_scope: { 'suppress:scope': { selected_option: { value: 'account' } } } },
    'suppress',
  );
  await press('suppress:scope', '', window);
  expect(views).toHaveLength(1);
  const text = textOf(views[0]);
  expect(text).toContain('Preview: This type anywhere in prod\nHides now: 2 (2 High)\n');
  expect(text).toContain('3 in its scope are worse and stay in sight.');
  await press('suppress:how_long', '', { ...window, callbackId: 'assign' });
  expect(views[0]).toMatchObject({ callback_id: 'suppress', private_metadata: '7' });
});

/** A window that shows something and asks for nothing. */
const shown: FilledView = { id: 'V1', callbackId: '', value: '', values: formValuesOf({ values: {} }) };

test('what a menu has no room for stands in a window, whose buttons take it over', async () => {
  const { press, views, answers } = arrange();
  await press('more', '7');
  expect(textOf(views.at(-1))).toContain('What can be done about Y7:');
  expect(JSON.stringify(views.at(-1))).toContain('"action_id":"due"');
  await press('due', '7', shown);
  expect(textOf(views.at(-2))).toBe('One moment…\n');
  expect(views.at(-1)).toMatchObject({ callback_id: 'due', private_metadata: '7' });
  expect(answers).toEqual([]);
});

test('an act by a button of a window says in it what became of it', async () => {
  const release = { kind: 'nobody-has-it', case: caseOf(7) } as const;
  const { press, views } = arrange({ seed: { ...oneCase, answers: { release } } });
  await press('release', '7', shown);
  expect(textOf(views.at(-1))).toContain('Nobody has Y7');
});

test('the ids that a case is about, as AWS calls them', async () => {
  const { press, views } = arrange();
  await press('copy_ids', '7');
  const text = textOf(views.at(-1));
  expect(text).toContain('What Y7 is about, as AWS calls it:');
  expect(text).toContain('111122223333');
});

test('the answer to a window that was closed meanwhile is told elsewhere, and nothing is called a failure', async () => {
  const gone = Object.assign(new Error('not_found'), {
    ...{ code: 'slack_webapi_platform_error', data: { ok: false, error: 'not_found' } },
  });
  const closed = { updateModal: () => Promise.reject(gone) };
  const { submit, press, answers, log } = arrange({
    seed: { ...oneCase, answers: { assign: taken } },
    replies: closed,
  });
  await submit(toCarol);
  expect(textOf(answers)).toContain('Y7 is assigned to @name of U0CAROL.');
  // Of what only asks or shows, nothing is left to tell.
  await press('assign', '7');
  expect(answers).toHaveLength(1);
  expect(log.map(({ message }) => message)).toEqual(
    Array(2).fill('a window was closed before its answer came'),
  );
});

test('a command that asks for something opens its window, or says what is missing', async () => {
  const { type, views, answers } = arrange();
  await type('/secsuppress', 'Y7');
  expect(textOf(views[0])).toBe('One moment…\n');
  expect(textOf(views[1])).toContain('There is no case Y7.');
  await type('/secsuppress', 'seven');
  expect(textOf(answers)).toBe('“seven” is no case. Cases are written Y12.\nFor example: /secsuppress Y12\n');
});

// ---- other ways to ask -------------------------------------------------------------------------------------

const withCard = { ...oneCase, card: cardRow({ key: 'case:7', caseId: 7, ts: cardTs }) };
const acknowledged = { kind: 'acknowledged', case: caseOf(7, { assignee: 'U0DAVE' }) } as const;

test('a shortcut in the menu of a card is the action about its case', async () => {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const { choose, answers } = arrange({
    seed: { ...withCard, acts, answers: { acknowledge: acknowledged } },
  });
  await choose('ack', cardTs);
  expect(acts.map(([name, input]) => [name, input])).toEqual([
    ['acknowledge', { caseId: 7, duration: null }],
  ]);
  expect(answers).toHaveLength(1);
});

test.each([
  ['ack', '9.9'],
  ['of_last_year', cardTs],
])('a shortcut %s on message %s is about no case, and says so', async (action, ts) => {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const { choose, answers } = arrange({ seed: { ...withCard, acts } });
  await choose(action, ts);
  expect(textOf(answers)).toContain('This message is no card of a case.');
  expect(acts).toEqual([]);
});

test.each([
  ['<@U0BOT> ack for 4h', ['acknowledge', { caseId: 7, duration: 4 * 3_600_000 }]],
  ['<@U0BOT|yagura>  ACK', ['acknowledge', { caseId: 7, duration: null }]],
  ['<@U0BOT> ack Y9', ['acknowledge', { caseId: 9, duration: null }]],
  ['<@U0BOT> assign <@U0CAROL>', ['assign', { caseId: 7, to: 'U0CAROL' }]],
])('in the thread of a card, %s is the command about its case', async (text, expected) => {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const answered = { acknowledge: acknowledged, assign: taken };
  const { say } = arrange({ seed: { ...withCard, acts, answers: answered } });
  await say(text);
  expect(acts.map(([name, input]) => [name, input])).toEqual([expected]);
  expect(acts[0]?.[2].surface).toBe('mention');
});

test('outside a thread nothing is guessed: the case has to be named', async () => {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const { say, answers } = arrange({ seed: { ...withCard, acts } });
  await say('<@U0BOT> ack for 4h', null);
  expect(acts).toEqual([]);
  expect(textOf(answers)).toContain('/secack Y12 for 4h');
});

test.each(['<@U0BOT>', '<@U0BOT> make me a coffee'])(
  '%s gets the list of what is understood',
  async (text) => {
    const { say, answers } = arrange({ seed: withCard });
    await say(text);
    expect(textOf(answers)).toContain('/secfind · ');
  },
);

test('what needs a window is offered as a button, since Slack opens none for a message', async () => {
  const { say, answers, views } = arrange({ seed: withCard });
  await say('<@U0BOT> suppress');
  expect(answers[0]?.blocks).toContainEqual(
    expect.objectContaining({
      elements: [expect.objectContaining({ action_id: 'suppress', value: '7' })],
    }),
  );
  expect(views).toEqual([]);
});

test('what was pressed on the Home tab answers in a window, and the tab is drawn anew', async () => {
  const acts: NonNullable<WorldSeed['acts']> = [];
  const seed = { ...oneCase, acts, answers: { acknowledge: acknowledged } };
  const { pressAtHome, views, homes, answers } = arrange({ seed });
  await pressAtHome('ack', '7');
  expect(textOf(views[0])).toBe('One moment…\n');
  expect(textOf(views[1])).toContain('Y7');
  expect(acts).toHaveLength(1);
  expect(answers).toEqual([]);
  expect(homes).toEqual(['U0DAVE']);
});

test('a press draws the card anew, for it may have been an old drawing that was pressed', async () => {
  const drawn: string[] = [];
  const redraw = async (channelId: string, ts: string) => void drawn.push(`${channelId} ${ts}`);
  const { press } = arrange({ seed: withCard, tools: { redraw } });
  await press('of_last_year', '7');
  expect(drawn).toEqual([`C0ALERTS ${cardTs}`]);
});
