import type { Checked, Troubled } from '../../finding/lease-desk.ts';
import type { Guarded } from '../../finding/lease-guards.ts';
import type { LeasePlan, Obstacle } from '../../finding/lease-plan.ts';
import type { LeaseSpec } from '../../finding/lease-spec.ts';
import { roles } from '../../finding/role.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { planLines, surroundingLines } from '../cards/lease-plan.ts';
import { type Answer, answerOf, type Reader, result, spanOf } from '../receive/answer.ts';
import { plain } from '../text/plain.ts';
import { type Run, run } from '../text/rich.ts';

/** AWS refused to be looked at, or did not answer. */
export function drawTrouble({ code, detail }: Troubled, reader: Reader): Answer {
  const why = catalogues[reader.language].lease.trouble[code](plain(detail, 60));
  return answerOf([result(reader.words.leases.trouble({ why }))]);
}

/** Why a plan cannot be carried out in AWS as it is. */
export function drawObstacles(obstacles: readonly Obstacle[], reader: Reader): Answer {
  const { leases: said } = reader.words;
  const [first, ...others] = obstacles.map(({ code, value, limit }) =>
    said.obstacles[code]({ value: plain(value, 60), limit: limit === null ? null : plain(limit, 60) }),
  );
  return answerOf([
    result(first ?? said.nothingDone),
    ...others.map((line) => [run(line)]),
    [run(said.nothingDone)],
  ]);
}

/** Why the configuration does not let somebody have it. */
export function drawGuards(guards: readonly Guarded[], reader: Reader): Answer {
  const [first, ...others] = guards.map((one) => guardText(one, reader));
  const { nothingDone } = reader.words.leases;
  return answerOf([result(first ?? nothingDone), ...others.map((line) => [run(line)]), [run(nothingDone)]]);
}

function guardText({ code, value, limit }: Guarded, reader: Reader): string {
  const { guards: said } = reader.words.leases;
  if (code === 'role-too-small')
    return said[code]({ limit: roles.find((role) => role === limit) ?? 'admin' });
  const spans = code === 'too-long' || code === 'no-duration';
  const worded = (text: string) => (spans && text !== '' ? spanOf(Number(text), reader) : plain(text, 100));
  return said[code]({ value: worded(value), limit: limit === null ? null : worded(limit) });
}

/** The exact plan, and whether the role may do it. */
export function drawDryRun(
  planned: { readonly spec: LeaseSpec; readonly plan: LeasePlan },
  checked: readonly Checked[],
  reader: Reader,
): Answer {
  const { dryRun: said } = reader.words.leases;
  const { lease } = reader.card;
  return answerOf([
    result(said.heading),
    ...planLines(planned, lease),
    ...surroundingLines(planned, lease),
    [run(said.permissions, 'bold')],
    ...checked.map(({ api, allowed }): Run[] => [run(`• ${said.allowed[allowed]({ api })}`)]),
  ]);
}
