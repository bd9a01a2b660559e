import { caseStates } from '../../../finding/case.ts';
import { severities, severityOfWord } from '../../../finding/severity.ts';
import { catalogues } from '../../../i18n/catalogue.ts';
import { regions } from '../../../i18n/en/regions.ts';
import type { CaseQuery } from '../../../store/ports/cases.ts';
import { nearest } from '../nearest.ts';
import { sinceOf } from './since.ts';
import { readable, type Token, tokensOf } from './tokens.ts';

/** What a question depends on besides its words. */
export interface Asking {
  /** Slack id of whoever asks: `assignee:me`. */
  readonly userId: string;
  readonly now: number;
  /** Dates without a zone are read in it. */
  readonly timeZone: string;
}

/** What is wrong with a question, and what was most likely meant. */
export type Problem =
  | {
      readonly kind: 'unknown-word';
      readonly word: string;
      readonly value: string;
      readonly meant: string | null;
    }
  | {
      readonly kind: 'unknown-value';
      readonly word: Word;
      readonly value: string;
      readonly meant: string | null;
    }
  | { readonly kind: 'no-value'; readonly word: Word }
  | { readonly kind: 'too-long' };

export type Question =
  | { readonly kind: 'help' }
  | { readonly kind: 'case'; readonly id: string }
  /** Empty: the ledger's counts. */
  | { readonly kind: 'why'; readonly about: string }
  | {
      readonly kind: 'query';
      readonly query: CaseQuery;
      readonly tokens: readonly Token[];
      readonly text: string;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

export const words = [
  'severity',
  'account',
  'region',
  'type',
  'control',
  'resource',
  'state',
  'assignee',
  'source',
  'since',
] as const;
export type Word = (typeof words)[number];

/** Values to show beside a wrong one: all of them, or examples where there is no end of them. */
export const possibleValues: Readonly<Record<Word, readonly string[]>> = {
  severity: severities.map((one) => one.toLowerCase()).reverse(),
  state: [...caseStates, 'all'],
  assignee: ['me', 'none', '@…'],
  since: ['30m', '24h', '7d', '2w', '2026-11-01'],
  account: ['111122223333', 'prod', 'prod-*'],
  region: ['ap-northeast-1', 'tokyo'],
  type: ['Recon:EC2/PortProbeUnprotectedPort', '*BitcoinTool*'],
  control: ['EC2.19', 'S3.8'],
  resource: ['i-0abc*', 'sg-0123'],
  source: ['guardduty', 'securityhub', 'inspector'],
};

/** A page button carries the whole question, and Slack gives it 2,000 characters. */
export const longestQuestion = 500;

// GuardDuty's types have a colon too; whoever pastes one means the type and not a word of ours.
const findingType = /^[A-Z][A-Za-z]+:[A-Z][A-Za-z0-9]*\/[\w.!-]+$/;

// Regions that are younger than our list, and what stands where there is none.
const looksLikeRegion = /^(?:[a-z]{2,3}(?:-[a-z]+)+-\d|(?:aws-)?global|none)$/;

type Draft = {
  -readonly [K in keyof CaseQuery]: CaseQuery[K] extends readonly (infer T)[] ? T[] : CaseQuery[K];
};

/** Reads what was typed after `/secfind`. Never throws, whatever was typed. */
export function parseQuestion(typed: string, asking: Asking): Question {
  const text = readable(typed);
  if (text.length > longestQuestion) return { kind: 'problem', problem: { kind: 'too-long' } };
  if (/^(?:help|\?)$/i.test(text)) return { kind: 'help' };
  if (/^y[1-9]\d{0,14}$/i.test(text)) return { kind: 'case', id: text };
  const why = /^why(?:\s+(.*))?$/is.exec(text);
  if (why) return { kind: 'why', about: (why[1] ?? '').replaceAll('"', '').trim() };

  const draft = emptyDraft();
  const tokens = tokensOf(text);
  for (const token of tokens) {
    const problem = read(token, draft, asking);
    if (problem) return { kind: 'problem', problem };
  }
  return { kind: 'query', query: draft, tokens, text };
}

function emptyDraft(): Draft {
  return {
    text: [],
    severity: [],
    account: [],
    region: [],
    type: [],
    control: [],
    resource: [],
    state: [],
    assignee: [],
    source: [],
    since: null,
    overdueAt: null,
    unowned: false,
  };
}

function read(token: Token, draft: Draft, asking: Asking): Problem | null {
  const { raw, key } = token;
  if (key === null) {
    readFreeWord(token, draft, asking);
    return null;
  }
  const word = words.find((one) => one === key);
  if (word === undefined) {
    if (findingType.test(raw)) draft.type.push(raw);
    else if (/^arn:/i.test(raw)) draft.resource.push(raw);
    else
      return { kind: 'unknown-word', word: key, value: token.values.join(','), meant: nearest(key, words) };
    return null;
  }
  if (token.values.length === 0) return { kind: 'no-value', word };
  for (const value of token.values) {
    const meant = readValue(word, value, draft, asking);
    if (meant !== true) return { kind: 'unknown-value', word, value, meant };
  }
  return null;
}

function readFreeWord(token: Token, draft: Draft, asking: Asking): void {
  const word = token.values[0] ?? '';
  if (!token.quoted && /^overdue$/i.test(word)) draft.overdueAt = asking.now;
  else if (!token.quoted && /^unowned$/i.test(word)) draft.unowned = true;
  else draft.text.push(word);
}

/** True when the value was understood; otherwise what was meant, or null. */
function readValue(word: Word, value: string, draft: Draft, asking: Asking): true | string | null {
  switch (word) {
    case 'severity':
      return readSeverity(value, draft);
    case 'state': {
      const state = ([...caseStates, 'all'] as const).find((one) => one === value.toLowerCase());
      if (state === undefined) return nearest(value, possibleValues.state);
      draft.state.push(state);
      return true;
    }
    case 'assignee':
      return readAssignee(value, draft, asking);
    case 'region':
      return readRegion(value, draft);
    case 'since': {
      const since = sinceOf(value, asking.now, asking.timeZone);
      if (since === null) return null;
      // Asked twice, both must hold: the later one does.
      draft.since = Math.max(draft.since ?? 0, since);
      return true;
    }
    default:
      draft[word].push(value);
      return true;
  }
}

function readSeverity(value: string, draft: Draft): true | string | null {
  const severity =
    severityOfWord(value) ?? severities.find((one) => catalogues.ja.card.severity[one] === value);
  if (severity === undefined) return nearest(value, possibleValues.severity);
  draft.severity.push(severity);
  return true;
}

/** `ap-northeast-1`, or the name by which people know it: `tokyo`, `東京`. */
function readRegion(value: string, draft: Draft): true | string | null {
  const wanted = value.toLowerCase();
  const codes = Object.keys(regions);
  const named = (code: string) =>
    [catalogues.en, catalogues.ja].some(({ card }) => card.region(code).toLowerCase() === wanted);
  const code =
    codes.find((one) => one === wanted || named(one)) ?? (looksLikeRegion.test(wanted) ? wanted : null);
  if (code === null)
    return nearest(value, [...codes, ...codes.map((one) => catalogues.en.card.region(one).toLowerCase())]);
  draft.region.push(code);
  return true;
}

function readAssignee(value: string, draft: Draft, asking: Asking): true | string | null {
  const mention = /^(?:<@)?([UW][A-Z0-9]{2,20})>?$/.exec(value);
  if (/^me$/i.test(value)) draft.assignee.push(asking.userId);
  else if (/^(?:none|nobody)$/i.test(value)) draft.unowned = true;
  else if (mention?.[1] !== undefined) draft.assignee.push(mention[1]);
  else return nearest(value, ['me', 'none']);
  return true;
}
