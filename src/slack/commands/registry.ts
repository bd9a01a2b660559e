import type { Command } from './command.ts';
import { sec } from './sec/command.ts';
import { secack } from './secack/command.ts';
import { secassign } from './secassign/command.ts';
import { secfind } from './secfind/command.ts';
import { secsg } from './secsg/command.ts';
import { secsuppress } from './secsuppress/command.ts';

/** Every slash command; a test compares this list with the folders. */
export const commands: readonly Command[] = [secfind, secack, secassign, secsuppress, secsg, sec];
