import { leaseAttach } from '../../actions/lease-attach/action.ts';
import { leaseIsolate } from '../../actions/lease-isolate/action.ts';
import { drawAddressSet, drawEnding, drawExtended } from '../../answers/leases.ts';
import { isHow } from '../../leases/ask.ts';
import { attach } from '../../leases/attach.ts';
import { isWhole, readAttach, readSpan, wordsOf } from '../../leases/attach-words.ts';
import { takeStock } from '../../leases/inventory.ts';
import { drawLeases } from '../../leases/list.ts';
import type { Person } from '../../leases/locate.ts';
import { runRunbook } from '../../leases/runbook.ts';
import { type Answer, answerOf, result } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { run } from '../../text/rich.ts';
import { asksForHelp, drawMistake } from '../case-words.ts';
import type { Command } from '../command.ts';
import { durationOf } from '../duration.ts';
import { drawHelp } from '../help.ts';
import { readable } from '../secfind/tokens.ts';
import { drawMisread, examples, leaseOrMistake } from './mistakes.ts';

/** Temporary changes to AWS: access that is lent, instances that are cut off. */
export const secsg: Command = {
  name: '/secsg',
  needs: 'responder',
  needsFor: (text) => (firstOf(text) === 'list' || asksForHelp(text) ? 'viewer' : 'responder'),
  words: (words) => words.leases,
  window(text) {
    const { how, verb, rest } = takeApart(text);
    if (verb === 'isolate' && rest.length === 1 && rest[0] !== undefined)
      return { action: leaseIsolate, value: JSON.stringify({ how, instance: rest[0] }) };
    if (verb !== 'attach') return null;
    const typed = readAttach(rest, how);
    // What is wrong is said, and what is missing is asked for.
    if ('problem' in typed || isWhole(typed)) return null;
    return { action: leaseAttach, value: JSON.stringify(typed) };
  },
  inThread(word, rest, about) {
    if (word === 'sg') return rest;
    // In the thread of a case it is that case's instance that is meant.
    return word === 'isolate' ? `isolate ${rest === '' ? about : rest}` : null;
  },
  async run({ text, userId, actor, reader }, tools) {
    if (asksForHelp(text)) return drawHelp([secsg], reader);
    const person = { userId, actor, reader };
    const { how, verb, rest } = takeApart(text);
    switch (verb) {
      case 'attach': {
        const typed = readAttach(rest, how);
        return 'problem' in typed
          ? drawMisread(typed, examples.attach, reader)
          : attach(typed, person, tools);
      }
      case 'isolate':
        return drawMistake(reader.words.leases.problem.target({ word: '' }), examples.isolate, reader);
      case 'detach':
      case 'release':
        return end(rest, verb, person, tools);
      case 'extend':
        return extend(rest, person, tools);
      case 'me':
        return me(rest[0] ?? null, person, tools);
      case 'inventory':
        return takeStock(person, tools);
      case 'run':
        return runRunbook(rest, person, tools);
      case 'list':
        return drawLeases(reader, tools);
      default:
        return drawMistake(
          reader.words.leases.problem.word({ word: plain(verb, 40) }),
          examples.attach,
          reader,
        );
    }
  },
};

function firstOf(text: string): string {
  return wordsOf(readable(text))[0]?.toLowerCase() ?? '';
}

/** `dry-run` and `break-glass` stand before what they are about. */
function takeApart(text: string) {
  const [first = '', ...others] = wordsOf(readable(text));
  const how = first.toLowerCase();
  if (!isHow(how) || how === 'ask') return { how: 'ask' as const, verb: how, rest: others };
  const [verb = '', ...rest] = others;
  return { how, verb: verb.toLowerCase(), rest };
}

async function end(
  words: readonly string[],
  verb: 'detach' | 'release',
  { actor, reader }: Person,
  tools: Tools,
): Promise<Answer> {
  const said = leaseOrMistake(words[0], examples[verb], reader);
  if ('answer' in said) return said.answer;
  return drawEnding(await tools.act('endLease', { leaseId: said.leaseId }, actor), { reader, tools });
}

async function extend(
  [word, ...rest]: readonly string[],
  { actor, reader }: Person,
  tools: Tools,
): Promise<Answer> {
  const said = leaseOrMistake(word, examples.extend, reader);
  if ('answer' in said) return said.answer;
  const told = readSpan(rest);
  if ('problem' in told) return drawMisread(told, examples.extend, reader);
  const duration = durationOf(told.span);
  if (duration === null) return drawMisread({ problem: 'for', word: '' }, examples.extend, reader);
  const asked = { leaseId: said.leaseId, duration, reason: told.reason };
  return drawExtended(await tools.act('extendLease', asked, actor), { reader, tools });
}

async function me(address: string | null, { userId, actor, reader }: Person, tools: Tools): Promise<Answer> {
  if (address !== null) return drawAddressSet(await tools.act('setAddress', { address }, actor), reader);
  const { leases: said } = reader.words;
  const cidr = await tools.store.leases.addressOf(userId);
  if (cidr !== null) return answerOf([result(said.me({ cidr }))]);
  return answerOf([result(said.meUnknown), [run(said.meHow), run(examples.me, 'code')]]);
}
