import type { KnownBlock } from '@slack/types';
import { type EndReason, type Lease, leaseLabel } from '../../finding/lease.ts';
import type { RunbookRun, RunState } from '../../finding/runbook.ts';
import type { StoryLine } from '../../finding/story.ts';
import { type Catalogue, catalogues } from '../../i18n/catalogue.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { cut, plain } from '../text/plain.ts';
import { richText, run } from '../text/rich.ts';
import { whatOf } from './lease-words.ts';
import type { NoticeStyle } from './notice.ts';
import { type NoticeValues, valuesOf } from './notice-values.ts';
import { peopleOf } from './people.ts';
import { timeWords } from './when.ts';

/** Lines of one thread, and the message that they become. */
export interface Story {
  /** Key of the card whose thread it is. */
  readonly card: string;
  readonly span: { readonly first: number; readonly last: number };
  readonly lines: readonly StoryLine[];
}

/** What lines are about, by the key of its card. */
export interface StoryAbout {
  readonly leases: ReadonlyMap<string, Lease>;
  readonly runs: ReadonlyMap<string, RunbookRun>;
}

export interface StoryPayload {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly metadata: {
    readonly event_type: 'yagura_story';
    readonly event_payload: { readonly key: string; readonly first: number; readonly last: number };
  };
}

const longestOutput = 2_900;

/** One line an event, each with when and who; it rings up nobody. Long output stands beneath as it came. */
export function drawStory({ card, span, lines }: Story, about: StoryAbout, style: NoticeStyle): StoryPayload {
  const { card: words } = catalogues[style.language];
  const said = lines.map((line) => sentenceOf(line, card, about, style, words));
  const outputs = lines.map(({ values }) => outputOf(values['output'])).filter((one) => one !== '');
  return {
    text: mrkdwn(said.join(' '), 300),
    blocks: [richText(said.map((one) => [run(one)])), ...outputs.map(preformatted)],
    metadata: { event_type: 'yagura_story', event_payload: { key: card, ...span } },
  };
}

/** Whose names the lines need; Slack ids. */
export function namesInStory({ lines }: Story, { leases }: StoryAbout): string[] {
  const actors = lines.map(({ values }) => values['by']).filter((id) => typeof id === 'string');
  return [...new Set([...actors, ...[...leases.values()].map(({ requester }) => requester)])];
}

function sentenceOf(
  line: StoryLine,
  card: string,
  { leases, runs }: StoryAbout,
  style: NoticeStyle,
  words: Catalogue['card'],
): string {
  const people = peopleOf(style.names, []);
  const times = timeWords(words, style.timeZone, line.at);
  const about = String(line.values['about'] ?? card);
  const lease = leases.get(about);
  const at = times.near(line.at, line.at);
  const runName = plain(runs.get(about)?.name ?? '', 60);
  const said = tell(line.kind, valuesOf(line, { words, people, times }), lease, runName, words);
  // In the thread of its own card nothing has to be said of what it is about.
  if (about === card || lease === undefined) return words.story.at({ at, said });
  const what = whatOf(lease, people.name(lease.requester), words.lease);
  return words.story.atAbout({ at, label: leaseLabel(lease.id), what, said });
}

function tell(
  kind: StoryLine['kind'],
  values: NoticeValues,
  lease: Lease | undefined,
  runName: string,
  words: Catalogue['card'],
): string {
  const { story, response, notice } = words;
  const who = values.person('by') ?? notice.somebody;
  const reason = values.text('reason', 500);
  const until = values.time('until') ?? '';
  const of = lease?.spec.kind ?? 'security-group';
  switch (kind) {
    case 'lease-asked':
    case 'lease-alone':
    case 'lease-begun':
    case 'lease-refused':
      return story[kind]({ who, reason });
    case 'lease-withdrawn':
    case 'lease-not-longer':
    case 'lease-putting-right':
      return story[kind]({ who });
    case 'lease-approved':
      return story[kind]({ who, left: values.count('left') ?? 0 });
    case 'lease-lapsed':
    case 'lease-again':
    case 'lease-drift':
    case 'lease-failed':
      return story[kind];
    case 'lease-living':
      return story[kind][of]({ until });
    case 'lease-ended':
      return story[kind][of];
    case 'lease-longer-asked':
      return story[kind]({ who, until, reason });
    case 'lease-longer':
      return story[kind]({ who, until });
    case 'lease-ending':
      return story[kind]({ because: becauseOf(values.text('because', 20), who, words.lease.because) });
    case 'run-started':
      return story[kind]({ who, name: runName, reason });
    case 'run-over':
      return response.run({ name: runName, state: values.text('state', 20) as RunState });
  }
}

function becauseOf(reason: string, who: string, because: Catalogue['card']['lease']['because']): string {
  const said = Object.hasOwn(because, reason) ? because[reason as EndReason] : because.expired;
  return typeof said === 'string' ? said : said(who);
}

/** What a document put out, line by line, with nothing in it that hides or turns text around. */
function outputOf(value: string | number | undefined): string {
  const lines = String(value ?? '')
    .split('\n')
    .map((line) => plain(line, 400));
  return cut(lines.join('\n').trim(), longestOutput);
}

function preformatted(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}
