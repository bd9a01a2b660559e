import type { Action } from './action.ts';
import { rawEvent } from './raw-event/action.ts';
import { secfindPage } from './secfind-page/action.ts';
import { secfindShare } from './secfind-share/action.ts';

/** Every button; a test compares this list with the folders. */
export const actions: readonly Action[] = [secfindPage, secfindShare, rawEvent];
