import { afterEach, describe, expect, test } from 'vitest';
import { languages } from '../../src/i18n/catalogue.ts';
import { guardDuty } from '../support/bodies.ts';
import { startWatch, type Watch } from '../support/watch.ts';

/** In Tokyo, nine hours before UTC; a Thursday. */
const tokyo = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 10, day, hours - 9, minutes);
const thursday = 26;
const friday = 27;

const words = {
  en: {
    asked: /was asked about “carol@example\.com”; silence until 14:00 calls people/,
    silent: /was asked about “carol@example\.com” and has not answered/,
    no: /says that it was NOT them/,
    yes: /That closes nothing/,
    nobody: /Nobody could be found to ask about “stranger@example\.org”/,
  },
  ja: {
    asked: /「carol@example\.com」の操作について確認しています\(14:00 までに返事がなければ/,
    silent: /「carol@example\.com」の操作について確認しましたが、返事がありません/,
    no: /自分の操作ではないと答えました/,
    yes: /これだけでは閉じません/,
    nobody: /「stranger@example\.org」が誰かわからず/,
  },
};

let watch: Watch;
afterEach(() => watch.stop());

/** A Critical finding about somebody's session, in working hours, under a policy that asks. */
async function begin(
  language: 'en' | 'ja',
  session: string,
  { type = 'Persistence:IAMUser/AnomalousBehavior', at = tokyo(thursday, 12) } = {},
): Promise<void> {
  watch = await startWatch({
    at,
    language,
    config: () => ({ policies: [{ match: { kind: 'threat' }, then: 'track', ask: true }] }),
  });
  await watch.arrive(guardDuty({ id: 'f', at, severity: 9, session, type }));
}

/** What the bot said to somebody alone. */
async function toldAlone(): Promise<readonly string[]> {
  await watch.shown();
  const card = await watch.store.cards.byKey('question:1');
  return card?.channelId ? (await watch.shown(card.channelId)).map(({ text }) => text) : [];
}
const thread = async () => (await watch.shown('sec-critical'))[0]?.thread.join('\n') ?? '';
const answer = (person: string, said: 'yes' | 'no') =>
  watch.act(person, 'answerQuestion', { caseId: 1, answer: said }, 'viewer');
const stateNow = async () => (await watch.store.cases.view(1))?.case.state;

describe.each(languages)('“was this you?” (%s)', (language) => {
  const say = words[language];

  test('is asked of the person behind a session, and the thread says whom and until when', async () => {
    await begin(language, 'carol@example.com');
    const [asked] = await toldAlone();
    // In her own language, whatever the channel speaks.
    expect(asked).toContain('Was this you?');
    expect(await thread()).toMatch(say.asked);
  });

  test('silence for two hours of work calls people, and no sooner', async () => {
    await begin(language, 'carol@example.com');
    await toldAlone();
    await watch.act('bob', 'acknowledge', { caseId: 1, duration: null });
    await watch.until(tokyo(thursday, 13, 59));
    expect(await thread()).not.toMatch(say.silent);
    await watch.until(tokyo(thursday, 14));
    const after = await thread();
    expect(after).toMatch(say.silent);
    expect(after).toContain(`<@${watch.idOf('bob')}>`);
  });

  test('no is heard at once, and rings the pager of a Critical case', async () => {
    await begin(language, 'carol@example.com');
    await toldAlone();
    expect((await answer('carol', 'no')).kind).toBe('answered');
    expect(await thread()).toMatch(say.no);
    expect((await watch.paged()).map((event) => event['event_action'])).toContain('trigger');
    expect(await stateNow()).toBe('open');
  });

  test('yes is a remark: nothing closes, and nobody is called for silence any more', async () => {
    await begin(language, 'carol@example.com');
    await toldAlone();
    await answer('carol', 'yes');
    await watch.act('bob', 'acknowledge', { caseId: 1, duration: null });
    await watch.until(tokyo(thursday, 15));
    const said = await thread();
    expect(said).toMatch(say.yes);
    expect(said).not.toMatch(say.silent);
    expect(await stateNow()).toBe('acknowledged');
  });

  test('an address that nobody here has: people are told to ask themselves', async () => {
    await begin(language, 'stranger@example.org');
    expect(await toldAlone()).toEqual([]);
    expect(await thread()).toMatch(say.nobody);
  });

  test('of a credential that leaked not its holder is asked, but whoever owns the account', async () => {
    const type = 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS';
    await begin(language, 'carol@example.com', { type });
    const [asked] = await toldAlone();
    expect(asked).toContain('Do you know anything about this?');
    expect((await watch.store.questions.byCase(1))?.askedOf).toBe(watch.idOf('dave'));
    expect((await answer('carol', 'yes')).kind).toBe('not-asked');
  });
});

test('two hours of work asked on a Thursday at 18:30 end on Friday at 11:30', async () => {
  await begin('en', 'carol@example.com', { at: tokyo(thursday, 18, 30) });
  await toldAlone();
  expect((await watch.store.questions.byCase(1))?.until).toBe(tokyo(friday, 11, 30));
});

test.each(['i-0123456789abcdef0', 'GitHubActions', 'botocore-session-1700000000'])(
  '%s is no person, and nobody is asked',
  async (session) => {
    await begin('en', session);
    expect(await toldAlone()).toEqual([]);
    expect((await watch.store.questions.byCase(1))?.state).toBe('nobody');
  },
);

test('only whoever was asked answers, once; who said it first counts', async () => {
  await begin('en', 'carol@example.com');
  await toldAlone();
  expect((await answer('bob', 'yes')).kind).toBe('not-asked');
  expect((await answer('carol', 'yes')).kind).toBe('answered');
  expect((await answer('carol', 'no')).kind).toBe('already');
  expect((await watch.store.questions.byCase(1))?.state).toBe('yes');
});
