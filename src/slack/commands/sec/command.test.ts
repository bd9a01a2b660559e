import { expect, test } from 'vitest';
import { inputOf, textOf, toolsOf } from '../../../../test/support/tools.ts';
import { commands } from '../registry.ts';
import { sec } from './command.ts';

async function ask(text: string): Promise<string> {
  return textOf(await sec.run({ ...inputOf(), text }, toolsOf({}), commands));
}

test.each(['', 'help', ' HELP ', '?'])('“%s” lists every command', async (text) => {
  const answer = await ask(text);
  for (const { name } of commands) expect(answer).toContain(`\n${name} · `);
});

test.each([
  ['hlep', '“hlep” is no word here.\nDid you mean /sec help?\n'],
  ['secfnd Y1', '“secfnd” is no word here.\nDid you mean /secfind?\n'],
  ['xyzzy', '“xyzzy” is no word here.\nAll commands: /sec help\n'],
])('%s shows the nearest right one', async (text, expected) => {
  expect(await ask(text)).toContain(expected);
});
