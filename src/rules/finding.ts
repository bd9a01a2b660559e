import { type EventSource, fillText, type RuleMatch } from '../detect/detect.ts';
import type { Finding, RuleWords } from '../finding/finding.ts';
import { recordKey, ruleIdentity } from '../finding/identity.ts';
import type { Act } from '../sources/cloudtrail/act.ts';
import type { RuleAlert } from '../store/ports/rules.ts';

/** What a rule was asked about, in the words that a finding needs. */
export interface Subject {
  readonly source: EventSource;
  /** `CloudTrail`, or whoever sent a custom event. */
  readonly product: string;
  readonly act: Act;
  readonly sample: boolean;
}

/** No custom event shares an alert with AWS's, whatever its rule says. */
export function identityOf({ ruleId, dedupKey }: RuleMatch, source: EventSource): string {
  return ruleIdentity(ruleId, source === 'custom' ? `custom|${dedupKey}` : dedupKey);
}

/** A rule's match as a finding: one for the same rule and the same people, seen again and again. */
export function findingOf(
  match: RuleMatch,
  { source, product, act, sample }: Subject,
  alert: RuleAlert,
): Finding {
  const { principal, remoteAddress } = act;
  return {
    identity: alert.identity,
    recordKey: recordKey('rule', match.ruleId),
    source,
    product,
    id: match.ruleId,
    kind: 'threat',
    type: match.ruleId,
    title: match.title,
    description: '',
    severity: alert.severity,
    account: { id: act.account },
    region: act.region,
    resources: act.resources,
    ...(principal === undefined ? {} : { principal }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    firstSeen: alert.firstAt,
    lastSeen: alert.lastAt,
    updatedAt: alert.lastAt,
    count: alert.times,
    sample,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts: factsOf(match, act),
    episode: alert.episode,
    ...(match.text === null ? {} : { text: wordsOf(match.text, match.values) }),
  };
}

function factsOf({ ruleId, correlated }: RuleMatch, { facts }: Act): Readonly<Record<string, string>> {
  return { ...facts, rule: ruleId, ...(correlated === null ? {} : { correlated: String(correlated) }) };
}

/** Longer than any card shows; the values in it are outside text. */
const longestSentence = 600;

function wordsOf(text: NonNullable<RuleMatch['text']>, values: RuleMatch['values']): RuleWords {
  const filled = ({ says, first }: { readonly says: string; readonly first: string }) => ({
    says: fillText(says, values).slice(0, longestSentence).toWellFormed(),
    first: fillText(first, values).slice(0, longestSentence).toWellFormed(),
  });
  return { en: filled(text.en), ja: filled(text.ja) };
}
