import type { KnownBlock, RichTextUsergroupMention, RichTextUserMention } from '@slack/types';
import type { Decision } from '../../operations/authorise.ts';
import { run } from '../text/rich.ts';
import { type Answer, answerOf, type Reader, result } from './answer.ts';

type Refused = Extract<Decision, { allowed: false }>;

/** A refusal that names everybody would be longer than helpful. */
const mostNamed = 10;

/** Which role is needed, who has it, and why not. */
export function drawRefusal({ needs, holders, why }: Refused, reader: Reader): Answer {
  const { refusal } = reader.words;
  const lines = [
    result(needs === 'member' ? refusal.membersOnly : refusal.needs({ role: needs })),
    [run(refusal.why[why])],
  ];
  // Somebody from outside learns nothing about who does what here.
  if (why === 'stranger' || why === 'unknown' || needs === 'member') return answerOf(lines);
  if (holders.length > 0) return answerOf(lines, [namesOf(holders, reader)]);
  return answerOf([...lines, [run(needs === 'viewer' ? refusal.holdersAreMembers : refusal.nobody)]]);
}

function namesOf(holders: readonly string[], reader: Reader): KnownBlock {
  const { words } = reader;
  const names = holders
    .slice(0, mostNamed)
    .map((id): RichTextUsergroupMention | RichTextUserMention =>
      id.startsWith('S') ? { type: 'usergroup', usergroup_id: id } : { type: 'user', user_id: id },
    );
  const between = names.flatMap((name, at) => (at === 0 ? [name] : [run(words.between), name]));
  const rest = holders.length > mostNamed ? [run(' …')] : [];
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [run(words.refusal.holders), ...between, ...rest] }],
  };
}
