import type { Command } from 'commander';

/** Adds one command to the program. */
type Describe = (program: Command) => void;

/** By name; each is loaded when it is asked for, so that the bot does not carry what only a preview needs. */
const commands: Readonly<Record<string, () => Promise<Describe>>> = {
  start: async () => (await import('./start.ts')).start,
  demo: async () => (await import('./demo/demo.ts')).demo,
  normalize: async () => (await import('./normalize.ts')).normalize,
  preview: async () => (await import('./preview.ts')).preview,
  policy: async () => (await import('./policy/policy.ts')).policy,
  replay: async () => (await import('./replay.ts')).replay,
  backfill: async () => (await import('./backfill/backfill.ts')).backfill,
  sync: async () => (await import('./sync.ts')).sync,
  writeback: async () => (await import('./writeback/writeback.ts')).writeBack,
  audit: async () => (await import('./audit/audit.ts')).audit,
  send: async () => (await import('./send.ts')).send,
  rules: async () => (await import('./rules/rules.ts')).rules,
  manifest: async () => (await import('./manifest.ts')).manifest,
  doctor: async () => (await import('./doctor/doctor.ts')).doctor,
};

/** The one that is asked for; all of them for whoever asks for help, or for something that there is not. */
export async function describeCommands(program: Command, asked: string | undefined): Promise<void> {
  const one = Object.entries(commands).filter(([name]) => name === asked);
  const loaded = one.length === 1 ? one : Object.entries(commands);
  for (const describe of await Promise.all(loaded.map(([, load]) => load()))) describe(program);
}
