import { createHash } from 'node:crypto';
import type { ConfigData } from '../finding/card-data.ts';
import type { CardRepository } from '../store/ports/cards.ts';

const prefix = 'config:rules:';
const mostNamed = 3;
const dayMs = 86_400_000;

/**
 * Says in Slack which rules do not run, and that all of them do again: each problem has a card of its own, and one of
 * them at most is open. Doing it twice does no harm.
 */
export async function tellRuleProblems(
  problems: readonly string[],
  { cards, channel, now }: { cards: Pick<CardRepository, 'put' | 'lastPut'>; channel: string; now: number },
): Promise<void> {
  const last = await cards.lastPut(prefix);
  const said = last?.data as ConfigData | null | undefined;
  const put = (card: { key: string; data: ConfigData; now: number; material: boolean }) =>
    cards.put({ channel, severity: 'High', ...card });
  const problem = sentenceOf(problems);
  if (last && said?.mendedAt === null) {
    if (said.problem === problem) return;
    // A moment before, so that the next card is the one put last.
    await put({ key: last.key, data: { ...said, mendedAt: now }, now: now - 1, material: false });
  }
  if (problems.length === 0) return;
  const data = { problem, restart: [], file: 'rules', at: now, mendedAt: null, rules: problems.length };
  await put({ key: keyOf(problem, now), data, now, material: true });
}

function sentenceOf(problems: readonly string[]): string {
  const rest = problems.length - mostNamed;
  return [...problems.slice(0, mostNamed), ...(rest > 0 ? [`(+${rest})`] : [])].join(' ');
}

/** The same problem on another day is worth another card; two processes that see it now make one. */
function keyOf(problem: string, now: number): string {
  const what = `${Math.floor(now / dayMs)} ${problem}`;
  return `${prefix}${createHash('sha256').update(what).digest('hex').slice(0, 12)}`;
}
