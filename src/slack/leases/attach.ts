import { portsOf } from '../../finding/lease-spec.ts';
import { durationOf } from '../commands/duration.ts';
import { type Answer, answerOf, result } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { run } from '../text/rich.ts';
import { ask } from './ask.ts';
import { sourceOf, type Typed } from './attach-words.ts';
import { locate, type Person } from './locate.ts';

/** Asks to be let in, as it was typed out in full, or filled in. */
export async function attach(typed: Typed, person: Person, tools: Tools): Promise<Answer> {
  const ports = portsOf(typed.port);
  const duration = durationOf(typed.span);
  const said = sourceOf(typed.source);
  // Whoever calls has read it before.
  if (ports === null || duration === null || said === null)
    return answerOf([result(person.reader.words.failure.staleButton)]);
  const cidr = said === 'me' ? await tools.store.leases.addressOf(person.userId) : null;
  if (said === 'me' && cidr === null) return drawNoAddress(person);
  const located = await locate(typed.target, person, tools);
  if ('answer' in located) return located.answer;
  const { found, desk } = located;
  const source = said === 'me' ? ({ kind: 'cidr', cidr: cidr ?? '' } as const) : said;
  const { instanceId, interfaceId, place } = found;
  const interfaces = interfaceId === null ? null : [interfaceId];
  const spec = { kind: 'security-group', instanceId, interfaces, rule: { ...ports, source } } as const;
  const { reason, how } = typed;
  return ask({ spec, place, duration, reason, caseId: null, how }, desk, person, tools);
}

function drawNoAddress({ reader: { words } }: Person): Answer {
  const { leases: said } = words;
  return answerOf([result(said.meUnknown), [run(said.meHow), run('/secsg me 198.51.100.7', 'code')]]);
}
