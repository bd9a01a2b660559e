import { caseLabel } from '../../../finding/case.ts';
import { messageOf } from '../../../shared/errors.ts';
import { nameFor } from '../../answers/acts.ts';
import { drawUnfit } from '../../answers/unfit.ts';
import { isPageValue, readPageValue } from '../../commands/secfind/page-value.ts';
import { type Answer, answerOf, numberOf, type Reader, result } from '../../receive/answer.ts';
import type { FormValues } from '../../receive/form-values.ts';
import type { Tools } from '../../receive/tools.ts';
import { run } from '../../text/rich.ts';
import type { ActionInput, Form, FormAction } from '../action.ts';
import { bulkActOf, type Chosen, type Fate, fateOf, isBulkAct } from './acts.ts';
import { chosenBy, chosenIn, isTooMany } from './chosen.ts';
import { blocks, drawChoice, drawConfirmation, mostCases } from './form.ts';

/** Does the same to many of the cases that a question found: chosen first, then confirmed with their count. */
export const bulk: FormAction = {
  kind: 'form',
  name: 'bulk',
  needs: 'responder',
  carries: (value) => chosenIn(value) !== null || isPageValue(value),
  title: (words) => words.bulk.title,
  async open({ value, userId, reader }, tools) {
    const asked = readPageValue(value, { userId, reader, clock: tools.clock });
    if (asked === null) return answerOf([result(reader.words.failure.staleButton)]);
    const found = await tools.store.cases.search(asked.question.query, { offset: 0, limit: mostCases });
    return found.rows.length === 0
      ? answerOf([result(reader.words.find.noneAtAll)])
      : drawChoice(found.rows, reader);
  },
  check(values, reader, _now, value) {
    const confirmed = chosenIn(value);
    if (confirmed === null) return check(values, reader);
    return isTooMany(confirmed) ? tooMany(reader) : {};
  },
  async submit(input, tools) {
    const { value, values, reader } = input;
    const confirmed = chosenIn(value);
    const chosen = confirmed ?? chosenBy(values);
    if (chosen === null) return answerOf([result(reader.words.failure.staleButton)]);
    if (isTooMany(chosen))
      return answerOf([result(reader.words.bulk.wrong.tooMany({ most: String(mostCases) }))]);
    return confirmed === null ? ask(chosen, input, tools) : doAll(chosen, input, tools);
  },
};

function tooMany({ words }: Reader): Record<string, string> {
  return { [blocks.which]: words.bulk.wrong.tooMany({ most: String(mostCases) }) };
}

function check(values: FormValues, reader: Reader): Record<string, string> {
  const { bulk: said } = reader.words;
  const act = values.one(blocks.what);
  const count = values.all(blocks.which).length;
  if (count === 0) return { [blocks.which]: said.wrong.which };
  if (count > mostCases) return tooMany(reader);
  if (!isBulkAct(act)) return { [blocks.what]: said.wrong.what };
  const asks = bulkActOf(act).asksForPerson === true;
  return asks && values.one(blocks.whom) === null ? { [blocks.whom]: said.wrong.whom } : {};
}

async function ask(chosen: Chosen, { userId, reader }: ActionInput, tools: Tools): Promise<Form | Answer> {
  const { to } = chosen;
  const unfit = to === null || to === userId ? null : await tools.unfitnessOf(to);
  if (to !== null && unfit !== null) return drawUnfit(unfit, to, reader, tools);
  return drawConfirmation(chosen, to === null ? null : await nameFor(to, tools), reader);
}

/** One act after the other, each a transaction of its own: one that fails leaves the others done. */
async function doAll({ act, ids, to }: Chosen, { actor, userId, reader }: ActionInput, tools: Tools) {
  const fates = new Map<Fate, number[]>();
  for (const id of ids) {
    const fate = await bulkActOf(act)
      .run(tools, id, actor, to ?? userId)
      .then(
        ({ kind }) => fateOf(kind),
        (error: unknown): Fate => {
          tools.logger.error({ error: messageOf(error), caseId: id, act }, 'one of many acts failed');
          return 'failed';
        },
      );
    fates.set(fate, [...(fates.get(fate) ?? []), id]);
  }
  const { bulk: said } = reader.words;
  const left = (['already', 'not-open', 'refused', 'failed'] as const).flatMap((fate) => {
    const labels = (fates.get(fate) ?? []).map(caseLabel).join(' ');
    return labels === '' ? [] : [[run(said.left[fate]({ labels }))]];
  });
  const count = numberOf(fates.get('done')?.length ?? 0, reader);
  return answerOf([result(said.done({ count })), ...left]);
}
