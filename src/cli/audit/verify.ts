import { type Command, InvalidArgumentError, Option } from 'commander';
import { loadConfig } from '../../config/config.ts';
import type { AuditAnchor, AuditFlaw } from '../../finding/audit.ts';
import { openStore } from '../../store/open.ts';
import { configOption } from '../options.ts';

interface VerifyOptions {
  readonly config: string;
  readonly anchor: readonly AuditAnchor[];
}

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
    .addOption(configOption())
    .action(async ({ config, anchor }: VerifyOptions) => {
      const store = await openStore(loadConfig(config).database);
      try {
        const own = await store.audit.anchors();
        const verdict = await store.audit.verify([...own, ...anchor]);
        if (!verdict.whole) {
          console.error(`Row ${verdict.seq} ${flaws[verdict.flaw]}.`);
          process.exitCode = 1;
          return;
        }
        const { seq, hash } = verdict.head;
        const last = Math.max(0, ...own.map((one) => one.seq), ...anchor.map((one) => one.seq));
        console.log(`Whole: ${seq} rows, the last one is ${seq}:${hash}.`);
        console.log(
          last === 0
            ? 'Nothing was told outside yet, so whoever may write to the database could have written all of it anew.'
            : `What was told outside reaches up to row ${last}; of later rows, only their chain was checked.`,
        );
        if (anchor.length === 0)
          console.log('Give --anchor from Slack: those in the database could have been changed too.');
      } finally {
        await store.close();
      }
    });
}

function anchors(text: string, before: readonly AuditAnchor[]): AuditAnchor[] {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (seq === undefined || hash === undefined)
    throw new InvalidArgumentError('It takes a number, a colon and 64 hexadecimal digits.');
  return [...before, { seq: Number(seq), hash }];
}
