import type { RunbookPolicy } from '../../finding/lease-policy.ts';
import type { ParameterProblem } from '../../operations/lease/runbook-parameters.ts';
import type { RunbookStarted } from '../../operations/lease/start-runbook.ts';
import { accountNamed } from '../commands/account-named.ts';
import { type Answer, answerOf, type Reader, result } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { type Run, run, smallPrint } from '../text/rich.ts';
import type { Person } from './locate.ts';

interface Typed {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly reason: string;
}

const example = '/secsg run patch in payments-prod ap-northeast-1 InstanceId=i-0abc… because …';

/** Starts a document of the allow-list, typed out in full; without a word it lists what may be run. */
export async function runRunbook(words: readonly string[], person: Person, tools: Tools): Promise<Answer> {
  const { reader, actor } = person;
  const { leases, runbooks: said } = reader.words;
  const policy = tools.limits().leases;
  if (policy === null) return answerOf([result(leases.off)]);
  if (words.length === 0) return drawList(policy.runbooks, reader);
  const typed = readTyped(words);
  if (typed === null) return answerOf([result(said.unclear), [run(example, 'code')]]);
  const account = accountNamed(typed.account, tools.settings().accounts);
  if (account === null) return answerOf([result(said.noAccount({ account: plain(typed.account, 60) }))]);
  const { name, region, parameters, reason } = typed;
  const place = { account: account.id, region };
  const asked = { name, place, parameters, reason, caseId: null };
  return drawStarted(await tools.act('startRunbook', asked, actor), reader);
}

/** `patch in payments-prod ap-northeast-1 Key=value … because …`; null: it is not that. */
function readTyped(words: readonly string[]): Typed | null {
  const at = words.findIndex((word) => /^(?:because|理由)[::]?$/i.test(word));
  const [name = '', how = '', account = '', region = '', ...pairs] = at < 0 ? [] : words.slice(0, at);
  const reason = words.slice(at + 1).join(' ');
  if (!/^in$/i.test(how) || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) || reason === '') return null;
  const parameters = pairs.map((pair) => /^([A-Za-z][\w.-]{0,63})=(.*)$/s.exec(pair));
  if (parameters.some((pair) => pair === null)) return null;
  const filled = parameters.map((pair): [string, string] => [pair?.[1] ?? '', pair?.[2] ?? '']);
  return { name, account, region, parameters: Object.fromEntries(filled), reason };
}

function drawList(runbooks: readonly RunbookPolicy[], reader: Reader): Answer {
  const { runbooks: said } = reader.words;
  if (runbooks.length === 0) return answerOf([result(said.none)]);
  const lines = runbooks.map(({ name, document, needs, parameters }): Run[] => {
    const names = parameters.map((one) => (one.required ? one.name : `[${one.name}]`)).join(' ');
    return [
      run(plain(name, 60), 'bold'),
      run(` · ${plain(document, 120)} · ${said.needs({ role: needs })} · ${names}`),
    ];
  });
  return answerOf([result(said.list), ...lines], [smallPrint(example)]);
}

function drawStarted(answer: RunbookStarted, reader: Reader): Answer {
  const { leases, runbooks: said, refusal } = reader.words;
  switch (answer.kind) {
    case 'off':
      return answerOf([result(leases.off)]);
    case 'dry-run-only':
      return answerOf([result(said.dryRunOnly)]);
    case 'no-reason':
      return answerOf([result(said.noReason({ most: String(answer.most) }))]);
    case 'no-runbook':
      return answerOf([
        result(said.unknown({ name: plain(answer.name, 60) })),
        [run(answer.known.map((name) => plain(name, 60)).join(reader.words.between))],
      ]);
    case 'account-not-allowed':
      return answerOf([result(said.notThere({ account: plain(answer.account, 20) }))]);
    case 'not-yours':
      return answerOf([result(refusal.needs({ role: answer.needs }))]);
    case 'parameters':
      return answerOf([
        result(said.flawed),
        ...answer.problems
          .slice(0, 20)
          .map(({ code, name }: ParameterProblem): Run[] => [
            run(plain(name, 64), 'bold'),
            run(`: ${said.problem[code]}`),
          ]),
      ]);
    case 'started':
      return answerOf([result(said.started({ name: plain(answer.run.name, 60) }))], [smallPrint(said.next)]);
  }
}
