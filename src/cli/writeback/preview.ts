import type { Command } from 'commander';
import { loadConfig } from '../../config/config.ts';
import { countWishes, type WishCount } from '../../operations/count-wishes.ts';
import { openStore } from '../../store/open.ts';
import { writeJson } from '../lines.ts';
import { configOption } from '../options.ts';

/** `yagura writeback preview`: counts, by what is decided at present; nothing is written anywhere. */
export function preview(group: Command): void {
  group
    .command('preview')
    .description(
      'count what would be written under the present settings, and what each further one would add',
    )
    .addOption(configOption())
    .option('--json', 'one JSON document')
    .action(async ({ config: file, json }: { readonly config: string; readonly json?: boolean }) => {
      const config = loadConfig(file);
      const store = await openStore(config.database);
      try {
        const counts = await countWishes(store.wishes, { suppress: true, guardDuty: true });
        const { mode, suppress, guardDuty } = config.writeBack;
        const needs = (one: WishCount) =>
          one.why === 'policy'
            ? { key: 'suppress', is: suppress === 'on' }
            : one.source === 'guardduty'
              ? { key: 'guardDuty', is: guardDuty === 'on' }
              : { key: 'mode', is: true };
        const lines = counts.map((one) => ({ ...one, setting: needs(one).key, allowed: needs(one).is }));
        if (json) return await writeJson(process.stdout, { mode, counts: lines });
        console.log(`writeBack.mode is ${mode}.`);
        if (lines.length === 0) console.log('Nothing is decided that a service should be told of.');
        for (const { source, status, why, copies, setting, allowed } of lines)
          console.log(
            `${allowed ? ' ' : '!'} ${String(copies).padStart(7)} ${copies === 1 ? 'copy' : 'copies'} in ${source}: ${status} (${why})${allowed ? '' : `, not before writeBack.${setting} is on`}`,
          );
      } finally {
        await store.close();
      }
    });
}
