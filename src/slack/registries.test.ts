import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actions } from './actions/registry.ts';
import { commands } from './commands/registry.ts';

function foldersOf(folder: string): string[] {
  return readdirSync(new URL(folder, import.meta.url), { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
}

test('every folder of commands/ is in the registry, and every command has its folder', () => {
  expect(commands.map((one) => one.name.slice(1)).sort()).toEqual(foldersOf('./commands'));
});

test('every folder of actions/ is in the registry, and every action has its folder', () => {
  expect(actions.map((one) => one.name.replaceAll('_', '-')).sort()).toEqual(foldersOf('./actions'));
});
