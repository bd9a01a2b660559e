import type { AnswerOf, InputOf, OperationName } from '../../src/operations/registry.ts';
import { FakeClock } from '../../src/shared/clock.ts';
import type { Told } from '../../src/slack/answers/acts.ts';
import type { Answer } from '../../src/slack/receive/answer.ts';
import type { Store } from '../../src/store/store.ts';
import { type Acting, actAs } from './acts.ts';
import { readerOf, textOf, toolsOf } from './tools.ts';

/** The same act by two people at the same instant, each at a replica of their own. */
interface Race<Name extends OperationName> extends Acting {
  readonly title: string;
  /** What whoever was faster is answered, and whoever was not. */
  readonly kinds: readonly [won: string, lost: string];
  /** Who does it; the same twice: somebody who pressed twice. */
  readonly people: readonly [string, string];
  /** Makes what it is about ready, and says what each of them wants. */
  given(store: Store): Promise<InputOf<Name> | readonly [InputOf<Name>, InputOf<Name>]>;
  /** What they are told; null: this has no words of its own. */
  readonly tell: ((answer: AnswerOf<Name>, told: Told) => Answer | Promise<Answer>) | null;
}

interface Raced {
  readonly kinds: readonly string[];
  readonly told: readonly string[];
  /** By whom the audit log says it was done. */
  readonly doneBy: readonly (string | null)[];
}

/** A race to be run; the types of an act and of its answer stay together in here. */
export function race<Name extends OperationName>(name: Name, row: Race<Name>) {
  const { title, kinds, people, tell } = row;
  async function run(replicas: readonly [Store, Store]): Promise<Raced> {
    const [store] = replicas;
    const wanted = await row.given(store);
    const inputs = (Array.isArray(wanted) ? wanted : [wanted, wanted]) as [InputOf<Name>, InputOf<Name>];
    const before = await newestRow(store);
    const answers = await Promise.all(
      people.map((by, at) => actAs(replicas[at] ?? store, by, row, name, inputs[at] ?? inputs[0])),
    );
    const rows = await store.audit.since(0, { after: before, limit: 100 });
    const told = answers.map(async (answer, at) => {
      const { role = 'responder', now } = row;
      const tools = { ...toolsOf({}), store: replicas[at] ?? store, clock: new FakeClock(now) };
      const teller = { reader: readerOf('en'), tools, userId: people[at] ?? '', role };
      return tell === null ? '' : textOf(await tell(answer, teller));
    });
    return {
      kinds: answers.map(kindOf),
      told: await Promise.all(told),
      doneBy: rows.filter(({ act, outcome }) => act === name && outcome === 'done').map(({ actor }) => actor),
    };
  }
  return { name, title, kinds, people, isTold: tell !== null, run };
}

function kindOf(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'kind' in answer
    ? String(answer.kind)
    : String(answer);
}

async function newestRow(store: Store): Promise<number> {
  const asked = { target: null, actor: null, since: null, before: null, limit: 1 };
  return (await store.audit.list(asked))[0]?.seq ?? 0;
}
