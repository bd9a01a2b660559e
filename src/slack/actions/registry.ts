import { ack } from './ack/action.ts';
import type { Action } from './action.ts';
import { assign } from './assign/action.ts';
import { bulk } from './bulk/action.ts';
import { lift } from './lift/action.ts';
import { rawEvent } from './raw-event/action.ts';
import { release } from './release/action.ts';
import { secfindPage } from './secfind-page/action.ts';
import { secfindShare } from './secfind-share/action.ts';
import { stormShow } from './storm-show/action.ts';
import { suppress } from './suppress/action.ts';

/** Every button; a test compares this list with the folders. */
export const actions: readonly Action[] = [
  ack,
  release,
  assign,
  suppress,
  lift,
  stormShow,
  rawEvent,
  secfindPage,
  secfindShare,
  bulk,
];
