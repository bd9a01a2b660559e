import { sortResources } from '../finding/finding.ts';
import type { Normalised } from '../finding/inner-event.ts';
import { reasonCodes } from '../finding/ledger.ts';
import { severities } from '../finding/severity.ts';

/** For tests: everything that is wrong with a result, in words; empty when it may go into the store. */
export function flawsOf(normalised: Normalised): string[] {
  return [
    ...valuesIn(normalised, ''),
    ...(normalised.kind === 'finding' ? findingFlaws(normalised) : reasonFlaws(normalised)),
  ];
}

function* valuesIn(value: unknown, path: string): Generator<string> {
  if (value === undefined) yield `${path} is undefined`;
  if (typeof value === 'number' && !Number.isSafeInteger(value)) yield `${path} is ${value}`;
  if (typeof value === 'string') {
    if (!value.isWellFormed()) yield `${path} has a lone surrogate`;
    if (/[^\P{Cc}\n\t]/u.test(value)) yield `${path} has a control character`;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) yield* valuesIn(one, `${path}/${key}`);
}

function findingFlaws({ finding }: Extract<Normalised, { kind: 'finding' }>): string[] {
  const rules: readonly [boolean, string][] = [
    [finding.identity.length <= 400 && finding.recordKey.length <= 400, 'keys are at most 400 long'],
    [/^(guardduty|control|asff|ocsf|custom):./.test(finding.identity), 'the identity has a known prefix'],
    [
      (finding.source === 'custom') === finding.identity.startsWith('custom:'),
      'only custom events are custom',
    ],
    [severities.includes(finding.severity), 'a known severity'],
    [
      [finding.id, finding.type, finding.title, finding.product].every((text) => text !== ''),
      'no empty name',
    ],
    [finding.account.id !== '' && finding.region !== '', 'a place'],
    [[finding.firstSeen, finding.lastSeen, finding.updatedAt].every((time) => time > 0), 'times after 1970'],
    [finding.count >= 1, 'seen at least once'],
    [finding.title.length <= 1_000 && finding.description.length <= 4_000, 'texts of bounded length'],
    [finding.resources.length <= 500, 'at most 500 resources'],
    [
      JSON.stringify(sortResources(finding.resources)) === JSON.stringify(finding.resources),
      'sorted resources',
    ],
    [finding.links.every((link) => link.url.startsWith('https://')), 'https links'],
    [finding.resources.every(({ tags }) => tags === undefined || tagsHold(tags)), 'bounded tags'],
    [finding.signals === undefined || signalsHold(finding.signals), 'signals are sorted identities'],
    [
      Object.values(finding.facts).every((fact) => typeof fact === 'string' && fact.length <= 256),
      'short facts',
    ],
  ];
  return rules.filter(([holds]) => !holds).map(([, rule]) => `broken: ${rule}`);
}

function tagsHold(tags: Readonly<Record<string, string>>): boolean {
  const all = Object.entries(tags);
  const plain = Object.getPrototypeOf(tags) === Object.prototype;
  return (
    plain &&
    all.length > 0 &&
    all.length <= 50 &&
    all.every(([key, value]) => key !== '' && key.length <= 128 && value.length <= 256)
  );
}

function signalsHold(signals: readonly string[]): boolean {
  return (
    signals.length > 0 &&
    signals.length <= 100 &&
    signals.every((one) => one.startsWith('guardduty:')) &&
    JSON.stringify([...new Set(signals)].sort()) === JSON.stringify(signals)
  );
}

function reasonFlaws({ reason }: Exclude<Normalised, { kind: 'finding' }>): string[] {
  const known = reasonCodes.includes(reason.code) && (reason.detail?.length ?? 0) <= 300;
  return known ? [] : ['broken: a known reason of at most 300 characters'];
}
