import { type Command, InvalidArgumentError, Option } from 'commander';
import type { KeptAnchor } from '../../archive/anchor-bucket.ts';
import { type Config, loadConfig } from '../../config/config.ts';
import type { AuditAnchor, AuditFlaw } from '../../finding/audit.ts';
import { openAnchorBucket } from '../../open-archive.ts';
import { systemClock } from '../../shared/clock.ts';
import { messageOf, UsageError } from '../../shared/errors.ts';
import { openStore } from '../../store/open.ts';
import { configOption } from '../options.ts';

interface VerifyOptions {
  readonly config: string;
  readonly anchor: readonly AuditAnchor[];
  readonly bucket: boolean;
}

/** What a bucket told, and what it is called; null: none was asked. */
type Archive = {
  readonly place: string;
  readonly anchors: readonly KeptAnchor[];
  readonly others: number;
} | null;

const flaws: Readonly<Record<AuditFlaw, string>> = {
  changed: 'was changed: it is not what its hash, or the row after it, was made of',
  removed: 'was removed',
  inserted: 'was inserted: nobody wrote it when the rows around it were written',
  moved: 'was moved: what stands there was written as another row',
  rewritten: 'or one before it was written anew: it is not the row that was told outside at the time',
};

/** `yagura audit verify`: names the first row that cannot be as it was written; ends with 1 then. */
export function verify(group: Command): void {
  group
    .command('verify')
    .description('read the whole log and name the first row that was changed, removed, inserted or moved')
    .addOption(
      new Option('--anchor <seq:hash>', 'what Slack was told, from the card of that day; may be repeated')
        .argParser(anchors)
        .default([]),
    )
    .option('--no-bucket', 'leave out what is kept in audit.bucket')
    .addOption(configOption())
    .action(async (options: VerifyOptions) => {
      const config = loadConfig(options.config);
      const archive = options.bucket ? await readBucket(config) : null;
      const store = await openStore(config.database);
      try {
        const own = await store.audit.anchors();
        const given = [...options.anchor, ...(archive?.anchors ?? [])];
        const verdict = await store.audit.verify([...own, ...given]);
        if (!verdict.whole) {
          console.error(`Row ${verdict.seq} ${flaws[verdict.flaw]}.`);
          for (const { from, seq, hash } of archive?.anchors ?? [])
            if (seq === verdict.seq) console.error(`${from} says ${seq}:${hash}.`);
          process.exitCode = 1;
          return;
        }
        const { seq, hash } = verdict.head;
        console.log(`Whole: ${seq} rows, the last one is ${seq}:${hash}.`);
        for (const line of reach(own, given, archive)) console.log(line);
      } finally {
        await store.close();
      }
    });
}

/** Throws where the bucket cannot be read: a log that nobody could witness is not said to be whole. */
async function readBucket(config: Config): Promise<Archive> {
  const opened = await openAnchorBucket(config, systemClock());
  if (opened === null) return null;
  try {
    return { place: opened.place, ...(await opened.bucket.read()) };
  } catch (error) {
    throw new UsageError(
      `The anchors in ${opened.place} cannot be read: ${messageOf(error)}. --no-bucket leaves them out.`,
      { cause: error },
    );
  } finally {
    opened.destroy();
  }
}

/** How far others bear the log out. */
function reach(own: readonly AuditAnchor[], given: readonly AuditAnchor[], archive: Archive): string[] {
  const last = Math.max(0, ...[...own, ...given].map((one) => one.seq));
  const outside =
    last === 0
      ? 'Nothing was told outside yet, so whoever may write to the database could have written all of it anew.'
      : `What was told outside reaches up to row ${last}; of later rows, only their chain was checked.`;
  if (archive === null)
    return given.length > 0
      ? [outside]
      : [outside, 'Give --anchor from Slack: those in the database could have been changed too.'];
  const there = new Set(archive.anchors.map((one) => one.seq));
  const missing = own.filter((one) => !there.has(one.seq)).map((one) => one.seq);
  return [
    outside,
    `In ${archive.place}: ${there.size} of them, up to row ${Math.max(0, ...there)}.`,
    ...(missing.length > 0
      ? [`Not there: ${missing.length} of the database, the last of row ${missing.at(-1)}.`]
      : []),
    ...(archive.others > 0 ? [`${archive.others} objects there are no anchors.`] : []),
  ];
}

function anchors(text: string, before: readonly AuditAnchor[]): AuditAnchor[] {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (seq === undefined || hash === undefined)
    throw new InvalidArgumentError('It takes a number, a colon and 64 hexadecimal digits.');
  return [...before, { seq: Number(seq), hash }];
}
