import type { Config } from '../../config/config.ts';
import { syncPlaces, syncSources } from '../../open-sync.ts';
import { countWishes } from '../../operations/count-wishes.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { type Check, clause } from './check.ts';

/** What AWS is told, what that would change, and whether findings are read back. */
export async function checkWriteBack(config: Config): Promise<Check[]> {
  return [...(await checkWishes(config)), ...checkSync(config)];
}

async function checkWishes(config: Config): Promise<Check[]> {
  const { mode, suppress, guardDuty } = config.writeBack;
  const what = `write-back is ${mode}`;
  if (mode === 'off') return [{ state: 'good', what: `${what}: nothing is told to AWS` }];
  try {
    const store = await openStore(config.database);
    try {
      const settings = { suppress: suppress === 'on', guardDuty: guardDuty === 'on' };
      const counts = await countWishes(store.wishes, settings);
      const copies = counts.reduce((sum, one) => sum + one.copies, 0);
      const waiting = await store.wishes.waiting();
      return [
        {
          state: 'good',
          what: `${what}: of ${copies} copies something is decided, ${waiting} wait to be told`,
        },
        ...(await quietedBy(store, suppress === 'on')),
        ...rolesOf(config),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [{ state: 'bad', what, todo: `It cannot be counted: ${clause(error)}.` }];
  }
}

/** The second opt-in, with its count, before and after it is made. */
async function quietedBy({ wishes }: Pick<Store, 'wishes'>, isOn: boolean): Promise<Check[]> {
  const { notify, accept } = await wishes.quieted();
  const count = `up to ${notify + accept} findings in Security Hub (notify ${notify}, accept ${accept})`;
  const what = isOn
    ? `writeBack.suppress suppresses ${count}`
    : `writeBack.suppress is off; on, it would suppress ${count}`;
  return [{ state: 'good', what }];
}

function rolesOf({ aws, writeBack }: Config): Check[] {
  if (writeBack.guardDuty !== 'on' || aws.administrator !== null) return [];
  const todo = 'Name aws.administrator: only the administrator of GuardDuty may archive findings of members.';
  return [{ state: 'warning', what: 'write-back to GuardDuty without an administrator', todo }];
}

function checkSync(config: Config): Check[] {
  if (config.sync === 'off') {
    const todo = 'Set sync: on, or what EventBridge misses stays unknown.';
    return [{ state: 'warning', what: 'findings are not read back', todo }];
  }
  const places = syncPlaces(config).length;
  if (places > 0 && syncSources(config).length > 0)
    return [
      {
        state: 'good',
        what: `findings are read back daily, in ${places === 1 ? '1 place' : `${places} places`}`,
      },
    ];
  const todo = 'Name aws.administrator or accounts, and let a queue carry guardduty or securityhub.';
  return [{ state: 'bad', what: 'there is nowhere to read findings back from', todo }];
}
