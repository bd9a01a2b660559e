import { catalogues, type Language } from '../../i18n/catalogue.ts';
import type { People } from '../../operations/authorise.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ChannelStyle } from '../outbox/outbox.ts';
import type { Reader } from './answer.ts';

/** A language is kept longer than a role: nothing is at stake, and Slack may be away. */
const languageKeptMs = 3_600_000;
const mostKept = 5_000;

/** In which language somebody reads, and in which zone. */
export interface Readers {
  /** At once, from what is known; the channel's language where nothing is. */
  known(userId: string, style: ChannelStyle): Reader;
  /** Asks Slack for the person's language where it must; never throws. */
  find(userId: string, style: ChannelStyle): Promise<Reader>;
}

export function createReaders(people: People, clock: Clock): Readers {
  const kept = new Map<string, { readonly language: Language; readonly at: number }>();

  function known(userId: string, style: ChannelStyle): Reader {
    const language = kept.get(userId)?.language ?? style.language;
    const { answers, card } = catalogues[language];
    return { language, timeZone: style.timeZone, words: answers, card };
  }

  return {
    known,
    async find(userId, style) {
      const before = kept.get(userId);
      if (before === undefined || clock.now() - before.at >= languageKeptMs) {
        const locale = await people.person(userId).then(
          (person) => person?.locale ?? null,
          () => null,
        );
        if (locale !== null) {
          if (kept.size >= mostKept) kept.clear();
          kept.set(userId, {
            language: locale.toLowerCase().startsWith('ja') ? 'ja' : 'en',
            at: clock.now(),
          });
        }
      }
      return known(userId, style);
    },
  };
}
