import type { Command } from 'commander';
import { demo } from './demo/demo.ts';
import { doctor } from './doctor/doctor.ts';
import { manifest } from './manifest.ts';
import { normalize } from './normalize.ts';
import { preview } from './preview.ts';
import { replay } from './replay.ts';
import { send } from './send.ts';
import { start } from './start.ts';

/** Adds one command to the program. */
type Describe = (program: Command) => void;

export const commands: readonly Describe[] = [
  start,
  demo,
  normalize,
  preview,
  replay,
  send,
  manifest,
  doctor,
];
