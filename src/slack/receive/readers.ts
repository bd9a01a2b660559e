import { catalogues, type Language } from '../../i18n/catalogue.ts';
import type { People, Person } from '../../operations/authorise.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ChannelStyle } from '../outbox/outbox.ts';
import type { Reader } from './answer.ts';

/** A language is kept longer than a role: nothing is at stake, and Slack may be away. */
const languageKeptMs = 3_600_000;
const mostKept = 5_000;

interface Known {
  /** Null: Slack does not say, so they read as their channel does. */
  readonly language: Language | null;
  readonly timeZone: string | null;
  readonly at: number;
}

/** In which language somebody reads, and in which zone: theirs, and the channel's where Slack does not say. */
export interface Readers {
  /** At once, from what is known; the channel's language where nothing is. */
  known(userId: string, style: ChannelStyle): Reader;
  /** Asks Slack for the person's language where it must; never throws. */
  find(userId: string, style: ChannelStyle): Promise<Reader>;
}

export function createReaders(people: People, clock: Clock): Readers {
  const kept = new Map<string, Known>();

  function known(userId: string, style: ChannelStyle): Reader {
    const one = kept.get(userId);
    const language = one?.language ?? style.language;
    const { answers, card } = catalogues[language];
    return { language, timeZone: one?.timeZone ?? style.timeZone, words: answers, card };
  }

  return {
    known,
    async find(userId, style) {
      const before = kept.get(userId);
      if (before === undefined || clock.now() - before.at >= languageKeptMs) {
        const person = await people.person(userId).catch(() => null);
        if (person !== null) {
          if (kept.size >= mostKept) kept.clear();
          kept.set(userId, { ...readsAs(person), at: clock.now() });
        }
      }
      return known(userId, style);
    },
  };
}

function readsAs({ locale, timeZone }: Person): Omit<Known, 'at'> {
  const language = locale === null ? null : locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
  return { language, timeZone: timeZone !== null && isZone(timeZone) ? timeZone : null };
}

/** What Slack says goes through here before anything is worked out with it. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
