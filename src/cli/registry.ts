import type { Command } from 'commander';
import { audit } from './audit/audit.ts';
import { backfill } from './backfill/backfill.ts';
import { demo } from './demo/demo.ts';
import { doctor } from './doctor/doctor.ts';
import { manifest } from './manifest.ts';
import { normalize } from './normalize.ts';
import { policy } from './policy/policy.ts';
import { preview } from './preview.ts';
import { replay } from './replay.ts';
import { rules } from './rules/rules.ts';
import { send } from './send.ts';
import { start } from './start.ts';
import { sync } from './sync.ts';
import { writeBack } from './writeback/writeback.ts';

/** Adds one command to the program. */
type Describe = (program: Command) => void;

export const commands: readonly Describe[] = [
  start,
  demo,
  normalize,
  preview,
  policy,
  replay,
  backfill,
  sync,
  writeBack,
  audit,
  send,
  rules,
  manifest,
  doctor,
];
