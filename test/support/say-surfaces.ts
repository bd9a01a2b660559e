import { lent } from '../../src/cli/demo/gallery/leases.ts';
import type { AuditDraft } from '../../src/finding/audit.ts';
import { type Question, type QuestionState, questionStates } from '../../src/finding/question.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import { everywhere } from '../../src/operations/grants.ts';
import { bulk } from '../../src/slack/actions/bulk/action.ts';
import { copyIds } from '../../src/slack/actions/copy-ids/action.ts';
import { more } from '../../src/slack/actions/more/action.ts';
import { wasMe } from '../../src/slack/actions/was-me/action.ts';
import { drawLeaseWeek } from '../../src/slack/cards/lease-week-card.ts';
import { drawNotice } from '../../src/slack/cards/notice.ts';
import type { CardStyle } from '../../src/slack/cards/payload.ts';
import { drawQuestion } from '../../src/slack/cards/question-card.ts';
import { commands } from '../../src/slack/commands/registry.ts';
import { drawHome } from '../../src/slack/home/draw-home.ts';
import { formValuesOf } from '../../src/slack/receive/form-values.ts';
import {
  caseOf,
  findingView,
  inputOf,
  now,
  readerOf,
  requestOf,
  suppressionOf,
  toolsOf,
  viewOf,
  type WorldSeed,
} from './tools.ts';

const views = Array.from({ length: 7 }, (_, at) => viewOf(caseOf(at + 1)));
const suppressions = Array.from({ length: 7 }, (_, at) => suppressionOf(at + 1));

/** One that waits for its approval, and one that is to last longer. */
const lending: Pick<WorldSeed, 'leases' | 'desk'> = {
  leases: [
    { ...lent, requestUntil: now + 3_600_000 },
    { ...lent, state: 'active', extension: { by: 'U0CAROL', until: now, reason: 'slow', at: now } },
  ],
  desk: {} as NonNullable<WorldSeed['desk']>,
};

const homes: readonly WorldSeed[] = [{}, { views, suppressions }];

/** Each act, chosen for two; then the windows that somebody sends with something missing. */
const choices = ['acknowledge', 'release', 'assign'].map((act) => ({
  bulk_which: { a: { selected_options: [{ value: '1' }, { value: '2' }] } },
  bulk_what: { a: { selected_option: { value: act } } },
  bulk_whom: { a: { selected_user: 'U0CAROL' } },
}));
const tooMany = { a: { selected_options: Array.from({ length: 101 }, (_, at) => ({ value: `${at}` })) } };
const flawed = [
  {},
  { bulk_which: tooMany },
  { bulk_which: choices[0]?.bulk_which },
  { ...choices[2], bulk_whom: { a: {} } },
];

/** One for each fate that a case may have. */
const kinds = ['taken', 'already', 'not-open', 'not-yours'] as const;

const answered: NonNullable<NonNullable<WorldSeed['answers']>['answerQuestion']>[] = [
  { kind: 'answered', caseId: 7, answer: 'yes' },
  { kind: 'not-asked', caseId: 7 },
  { kind: 'already', question: questionOf('yes', false) },
];

function questionOf(state: QuestionState, leaked: boolean): Question {
  return {
    ...{ caseId: 7, state, principal: 'carol@example.com', leaked, askedOf: 'U0CAROL', askedAt: now },
    ...{ until: now + 7_200_000, answeredAt: null, reading: { language: null, timeZone: null } },
  };
}

function sayLeaseWeek(count: number, style: CardStyle): void {
  const findings = ['unused', 'open-to-world', 'duplicate', 'at-limit'];
  const stock = findings.map((finding) => ({ account: '111122223333', finding, count }));
  // One is no longer known.
  const breakGlass = count === 0 ? [] : Array.from({ length: count + 1 }, (_, at) => at + 1);
  const alone = breakGlass
    .slice(1)
    .map((id) => ({ id, requester: 'U0CAROL', requestedAt: now, reason: 'prod is down' }));
  const data = { breakGlass, stock, missed: count };
  drawLeaseWeek({ key: 'lease-week:2026-11-23', data, alone, accountName: () => undefined }, style);
}

