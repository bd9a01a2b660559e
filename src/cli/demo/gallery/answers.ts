import { commands } from '../../../slack/commands/registry.ts';
import { sec } from '../../../slack/commands/sec/command.ts';
import { shareCases } from '../../../slack/commands/secfind/find.ts';
import { parseQuestion } from '../../../slack/commands/secfind/parse.ts';
import { drawRefusal } from '../../../slack/receive/refusal.ts';
import { ask, type Entry, inEachLanguage, readerOf, timeZone } from './entries.ts';
import { lives } from './life.ts';
import { now } from './views.ts';
import { people, worldOf } from './world.ts';

/** Some cases of the gallery that are open, each with a number of its own. */
const cases = [0, 2, 3, 4].flatMap((at) => {
  const view = lives[at]?.[1];
  return view ? [{ ...view, case: { ...view.case, id: 1042 + at } }] : [];
});

const asked: readonly (readonly [title: string, text: string])[] = [
  ['A list', ''],
  ['Nothing found', 'web-99 severity:high'],
  ['One case', 'Y1042'],
  ['No such case', 'Y99999'],
  ['Why something is here', 'why Y1042'],
  ['What nobody has heard of', 'why i-0nowhere'],
  ['What arrived in a day', 'why'],
  ['A word that was mistyped', 'sevrity:high'],
  ['A value that was mistyped', 'severity:hihg'],
  ['Help for one command', 'help'],
];

export async function answerEntries(): Promise<Entry[]> {
  const typed = asked.map(([title, text]) =>
    inEachLanguage(`${title}: /secfind ${text}`.trim(), (language) => ask(text, cases, language), true),
  );
  const others = [
    inEachLanguage('A list, shared in the channel', async (language) => {
      const question = parseQuestion('severity:critical', { userId: 'U0CAROL', now, timeZone });
      const list = question.kind === 'query' ? question : null;
      const answer = list && (await shareCases(list, 0, 'U0CAROL', readerOf(language), worldOf(cases)));
      if (!answer) throw new Error('the gallery has critical cases');
      return answer;
    }),
    inEachLanguage(
      'All commands: /sec help',
      (language) => {
        const input = { text: 'help', userId: 'U0DAVE', channelId: 'C0ALERTS', reader: readerOf(language) };
        return sec.run(input, worldOf(cases), commands);
      },
      true,
    ),
    ...(['no-role', 'not-member'] as const).map((why) => refusal(why)),
  ];
  return Promise.all([...typed, ...others]);
}

function refusal(why: 'no-role' | 'not-member'): Promise<Entry> {
  const needs = why === 'no-role' ? 'responder' : 'viewer';
  const holders = why === 'no-role' ? people.map(({ id }) => id) : [];
  return inEachLanguage(
    why === 'no-role' ? 'Refused: a role is missing' : 'Refused: not in an alert channel',
    (language) => drawRefusal({ allowed: false, needs, holders, why }, readerOf(language)),
    true,
  );
}
