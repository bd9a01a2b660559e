import type { PolicyAction } from '../../finding/policy.ts';
import { roleNames } from './roles.ts';

/** `/sec`: what has no command of its own. */
export const sec = {
  summary: 'On-call, suppressions, policies, and all commands',
  hint: 'help | oncall | note Y12 … | resolve Y12 … | due Y12 … | suppressions | lift S12 | policy | rules',
  usage: [
    { form: '/sec help', does: 'lists all commands' },
    { form: '/sec oncall', does: 'who is on call, and the coming shifts' },
    {
      form: '/sec oncall swap @carol',
      does: 'somebody stands in until the turn ends; or for 8h, or from … until …',
    },
    { form: '/sec oncall undo', does: 'ends the swap that is on, or the next one' },
    { form: '/sec note Y12 …', does: 'writes into a case’s thread' },
    {
      form: '/sec resolve Y12 handled because …',
      does: 'closes it as handled, benign or false-positive; or as duplicate of Y3',
    },
    { form: '/sec reopen Y12 because …', does: 'opens a closed case again' },
    { form: '/sec due Y12 2026-12-24 because …', does: 'sets its deadline; none takes it away' },
    {
      form: '/sec exception Y12 until 2027-01-31 because …',
      does: 'asks an approver to accept it until then',
    },
    {
      form: '/sec sample Y12',
      does: 'marks it as a test that calls nobody; with undo behind it, takes that back',
    },
    {
      form: '/sec audit Y12',
      does: 'who did what to a case; also L3, @carol, since:7d (approvers)',
    },
    { form: '/sec suppressions', does: 'what is kept quiet, until when, by whom and why' },
    { form: '/sec lift S12', does: 'ends a suppression' },
    { form: '/sec policy', does: 'the policies in their order, and how much each keeps quiet' },
    { form: '/sec policy disabled', does: 'the controls that a policy wants disabled' },
    { form: '/sec rules', does: 'the rules, what they matched of late, and which are staged' },
    {
      form: '/sec who AKIA… in payments-prod',
      does: 'what a key, user, role/… or i-… did in the last day (responders)',
    },
  ],
};

/** Who is on call. */
export const onCall = {
  none: 'Nobody is on call: the configuration has no onCall.',
  now: (v: { who: string; until: string | null }) =>
    v.until === null ? `${v.who} is on call.` : `${v.who} is on call until ${v.until}.`,
  standsIn: 'as a stand-in',
  second: (v: { who: string }) => `Second: ${v.who}`,
  coming: 'Coming shifts:',
  shift: (v: { from: string; until: string | null; who: string }) =>
    v.until === null ? `from ${v.from}: ${v.who}` : `${v.from} – ${v.until}: ${v.who}`,
  cannotTake: `They cannot take cases, though: that needs the role “${roleNames.responder}”.`,
  next: 'Somebody stands in: /sec oncall swap @carol for 8h · end a swap: /sec oncall undo',
  swapped: (v: { who: string; from: string; until: string }) =>
    `${v.who} is on call from ${v.from} until ${v.until}.`,
  tell: 'Tell them: Yagura sends no message about it.',
  already: (v: { who: string; from: string; until: string }) =>
    `${v.who} is on call from ${v.from} until ${v.until} already. Nothing was changed.`,
  noEnd: 'A group is on call without end, so say until when somebody stands in.',
  past: 'This time is over. Nothing was changed.',
  tooLong: (v: { most: string }) => `At most ${v.most}. Nothing was changed.`,
  undone: (v: { who: string; instead: string; from: string; until: string }) =>
    `${v.who} no longer stands in from ${v.from} until ${v.until}. ${v.instead} is on call instead.`,
  nothingToUndo: 'Nobody stands in for anybody, now or later. Nothing was changed.',
  unknown: (v: { word: string }) => `“${v.word}” is no word here.`,
  whom: 'Who stands in? Name somebody with @, or say me.',
  when: (v: { word: string }) =>
    `“${v.word}” is no time. Times are written 18:00, 2026-12-24 or 2026-12-24T18:00.`,
};

const actions: Record<PolicyAction, string> = {
  track: 'tracked',
  notify: 'counted for the summaries',
  accept: 'accepted',
  disable: 'to be disabled',
};

/** The policies as they stand in the configuration. */
export const policies = {
  list: (v: { count: string }) =>
    v.count === '0'
      ? 'There are no policies: everything is shown.'
      : v.count === '1'
        ? '1 policy'
        : `${v.count} policies`,
  order: 'The first that matches decides; over several standards the strictest answer wins.',
  action: (v: { action: PolicyAction }) => actions[v.action],
  everything: 'everything',
  due: (v: { span: string }) => `due within ${v.span}`,
  grouped: (v: { by: string }) => `one card per ${v.by}`,
  quiet: (v: { cases: string; accounts: string }) =>
    `keeps ${v.cases} ${v.cases === '1' ? 'case' : 'cases'} quiet in ${v.accounts} ${v.accounts === '1' ? 'account' : 'accounts'}`,
  more: (v: { count: string }) => `and ${v.count} more; “yagura policy check” prints all of them`,
  next: 'Why something is here or not: /secfind why <id or ARN> · to be disabled: /sec policy disabled',
  disabled: (v: { count: string }) =>
    v.count === '0'
      ? 'No policy wants a control disabled that fails at present.'
      : v.count === '1'
        ? '1 control is to be disabled'
        : `${v.count} controls are to be disabled`,
  disabledEntry: (v: { type: string; cases: string; accounts: string; policy: string }) =>
    `${v.type}: ${v.cases} failing in ${v.accounts} ${v.accounts === '1' ? 'account' : 'accounts'} (${v.policy})`,
  disabledNext: 'Disable them in Security Hub; until then they are counted and not shown.',
};

/** The rules over CloudTrail and custom events. */
export const rules = {
  list: (v: { count: string; staged: string }) =>
    v.count === '0'
      ? 'There are no rules.'
      : `${v.count} ${v.count === '1' ? 'rule' : 'rules'}${v.staged === '0' ? '' : `, ${v.staged} staged`}`,
  matches: (v: { day: string; week: string }) =>
    v.week === '0' ? 'no match in 7 days' : `${v.day} in 24 h, ${v.week} in 7 days`,
  staged: (v: { until: string }) => `only counted until ${v.until}`,
  noLevel: 'no level',
  more: (v: { count: string }) => `and ${v.count} more`,
  broken: (v: { count: string }) => (v.count === '1' ? '1 problem:' : `${v.count} problems:`),
  next: 'Exclusions, levels and staging: rules in the configuration · try rules on past events: yagura backfill',
};
