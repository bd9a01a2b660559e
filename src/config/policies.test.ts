import { describe, expect, it } from 'vitest';
import { controlClasses } from '../finding/control-class.ts';
import type { FindingKind } from '../finding/finding.ts';
import type { Policy } from '../finding/policy.ts';
import { severities, severityRank } from '../finding/severity.ts';
import { parseConfig } from './config.ts';
import { defaultProfile } from './default-profile.ts';

const file = `
queues: [{url: https://sqs.ap-northeast-1.amazonaws.com/111122223333/q}]
slack: {channel: sec-alerts}
policies:
  - match: {control: S3.8}
    then: track
    due: 36h
    groupBy: [account, "tag:team"]
  # A remark moves the lines.
  - name: quiet
    match: {severity: [Low, Medium]}
    then: notify
`;

describe('the policies of a file', () => {
  const { policies } = parseConfig(file, '/etc/yagura/yagura.yaml');

  it('have a name and a place each, and say what was left out', () => {
    expect(policies.slice(0, 2)).toEqual([
      {
        name: 'policies.0',
        place: 'policies.0 in yagura.yaml line 5',
        match: { control: ['S3.8'] },
        then: 'track',
        due: 36 * 3_600_000,
        escalate: true,
        groupBy: ['account', 'tag:team'],
        channel: null,
        owner: null,
        mention: null,
      },
      expect.objectContaining({
        name: 'quiet',
        place: 'policies.1 in yagura.yaml line 10',
        match: { severity: ['Low', 'Medium'] },
        then: 'notify',
      }),
    ]);
  });

  it('come before those that come with Yagura, which can be left out', () => {
    expect(policies.slice(2)).toEqual(defaultProfile);
    expect(parseConfig(`${file}defaults: false\n`, 'y.yaml').policies).toHaveLength(2);
  });
});

describe('the default profile', () => {
  it('has a name a line', () => {
    expect(new Set(defaultProfile.map(({ name }) => name)).size).toBe(defaultProfile.length);
  });

  const kinds: readonly FindingKind[] = ['threat', 'control', 'vulnerability', 'data', 'other'];
  const every = kinds.flatMap((kind) =>
    severities.flatMap((severity) =>
      (kind === 'control' ? controlClasses : [null]).map((controlClass) => ({
        kind,
        severity,
        controlClass,
      })),
    ),
  );
  type One = (typeof every)[number];

  /** The first line about such a finding; the lines about a source of our own aside. */
  function lineFor({ kind, severity, controlClass }: One): Policy | undefined {
    return defaultProfile.find(({ match }) => {
      if (match.source) return false;
      return (
        (match.kind?.includes(kind) ?? true) &&
        (match.severity?.includes(severity) ?? true) &&
        (match.controlClass === undefined ||
          (controlClass !== null && match.controlClass.includes(controlClass)))
      );
    });
  }

  it('hides nothing that is Critical or High', () => {
    const serious = every.filter(({ severity }) => severityRank(severity) >= severityRank('High'));
    for (const one of serious) expect(lineFor(one)?.then ?? 'track', JSON.stringify(one)).toBe('track');
  });

  it.each<[Partial<One>, string]>([
    [{ kind: 'threat', severity: 'Medium' }, 'track'],
    [{ kind: 'threat', severity: 'Low' }, 'notify'],
    [{ kind: 'control', severity: 'Medium', controlClass: 'required-service' }, 'track'],
    [{ kind: 'control', severity: 'Low', controlClass: 'required-service' }, 'notify'],
    [{ kind: 'control', severity: 'Medium', controlClass: 'logging' }, 'notify'],
    [{ kind: 'control', severity: 'Medium', controlClass: 'other' }, 'notify'],
    [{ kind: 'control', severity: 'Informational', controlClass: 'other' }, 'accept'],
    [{ kind: 'vulnerability', severity: 'Medium' }, 'notify'],
    [{ kind: 'data', severity: 'Medium' }, 'notify'],
    [{ kind: 'other', severity: 'Low' }, 'notify'],
  ])('%j → %s', (one, then) => {
    expect(lineFor({ kind: 'other', severity: 'Low', controlClass: null, ...one })?.then).toBe(then);
  });

  it('gives a week to what is Critical, two to other controls, and puts vulnerabilities on one card a place', () => {
    const day = 86_400_000;
    const dueOf = (one: One) => (lineFor(one)?.due ?? 0) / day;
    expect(dueOf({ kind: 'control', severity: 'Critical', controlClass: 'other' })).toBe(7);
    expect(dueOf({ kind: 'control', severity: 'High', controlClass: 'other' })).toBe(14);
    expect(dueOf({ kind: 'threat', severity: 'Critical', controlClass: null })).toBe(0);
    const critical = lineFor({ kind: 'vulnerability', severity: 'Critical', controlClass: null });
    expect(critical?.groupBy).toEqual(['account', 'region']);
  });
});
