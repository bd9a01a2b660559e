import type { Notice } from '../../finding/case.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { CaseView } from '../../finding/view.ts';
import { plain } from '../text/plain.ts';
import { mentionRun, type Run, run } from '../text/rich.ts';

/** More than anybody means to call at once; nothing that is drawn grows beyond it. */
const mostMentions = 20;
// Private-use letters stand for mentions inside a sentence; text from outside has lost its own in `plain`.
const firstMark = 0xe000;
const anyMark = /([\uE000-\uF8FF])/;

/**
 * People in sentences. Whoever is to be rung up becomes a mention, everybody else stands there by name: a mention
 * rings, however kindly it is meant.
 */
export interface People {
  /** Those who are rung up. */
  readonly called: readonly string[];
  /** How somebody is written in a sentence that goes through `runs` or `text` afterwards. */
  name(id: string): string;
  runs(sentence: string, style?: 'bold'): Run[];
  /** For notifications: names only, since the mentions of the blocks ring already. */
  text(sentence: string): string;
}

/** `names`: Slack id → name; whoever is missing there is written by id. `mentions`: who is to be rung up. */
export function peopleOf(
  names: ReadonlyMap<string, string> | undefined,
  mentions: readonly string[],
): People {
  const called = [...new Set(mentions)].filter((id) => mentionRun(id) !== null).slice(0, mostMentions);
  const nameOf = (id: string) => `@${plain(names?.get(id) ?? id, 40)}`;
  const behind = (mark: string) => called[mark.charCodeAt(0) - firstMark] ?? '';
  return {
    called,
    name(id) {
      const at = called.indexOf(id);
      return at < 0 ? nameOf(id) : String.fromCharCode(firstMark + at);
    },
    runs: (sentence, style) =>
      sentence
        .split(anyMark)
        .filter((part) => part !== '')
        .map((part) => (anyMark.test(part) ? mentionRun(behind(part)) : null) ?? run(part, style)),
    text: (sentence) =>
      sentence
        .split(anyMark)
        .map((part) => (anyMark.test(part) ? nameOf(behind(part)) : part))
        .join(''),
  };
}

/** Whose names a card needs; Slack ids. */
export function namesInCase({ case: one }: CaseView, suppression: Suppression | null): string[] {
  const { assignee, owner, verifying, exception, closedBy, sampleBy } = one;
  const decided = [verifying?.by, exception?.by, exception?.approver, closedBy, sampleBy].map(
    (id) => id ?? null,
  );
  const ids = [assignee, owner, suppression?.author ?? null, ...decided, ...one.mentions];
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Whose names a line of a thread needs; Slack ids. */
export function namesInNotice({ mentions, values }: Notice): string[] {
  const ids = [...['by', 'to', 'from', 'approver'].map((name) => values[name]), ...mentions];
  return [...new Set(ids.filter((id) => typeof id === 'string' && mentionRun(id) !== null))].map(String);
}
