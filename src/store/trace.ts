import { type StageAnswer, stageNames, stageWords } from '../finding/ledger.ts';

/** One answer: the stage's place among the stages, the word, then detail and rule where there are any. */
type Short = readonly [stage: number, answer: string, detail?: string | null, rule?: string];

/** Null where no stage was asked. A ledger row has one for each of millions of events, so it is kept short. */
export function traceText(trace: readonly StageAnswer[]): string | null {
  if (trace.length === 0) return null;
  return JSON.stringify(
    trace.map(({ stage, answer, detail, rule }): Short => {
      const place = stageNames.indexOf(stage);
      if (rule !== undefined) return [place, answer, detail ?? null, rule];
      return detail === undefined ? [place, answer] : [place, answer, detail];
    }),
  );
}

/** Leaves out what only another version of Yagura understands. */
export function traceOf(text: string | null): StageAnswer[] {
  return (JSON.parse(text ?? '[]') as Short[]).flatMap(([place, word, detail, rule]): StageAnswer[] => {
    const stage = stageNames[place];
    const answer = stageWords.find((one) => one === word);
    if (stage === undefined || answer === undefined) return [];
    return [
      {
        stage,
        answer,
        ...(typeof detail === 'string' ? { detail } : {}),
        ...(rule === undefined ? {} : { rule }),
      },
    ];
  });
}
