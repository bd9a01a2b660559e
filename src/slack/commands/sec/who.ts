import type { Account } from '../../../finding/account.ts';
import type { Timeline } from '../../../finding/investigation.ts';
import { mayOn } from '../../../operations/grants.ts';
import { timelineFootnote, timelineHeadline, timelineLines } from '../../cards/timeline.ts';
import { type Answer, answerOf, numberOf, type Reader, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { smallPrint } from '../../text/rich.ts';
import { accountNamed } from '../account-named.ts';
import { drawMistake } from '../case-words.ts';
import type { Subcommand } from './subcommand.ts';

const example = '/sec who carol in payments-prod';

/**
 * `/sec who AKIA… | carol | role deploy | i-… [in payments-prod] [ap-northeast-1]`: what somebody did. Only the one who asks sees it, and that they
 * asked is written down before anything is read.
 */
export const who: Subcommand = {
  word: 'who',
  needs: () => 'responder',
  async run(rest, { actor, reader }, tools) {
    const said = reader.card.investigation;
    const [word, ...place] = named(rest.filter((one) => one.toLowerCase() !== 'in'));
    if (word === undefined) return drawMistake(said.whoseHistory, example, reader);
    const region = place.find((one) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(one));
    const name = place.find((one) => one !== region) ?? accountIn(word);
    const account = accountNamed(name, tools.settings().accounts);
    if (account === null)
      return drawMistake(
        said.whichAccount({ account: name === undefined ? null : plain(name, 80) }),
        example,
        reader,
      );
    const may = mayOn(actor, who.needs(rest), { account: account.id, environment: account.environment });
    await tools.store.audit.add({
      ...{ at: tools.clock.now(), actor: actor.userId, role: actor.role, surface: actor.surface, act: 'who' },
      ...{ outcome: may ? 'done' : 'refused', target: plain(word, 200), before: null, reason: null },
      after: { account: account.id, region: region ?? null },
    });
    if (!may) {
      const { needsThere } = reader.words.refusal;
      return answerOf([result(needsThere({ label: plain(account.name, 80), role: who.needs(rest) }))]);
    }
    const timeline = await tools.historyOf(
      word,
      { account: account.id, region: region ?? null },
      actor.userId,
    );
    return draw(timeline, account, reader);
  },
};

/** `role deploy` as `role/deploy`; what else somebody says it is can be seen from the word itself. */
function named(words: readonly string[]): readonly string[] {
  const [kind = '', word, ...rest] = words;
  if (word === undefined || !/^(key|user|role|instance)$/i.test(kind)) return words;
  return [/^role$/i.test(kind) ? `role/${word}` : word, ...rest];
}

function draw(timeline: Timeline, account: Account, reader: Reader): Answer {
  const style = {
    ...{ card: reader.card, timeZone: reader.timeZone, account: account.name },
    number: (value: number) => numberOf(value, reader),
  };
  return answerOf(
    [result(timelineHeadline(timeline, style)), ...timelineLines(timeline, style)],
    [smallPrint(timelineFootnote(timeline, null, style)), smallPrint(reader.card.investigation.audited)],
  );
}

/** `111122223333` of an ARN. */
function accountIn(word: string): string | undefined {
  return /^arn:[\w-]+:\w+:[\w-]*:(\d{12}):/.exec(word)?.[1];
}
