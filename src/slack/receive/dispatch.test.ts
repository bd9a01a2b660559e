import type { ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import {
  caseOf,
  findingView,
  readerOf,
  textOf,
  toolsOf,
  type WorldSeed,
} from '../../../test/support/tools.ts';
import type { Language } from '../../i18n/catalogue.ts';
import { RetryableError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { actions } from '../actions/registry.ts';
import type { Decision } from '../authorise.ts';
import { commands } from '../commands/registry.ts';
import type { Answer } from './answer.ts';
import { createDispatcher } from './dispatch.ts';
import type { Replies } from './replies.ts';
import type { Tools } from './tools.ts';

const refusal: Decision = {
  allowed: false,
  needs: 'responder',
  holders: ['U0CAROL', 'S0OPS'],
  why: 'no-role',
};
const someone = { userId: 'U0DAVE', teamId: 'T1', channelId: 'C0ALERTS', channelName: 'sec-alerts' };
const oneCase = { views: [{ case: caseOf(7), findings: [findingView()] }] };

interface Setting {
  readonly seed?: WorldSeed;
  readonly decision?: Decision;
  readonly language?: Language;
  readonly tools?: Partial<Tools>;
  readonly replies?: Partial<Replies>;
}

function arrange({
  seed = oneCase,
  decision = { allowed: true },
  language = 'en',
  tools,
  replies,
}: Setting = {}) {
  const answers: Answer[] = [];
  const views: ModalView[] = [];
  const log: { fields: Record<string, unknown>; message: string }[] = [];
  const note = (fields: object, message: string) => void log.push({ fields: { ...fields }, message });
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  const dispatcher = createDispatcher({
    commands,
    actions,
    authoriser: { authorise: async () => decision },
    readers: { known: () => readerOf(language), find: async () => readerOf(language) },
    styleOf: () => ({ language, timeZone: 'Asia/Tokyo' }),
    tools: { ...toolsOf(seed), logger, ...tools },
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
    log,
    type: (command: string, text: string) => dispatcher.command({ ...someone, command, text }, ways),
    press: (actionId: string, value: string) => dispatcher.action({ ...someone, actionId, value }, ways),
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
    Array(2).fill('This button is too old to be understood. Please run the command again.\n'),
  );
});

test('sharing posts for everybody and mentions nobody', async () => {
  const seed = { views: [{ case: caseOf(7, { assignee: 'U0CAROL' }), findings: [findingView()] }] };
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

test('the raw event: a window at once, then what arrived, and the read is logged', async () => {
  const { press, views, log } = arrange({ seed: { raw: { title: 'a\u202eb', items: [1] } } });
  await press('raw_event', '7');
  expect(views.map(textOf)[0]).toBe('One moment…\n');
  expect(textOf(views[1])).toContain('"title": "a\\u202eb"');
  expect(log).toContainEqual({
    message: 'a raw event was read',
    fields: { caseId: 7, userId: 'U0DAVE', action: 'raw_event' },
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
  [{}, 'seven', 'This button is too old'],
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
