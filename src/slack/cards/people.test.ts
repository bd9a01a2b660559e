import { expect, test } from 'vitest';
import { namesInCase, peopleOf } from './people.ts';
import { caseOf, findings } from './testing/views.ts';

const names = new Map([
  ['U0CAROL', 'carol'],
  ['S0OPS', 'ops\u202e <!here>'],
]);

test('whoever is called is a mention, everybody else a name', () => {
  const people = peopleOf(names, ['S0OPS', 'U0BOB']);
  const sentence = `${people.name('S0OPS')} and ${people.name('U0CAROL')} and ${people.name('U0BOB')}`;
  expect(people.runs(sentence, 'bold')).toEqual([
    { type: 'usergroup', usergroup_id: 'S0OPS' },
    { type: 'text', text: ' and @carol and ', style: { bold: true } },
    { type: 'user', user_id: 'U0BOB' },
  ]);
  expect(people.text(sentence)).toBe('@ops <!here> and @carol and @U0BOB');
});

test('nothing but an id of Slack is ever called, and at most twenty', () => {
  const strange = ['<!channel>', '@here', 'u0carol', 'B0BOT', 'C0ALERTS', '', 'U0', 'U0BOB|x', 'U0BOB\n'];
  expect(peopleOf(names, strange).called).toEqual([]);
  const many = Array.from({ length: 50 }, (_, at) => `U0PERSON${at}`);
  expect(peopleOf(names, many).called).toHaveLength(20);
});

test('a private-use letter in a sentence calls nobody', () => {
  const people = peopleOf(names, []);
  expect(people.runs('\ue000 \uf8ff')).toEqual([
    { type: 'text', text: '\ue000' },
    { type: 'text', text: ' ' },
    { type: 'text', text: '\uf8ff' },
  ]);
});

test('everybody who stands on a card can be looked up beforehand', () => {
  const view = caseOf(findings.mining, { assignee: 'U0CAROL', owner: 'S0OPS', mentions: ['S0OPS', 'U0BOB'] });
  expect(namesInCase(view, null)).toEqual(['U0CAROL', 'S0OPS', 'U0BOB']);
});
