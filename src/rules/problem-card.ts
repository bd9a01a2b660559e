import type { ConfigData } from '../finding/card-data.ts';
import type { CardRepository } from '../store/store.ts';

const key = 'config:rules';
const mostNamed = 3;

/** Says in Slack which rules do not run, and that all of them do again. Doing it twice does no harm. */
export async function tellRuleProblems(
  problems: readonly string[],
  { cards, channel, now }: { cards: Pick<CardRepository, 'put' | 'byKey'>; channel: string; now: number },
): Promise<void> {
  const said = (await cards.byKey(key))?.data as ConfigData | null | undefined;
  const isOpen = said?.mendedAt === null;
  const put = (data: ConfigData, material: boolean) =>
    cards.put({ key, channel, severity: 'High', now, material, data });
  if (problems.length === 0) {
    if (isOpen) await put({ ...said, mendedAt: now }, false);
    return;
  }
  const rest = problems.length - mostNamed;
  const problem = [...problems.slice(0, mostNamed), ...(rest > 0 ? [`(+${rest})`] : [])].join(' ');
  if (isOpen && said.problem === problem) return;
  const data = { problem, restart: [], file: 'rules', at: now, mendedAt: null, rules: problems.length };
  await put(data, true);
}
