import { beforeAll, describe, expect, test } from 'vitest';
import { severities } from '../../src/finding/severity.ts';
import { jsonLines, yagura } from '../cli/yagura.ts';
import { type RealBody, realBodies, sayThatItIsAbsent, there } from './data.ts';

/*
 * All real events in one run of the command, as a person pipes them. What the sources make of each is compared with
 * the raw values in src/sources/conformance.test.ts; here a sample shows that the command says the same.
 */
interface Line {
  readonly line: number;
  readonly path: string;
  readonly outcome: 'finding' | 'event' | 'ignored' | 'quarantined';
  readonly reason: string | null;
  readonly finding: Found | null;
}

interface Found {
  readonly [key: string]: unknown;
  readonly severity: string;
  readonly type: string;
  readonly account: { readonly id: string };
  readonly region: string;
  readonly resources: readonly { readonly type: string; readonly id: string }[];
}

const promised = [
  ...['identity', 'source', 'id', 'type', 'title', 'severity', 'account', 'region', 'resources'],
  ...['firstSeen', 'lastSeen', 'count', 'sample', 'links'],
];

sayThatItIsAbsent();

describe.runIf(there)('yagura normalize over every real event', () => {
  let bodies: RealBody[] = [];
  let lines: Line[] = [];

  beforeAll(async () => {
    bodies = realBodies();
    const stdin = bodies.map((one) => `${one.body}\n`).join('');
    const { code, stdout, stderr } = await yagura(['normalize'], { stdin });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    lines = jsonLines<Line>(stdout);
  });

  const from = (file: string) =>
    lines.flatMap((said) => {
      const body = bodies[said.line - 1];
      return body?.file === file ? [{ ...said, event: body.event as Readonly<Record<string, unknown>> }] : [];
    });

  test('each body is answered, in order, under the documented keys', () => {
    expect([...new Set(lines.map((one) => one.line))]).toEqual(bodies.map((_, index) => index + 1));
    for (const one of lines) {
      expect(Object.keys(one)).toEqual(['line', 'path', 'outcome', 'reason', 'finding']);
      expect([one.line, one.finding !== null, one.reason === null]).toEqual([
        one.line,
        one.outcome === 'finding',
        one.outcome === 'finding',
      ]);
      if (one.finding) {
        expect(Object.keys(one.finding)).toEqual(expect.arrayContaining(promised));
        expect(severities).toContain(one.finding.severity);
      }
    }
  });

  test('no field holds an undefined, a NaN or an object as text that its body does not hold', () => {
    const wrong = /\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/;
    const found = lines.filter(
      (one) => wrong.test(JSON.stringify(one)) && !wrong.test(bodies[one.line - 1]?.body ?? ''),
    );
    expect(found).toEqual([]);
  });

  test('what is quarantined is no finding', () => {
    const files = [...new Set(bodies.map((one) => one.file))];
    const quarantined = files.filter((file) => from(file).some((one) => one.outcome === 'quarantined'));
    expect(
      quarantined.filter((file) => /^(asff|guardduty.*|macie|ocsf|cloudtrail)\.ndjson$/.test(file)),
    ).toEqual([]);
  });

  test('the command says what the raw GuardDuty findings say', () => {
    const camel = from('guardduty.ndjson').filter(({ event }) => 'accountId' in event && 'region' in event);
    expect(camel).not.toEqual([]);
    for (const { finding, event } of camel) {
      const score = Number(event['severity']);
      const severity = score >= 9 ? 'Critical' : score >= 7 ? 'High' : score >= 4 ? 'Medium' : 'Low';
      expect([finding?.severity, finding?.type, finding?.account.id, finding?.region]).toEqual([
        severity,
        event['type'],
        event['accountId'],
        event['region'],
      ]);
    }
  });

  test('the command says what the raw controls of Security Hub say', () => {
    const controls = from('asff.ndjson').filter(({ event }) => {
      const { SecurityControlId } = (event['Compliance'] ?? {}) as Record<string, unknown>;
      return typeof SecurityControlId === 'string' && 'Region' in event;
    });
    expect(controls).not.toEqual([]);
    for (const { finding, event } of controls) {
      const { SecurityControlId } = event['Compliance'] as Record<string, unknown>;
      const raw = event['Resources'] as readonly { readonly Id: string; readonly Type: string }[];
      expect([finding?.type, finding?.account.id, finding?.region]).toEqual([
        SecurityControlId,
        event['AwsAccountId'],
        event['Region'],
      ]);
      expect(finding?.resources.map((one) => `${one.type} ${one.id}`).sort()).toEqual(
        [...new Set(raw.map((one) => `${one.Type} ${one.Id}`))].sort(),
      );
    }
  });
});
