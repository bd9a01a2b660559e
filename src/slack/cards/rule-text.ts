import { isRuleIdentity } from '../../finding/identity.ts';
import type { FindingView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { nameOf, primaryResource } from './resource-label.ts';

type Words = Catalogue['card'];

/** Is it what a rule found, in CloudTrail or in a custom event? */
export function isRuleMatch({ identity }: Pick<FindingView, 'identity'>): boolean {
  return isRuleIdentity(identity);
}

/** Codes by which AWS says that somebody may not, whatever the service calls it. */
const refusal =
  /^(Client\.)?(AccessDenied|Unauthorized|UnauthorizedOperation|NotAuthorized|Forbidden|.*AccessDenied.*)/;

/**
 * What the rule says, with the event's values in it; else who called what, on what, from where. Both tell when AWS did
 * not do it.
 */
export function ruleSentence(view: FindingView, words: Words): string {
  const { facts, text } = view;
  const fact = (name: string, max: number) =>
    (Object.hasOwn(facts, name) && plain(facts[name] ?? '', max)) || null;
  const error = fact('errorCode', 60);
  const refused = error !== null && refusal.test(error);
  const outcome = error === null ? '' : words.rule.failed(error, refused);
  if (text !== undefined) return joined(plain(words.rule.own(text, 'says'), 280), outcome);
  const call = fact('api', 60);
  // A custom event has no call; its title says what there is to say.
  if (call === null) return plain(view.description, 280);
  const subject = primaryResource(view);
  const values = {
    who: fact('who', 64),
    service: fact('service', 40),
    resource: subject ? nameOf(subject, words) : null,
    address: plain(view.remoteAddress ?? '', 64) || fact('calledBy', 64),
  };
  return joined(words.rule.sentence({ ...values, call, error, refused }), outcome);
}

/** The rule's own first step; null where it has none. */
export function ruleStep({ text }: FindingView, words: Words): string | null {
  const step = text === undefined ? '' : plain(words.rule.own(text, 'first'), 240);
  return step === '' ? null : words.first(step);
}

/** The person behind the call, where the record tells; '' where it does not. */
export function personBehind(view: FindingView): string {
  return isRuleMatch(view) ? plain(view.facts['who'] ?? view.principal ?? '', 64) : '';
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((one) => one !== '').join(' ');
}
