import type { Command } from './command.ts';
import { sec } from './sec/command.ts';
import { secfind } from './secfind/command.ts';

/** Every slash command; a test compares this list with the folders. */
export const commands: readonly Command[] = [secfind, sec];
