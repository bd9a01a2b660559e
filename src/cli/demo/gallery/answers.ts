import type { Command } from '../../../slack/commands/command.ts';
import { sec } from '../../../slack/commands/sec/command.ts';
import { secfind } from '../../../slack/commands/secfind/command.ts';
import { shareCases } from '../../../slack/commands/secfind/find.ts';
import { parseQuestion } from '../../../slack/commands/secfind/parse.ts';
import { drawRefusal } from '../../../slack/receive/refusal.ts';
import { ask, type Entry, inEachLanguage, readerOf, type Text, timeZone } from './entries.ts';
import { lives } from './life.ts';
import { people } from './people.ts';
import { now } from './views.ts';
import { worldOf } from './world.ts';

/** Some cases of the gallery that are open, each with a number of its own. */
const cases = [0, 2, 3, 4].flatMap((at) => {
  const view = lives[at]?.[1];
  return view ? [{ ...view, case: { ...view.case, id: 1042 + at } }] : [];
});

const typed: readonly (readonly [title: Text, command: Command, text: string])[] = [
  [{ en: 'A list', ja: '一覧' }, secfind, ''],
  [{ en: 'Nothing found', ja: '該当なし' }, secfind, 'web-99 severity:high'],
  [{ en: 'One case', ja: 'ケース1件' }, secfind, 'Y1042'],
  [{ en: 'No such case', ja: '存在しないケース' }, secfind, 'Y99999'],
  [{ en: 'Why something is here', ja: '表示の理由' }, secfind, 'why Y1042'],
  [{ en: 'What nobody has heard of', ja: '記録にないもの' }, secfind, 'why i-0nowhere'],
  [{ en: 'What arrived in a day', ja: '一日の受信' }, secfind, 'why'],
  [{ en: 'A word that was mistyped', ja: '語の打ち間違い' }, secfind, 'sevrity:high'],
  [{ en: 'A value that was mistyped', ja: '値の打ち間違い' }, secfind, 'severity:hihg'],
  [{ en: 'Help for one command', ja: 'コマンドのヘルプ' }, secfind, 'help'],
  [{ en: 'All commands', ja: 'コマンドの一覧' }, sec, 'help'],
  [{ en: 'What is kept quiet', ja: '抑制の一覧' }, sec, 'suppressions'],
  [{ en: 'Who is on call', ja: 'オンコール' }, sec, 'oncall'],
  [{ en: 'The policies', ja: 'ポリシーの一覧' }, sec, 'policy'],
  [{ en: 'The rules', ja: 'ルールの一覧' }, sec, 'rules'],
];

export async function answerEntries(): Promise<Entry[]> {
  const answers = typed.map(([title, command, text]) =>
    inEachLanguage(
      typedAs(title, `${command.name} ${text}`),
      (language) => ask(command, text, cases, language),
      true,
    ),
  );
  const others = [
    inEachLanguage(
      { en: 'A list, shared in the channel', ja: 'チャンネルに共有した一覧' },
      async (language) => {
        const question = parseQuestion('severity:critical', { userId: 'U0CAROL', now, timeZone });
        const list = question.kind === 'query' ? question : null;
        const answer = list && (await shareCases(list, 0, 'U0CAROL', readerOf(language), worldOf(cases)));
        if (!answer) throw new Error('the gallery has critical cases');
        return answer;
      },
    ),
    ...(['no-role', 'not-member'] as const).map((why) => refusal(why)),
  ];
  return Promise.all([...answers, ...others]);
}

/** A heading with what was typed. */
function typedAs({ en, ja }: Text, command: string): Text {
  return { en: `${en}: ${command.trim()}`, ja: `${ja}: ${command.trim()}` };
}

function refusal(why: 'no-role' | 'not-member'): Promise<Entry> {
  const needs = why === 'no-role' ? 'responder' : 'viewer';
  const holders = why === 'no-role' ? people.slice(0, 3).map(({ id }) => id) : [];
  return inEachLanguage(
    why === 'no-role'
      ? { en: 'Refused: a role is missing', ja: '拒否: 権限不足' }
      : { en: 'Refused: not in an alert channel', ja: '拒否: アラートチャンネルの外' },
    (language) => drawRefusal({ allowed: false, needs, holders, why }, readerOf(language)),
    true,
  );
}
