import type { AuditEntry, Json } from '../../../finding/audit.ts';
import { caseIdOf, caseLabel } from '../../../finding/case.ts';
import { leaseIdOf, leaseLabel } from '../../../finding/lease.ts';
import { mayOn } from '../../../operations/grants.ts';
import { nameFor } from '../../answers/acts.ts';
import { answerOf, numberOf, type Reader, result, timeOf } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { joined, type Run, run, smallPrint } from '../../text/rich.ts';
import { drawMistake } from '../case-words.ts';
import type { CommandInput } from '../command.ts';
import { sinceOf } from '../secfind/since.ts';
import { whoIs } from '../who.ts';
import type { Subcommand } from './subcommand.ts';

const mostShown = 20;
const mostChanges = 4;
const example = '/sec audit Y12 · /sec audit @carol since:7d';

/** `/sec audit <Y12 | L3 | @carol> [since:7d]`: who did what. Only the one who asks sees it, and that they read it is written down first. */
export const audit: Subcommand = {
  word: 'audit',
  aboutCase: true,
  needs: () => 'approver',
  async run(rest, input, tools) {
    const { reader, actor } = input;
    const query = queryOf(rest, input, tools);
    if (query === null) return drawMistake(reader.words.audit.whose, example, reader);
    // The log tells of every account, so a role that holds in some of them is not enough.
    const may = mayOn(actor, audit.needs(rest), { account: null, environment: null });
    await tools.store.audit.add({
      ...{ at: tools.clock.now(), actor: actor.userId, role: actor.role, surface: actor.surface },
      ...{ act: 'readAudit', outcome: may ? 'done' : 'refused', target: plain(rest.join(' '), 200) },
      ...{ before: null, after: null, reason: null },
    });
    if (!may) return answerOf([result(reader.words.audit.everywhere({ role: audit.needs(rest) }))]);
    const found = await tools.store.audit.list({ ...query, before: null, limit: mostShown + 1 });
    const { audit: said } = reader.words;
    if (found.length === 0) return answerOf([result(said.none)], [smallPrint(said.audited)]);
    const shown = found.slice(0, mostShown);
    const lines = await Promise.all(shown.map((entry) => drawEntry(entry, reader, tools)));
    const count = numberOf(shown.length, reader);
    return answerOf(
      [result(said.found({ count, more: found.length > mostShown })), ...lines],
      [smallPrint(said.audited)],
    );
  },
};

interface Wanted {
  readonly target: string | null;
  readonly actor: string | null;
  readonly since: number | null;
}

/** Null: nothing of it can be looked up. */
function queryOf(rest: readonly string[], { reader, userId }: CommandInput, tools: Tools): Wanted | null {
  const query: { target: string | null; actor: string | null; since: number | null } = {
    ...{ target: null, actor: null, since: null },
  };
  for (const word of rest) {
    const typed = word.normalize('NFKC');
    const since = /^since:?(.*)$/i.exec(typed)?.[1];
    const person = whoIs(word, userId);
    const [aCase, aLease] = [caseIdOf(typed), leaseIdOf(typed)];
    if (since !== undefined) {
      const from = sinceOf(since, tools.clock.now(), reader.timeZone);
      if (from === null) return null;
      query.since = from;
    } else if (aCase !== null) query.target = caseLabel(aCase);
    else if (aLease !== null) query.target = leaseLabel(aLease);
    else if (typeof person === 'object' && person !== null) query.actor = person.id;
    else return null;
  }
  return Object.values(query).every((one) => one === null) ? null : query;
}

/** When, who, what, on what; then what it changed, and why. All of it may be text from outside. */
async function drawEntry(entry: AuditEntry, reader: Reader, tools: Tools): Promise<Run[]> {
  const { audit: said } = reader.words;
  const who = entry.actor === null ? said.program : await nameFor(entry.actor, tools);
  const changes = Object.keys(entry.after ?? {}).slice(0, mostChanges);
  const facts = changes.map((field) =>
    said.change({
      field: plain(field, 40),
      before: shortly(entry.before?.[field]),
      after: shortly(entry.after?.[field]),
    }),
  );
  return joined([
    [run(timeOf(entry.at, tools.clock.now(), reader), 'bold')],
    [run(who)],
    [run(`${plain(entry.act, 40)} ${said.outcome[entry.outcome]}`)],
    entry.target === null ? [] : [run(plain(entry.target, 60))],
    ...facts.map((fact) => [run(fact)]),
    entry.reason === null ? [] : [run(said.because({ reason: plain(entry.reason, 120) }))],
  ]);
}

function shortly(value: Json | undefined): string {
  if (value === undefined || value === null) return '–';
  return plain(typeof value === 'string' ? value : JSON.stringify(value), 40);
}
