import type { GalleryMessage } from '../../../../sim/slack/page/gallery.ts';
import { caseLabel } from '../../../finding/case.ts';
import type { CaseView } from '../../../finding/view.ts';
import { catalogues, type Language, languages } from '../../../i18n/catalogue.ts';
import { everywhere } from '../../../operations/grants.ts';
import type { CardStyle } from '../../../slack/cards/payload.ts';
import type { Command } from '../../../slack/commands/command.ts';
import { commands } from '../../../slack/commands/registry.ts';
import { secfind } from '../../../slack/commands/secfind/command.ts';
import type { Reader } from '../../../slack/receive/answer.ts';
import { names } from './people.ts';
import { now } from './views.ts';
import { worldOf } from './world.ts';

export const timeZone = 'Asia/Tokyo';

/** A heading, in each language. */
export type Text = Readonly<Record<Language, string>>;

/** What is called the same in every language: types, ids. */
export function same(text: string): Text {
  return { en: text, ja: text };
}

/** One thing to look at, in each language. */
export interface Entry {
  readonly title: Text;
  readonly messages: readonly GalleryMessage[];
}

/** What every drawing of ours has, be it a card, a line in a thread or an answer. */
interface Drawn {
  readonly text: string;
  readonly blocks: readonly object[];
  readonly attachments?: readonly object[];
}

/** The same thing drawn in each language. `ephemeral`: for one pair of eyes. */
export async function inEachLanguage(
  title: Text,
  draw: (language: Language) => Drawn | Promise<Drawn>,
  ephemeral = false,
): Promise<Entry> {
  const messages = languages.map(async (language): Promise<GalleryMessage> => {
    const { text, blocks, attachments = [] } = await draw(language);
    const message = {
      ts: String(now / 1_000),
      bot_id: 'B0YAGURA',
      username: 'Yagura',
      text,
      blocks,
      attachments,
    };
    return { language, message, ephemeral };
  });
  return { title, messages: await Promise.all(messages) };
}

/** How the channel of a language wants its cards. */
export function styleOf(language: Language): CardStyle {
  return { language, timeZone, now, names };
}

export function readerOf(language: Language): Reader {
  const { answers, card } = catalogues[language];
  return { language, timeZone, words: answers, card };
}

/** Whoever asks in the gallery. */
const asker = {
  userId: 'U0CAROL',
  channelId: 'C0ALERTS',
  actor: { userId: 'U0CAROL', role: 'responder', grants: everywhere('responder'), surface: 'command' },
} as const;

/** What somebody gets who types this command. */
export async function ask(
  command: Command,
  text: string,
  cases: readonly CaseView[],
  language: Language,
): Promise<Drawn> {
  const input = { text, ...asker, reader: readerOf(language) };
  return command.run(input, worldOf(cases), commands);
}

/** A case as `/secfind Y…` shows it: its card, and below it what there is no room for on the card. */
export function shown(title: Text, view: CaseView): Promise<Entry> {
  return inEachLanguage(title, (language) => ask(secfind, caseLabel(view.case.id), [view], language));
}