async function sayQuestions(language: Language): Promise<void> {
  const style = { language, timeZone: 'Asia/Tokyo', now };
  const view = viewOf(caseOf(7));
  for (const state of questionStates)
    for (const leaked of [false, true])
      drawQuestion({ key: 'question:7', question: questionOf(state, leaked), view }, style);
  for (const count of [0, 1, 12]) sayLeaseWeek(count, style);
  for (const answer of answered) {
    const tools = toolsOf({ answers: { answerQuestion: answer } });
    await wasMe.run({ ...inputOf(language), value: '7:yes' }, tools);
  }
  const values = { to: 'U0CAROL', by: 'U0CAROL', principal: 'carol@example.com', until: now + 7_200_000 };
  const kinds = [
    'person-asked',
    'nobody-to-ask',
    'person-said-yes',
    'person-said-no',
    'person-silent',
  ] as const;
  for (const kind of kinds)
    drawNotice({ caseId: 7, kind, at: now, broadcast: false, mentions: [], values, seq: 1 }, style);
}

/** Each outcome, by somebody and by nobody, and a log that has nothing about it. */
async function sayAudit(language: Language): Promise<void> {
  const sec = commands.find((one) => one.name === '/sec');
  const audited = (['done', 'refused', 'failed'] as const).map((outcome, at): AuditDraft => {
    const what = {
      act: 'acknowledge',
      target: 'Y12',
      before: { state: 'open' },
      after: { state: 'resolved' },
    };
    const who = { actor: at === 0 ? null : 'U0CAROL', role: null, surface: 'clock' } as const;
    return { at: now, ...who, ...what, outcome, reason: 'so it is' };
  });
  const tools = toolsOf({ audited });
  const audit = { ...tools.store.audit, list: async () => [] };
  const asked = { ...inputOf(language), text: 'audit Y12' };
  const input = { ...asked, actor: { ...asked.actor, grants: everywhere('approver') } };
  await sec?.run(asked, tools, commands);
  await sec?.run(input, tools, commands);
  await sec?.run(input, { ...tools, store: { ...tools.store, audit } }, commands);
}

/** What waits for whoever looks, and for others. */
async function sayApprovals(language: Language): Promise<void> {
  const { actor, reader } = inputOf(language);
  const requests = Array.from({ length: 7 }, (_, at) => requestOf(at + 1));
  const seed = { views: [viewOf(caseOf(7))], requests, ...lending };
  const look = { actor: { ...actor, grants: everywhere('approver') }, reader, tools: toolsOf(seed) };
  for (const userId of ['U0BOB', 'U0CAROL']) await drawHome({ ...look, userId });
}

/** The windows behind a card's menu, for each state of a case. */
async function sayMore(language: Language): Promise<void> {
  const exception = {
    since: now,
    until: now,
    severity: 'Critical',
    by: 'U',
    approver: 'U',
    reason: '',
  } as const;
  const taken = { state: 'acknowledged', assignee: 'U0CAROL', sampleBy: 'U0CAROL' } as const;
  for (const over of [{}, taken, { state: 'resolved' }, { state: 'excepted', exception }] as const) {
    const resources = [{ type: 'Instance', id: 'i-0aaaabbbbccccdddd' }];
    const person = findingView({ resources, principal: 'dave', remoteAddress: '198.51.100.7' });
    const tools = toolsOf({ views: [viewOf(caseOf(7, over), [person])], ...lending });
    for (const window of [more, copyIds]) {
      window.title(readerOf(language).words);
      await window.run({ ...inputOf(language), value: '7' }, tools);
    }
  }
}

/** Says all that is said on the Home tab, about many cases at once, and to whoever is asked about themselves. */
export async function saySurfaces(language: Language): Promise<void> {
  await sayQuestions(language);
  await sayAudit(language);
  const { userId, actor, reader, channelId } = inputOf(language);
  for (const seed of homes) await drawHome({ actor, userId, reader, tools: toolsOf(seed) });
  await sayApprovals(language);
  await sayMore(language);

  const input = { userId, channelId, actor, reader, value: JSON.stringify({ q: '', page: 0 }) };
  const tools = toolsOf({ views });
  bulk.title(reader.words);
  await bulk.open(input, tools);
  for (const values of choices) await bulk.submit({ ...input, values: formValuesOf({ values }) }, tools);
  for (const values of flawed) bulk.check(formValuesOf({ values }), reader, 0, input.value);
  const values = formValuesOf({});
  for (const ids of [[1], [1, 2, 3, 4, 5]]) {
    let asked = 0;
    const act = async () => {
      const kind = kinds[asked++];
      if (kind === undefined) throw new Error('away');
      return { kind } as never;
    };
    const value = JSON.stringify({ act: 'acknowledge', ids, to: null });
    await bulk.submit({ ...input, value, values }, { ...tools, act });
  }
}
