import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { jsonLines, yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const record = (eventName: string, eventID: string, more: object = {}) => ({
  ...{ eventVersion: '1.09', eventSource: 'cloudtrail.amazonaws.com', eventName, eventID },
  eventTime: '2026-11-22T05:00:00Z',
  ...more,
});
const stop = record('StopLogging', 'e-1');
const list = record('ListTrails', 'e-2');

const rule = (id: string, search: string, more = '') => `title: Rule ${id}
id: ${id}
level: high
tags: [attack.defense-evasion, attack.t1562.008]
logsource: {product: aws, service: cloudtrail}
detection:
    search: ${search}
    condition: search
${more}`;
const withTests = `yagura:
    tests:
        - {name: stopped, event: {eventName: StopLogging}, match: true}
        - {name: listed, event: {eventName: ListTrails}, match: false}
`;
file('good/stop.yml', rule('stop', '{eventName: StopLogging}', withTests));
file('other/deep/list.yaml', rule('list', '{eventName: ListTrails}'));
file('other/readme.md', 'no rule');
const broken = file('broken/bad.yml', rule('bad', '{eventName|containz: x}'));
file('broken/stop.yml', rule('stop', '{eventName: StopLogging}'));
const [good, other] = [join(folder, 'good'), join(folder, 'other')];

const stopLine = {
  ...{ ruleId: 'stop', title: 'Rule stop', level: 'high' },
  ...{ eventID: 'e-1', eventName: 'StopLogging', time: '2026-11-22T05:00:00Z' },
};
const listLine = { ...stopLine, ruleId: 'list', title: 'Rule list', eventID: 'e-2', eventName: 'ListTrails' };

describe('yagura rules match', () => {
  const ndjson = `${JSON.stringify(stop)}\n${JSON.stringify(list)}\n`;
  const envelope = { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.cloudtrail', detail: stop };
  test.concurrent.each<[what: string, content: string | Buffer]>([
    ['ndjson', ndjson],
    ['a log file', JSON.stringify({ Records: [stop, list] })],
    ['a list', JSON.stringify([stop, list], null, 2)],
    ['a packed log file', gzipSync(JSON.stringify({ Records: [stop, list] }))],
    [
      'events in their envelopes',
      `${JSON.stringify(envelope)}\n${JSON.stringify({ ...envelope, detail: list })}`,
    ],
  ])('reads %s from standard input and from a file', async (what, content) => {
    const given = file(`events-${what.replaceAll(' ', '-')}`, content);
    const piped = await yagura(['rules', 'match', '--rules', good, '--rules', other], {
      stdin: Buffer.from(content),
    });
    expect({ ...piped, stdout: jsonLines(piped.stdout) }).toEqual({
      code: 0,
      stderr: '',
      stdout: [stopLine, listLine],
    });
    expect(await yagura(['rules', 'match', '--rules', good, other, given])).toEqual(piped);
  });

  test('a rule that does not run is named; the others run; exit code 2', async () => {
    const { code, stdout, stderr } = await yagura(['rules', 'match', '--rules', join(folder, 'broken')], {
      stdin: JSON.stringify(stop),
    });
    expect(jsonLines(stdout)).toEqual([stopLine]);
    expect(stderr).toMatch(
      new RegExp(`^${broken} line 7: the rule bad does not run: the modifier containz .*\\.\\n$`),
    );
    expect(code).toBe(2);
  });

  test('what cannot be read is told, and the rest is matched; exit code 1', async () => {
    const { code, stdout, stderr } = await yagura(['rules', 'match', '--rules', good], {
      stdin: `{"eventName": \n7\n${JSON.stringify(stop)}\n`,
    });
    expect(jsonLines(stdout)).toEqual([stopLine]);
    expect(stderr).toMatch(/^standard input: \d of the records could not be read and were passed over\.\n$/);
    const half = file('half.gz', gzipSync(`${JSON.stringify(stop)}\n`.repeat(50_000)).subarray(0, -20));
    const cut = await yagura(['rules', 'match', '--rules', good, half]);
    expect(cut.stderr).toMatch(/half\.gz could not be read to its end: unexpected end of file\.\n$/);
    expect(jsonLines(cut.stdout).length).toBeGreaterThan(1_000);
    expect([code, cut.code]).toEqual([1, 1]);
  });

  test('correlations count over all events, and the rules they count are silent', async () => {
    const rules = file(
      'correlated/three.yml',
      `${rule('stop', '{eventName: StopLogging}')}---
title: Thrice
id: thrice
level: critical
correlation: {type: event_count, rules: stop, timespan: 1h, condition: {gte: 3}}
`,
    );
    const events = [0, 1, 2, 3].map((second) =>
      record('StopLogging', `e-${second}`, { eventTime: `2026-11-22T05:00:0${second}Z` }),
    );
    const { stdout } = await yagura(['rules', 'match', '--rules', rules], { stdin: JSON.stringify(events) });
    expect(jsonLines(stdout)).toMatchObject([{ ruleId: 'thrice', level: 'critical', eventID: 'e-2' }]);
  });

  test('custom events have rules, too', async () => {
    const rules = file(
      'custom/ssh.yml',
      'title: Root\nid: root\nlogsource: {product: linux, service: sshd}\ndetection: {s: {user: root}, condition: s}\n',
    );
    const event = {
      ...{ schema: 'yagura.custom.v1', source: 'sshd', id: 'web-7/1', title: 'Login', severity: 'low' },
      ...{ time: 1_795_323_600, fields: { user: 'root' } },
    };
    const { stdout } = await yagura(['rules', 'match', '--rules', rules], { stdin: JSON.stringify(event) });
    expect(jsonLines(stdout)).toEqual([
      ...[
        {
          ruleId: 'root',
          title: 'Root',
          level: 'medium',
          eventID: 'web-7/1',
          eventName: 'sshd',
          time: '2026-11-22T05:00:00.000Z',
        },
      ],
    ]);
  });

  test.concurrent.each<[what: string, args: string[], sentence: RegExp]>([
    [
      'a folder that is not there',
      ['--rules', '/no/such/folder'],
      /^The rules in \/no\/such\/folder cannot be read: ENOENT.*\.\n$/,
    ],
    [
      'a folder without rules',
      ['--rules', join(folder, 'empty')],
      /^There is no rule that runs in .*empty\.\n$/,
    ],
    [
      'a file that is not there',
      ['--rules', good, '/no/such/events.json'],
      /^There is no file \/no\/such\/events\.json\.\n$/,
    ],
  ])('%s: exit code 2', async (_what, args, sentence) => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    const { code, stdout, stderr } = await yagura(['rules', 'match', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });
});

describe('yagura rules test', () => {
  test('all pass', async () => {
    expect(await yagura(['rules', 'test', '--rules', good])).toEqual({
      code: 0,
      stderr: '',
      stdout: '1 rules, 2 tests: 2 passed, 0 failed; 0 rules without a test.\n',
    });
  });

  test('a test that fails, a rule without one, files and sequences', async () => {
    file('tested/records.json.gz', gzipSync(JSON.stringify({ Records: [list, stop] })));
    const path = file(
      'tested/a.yml',
      `${rule(
        'stop',
        '{eventName: StopLogging}',
        `yagura:
    tests:
        - {name: wrong, event: {eventName: StopLogging}, match: false}
        - {name: a file, file: records.json.gz, match: true}
        - {name: no file, file: gone.json, match: true}
        - {name: nothing, event: {eventName: ListTrails}, match: true}
`,
      )}---
title: Twice
id: twice
correlation: {type: event_count, rules: stop, timespan: 1m, condition: {gte: 2}}
yagura:
    tests:
        - name: two
          events:
              - {eventName: StopLogging, eventTime: '2026-11-22T05:00:00Z'}
              - {eventName: StopLogging, eventTime: '2026-11-22T05:00:30Z'}
          match: true
        - name: too slow
          events:
              - {eventName: StopLogging, eventTime: '2026-11-22T05:00:00Z'}
              - {eventName: StopLogging, eventTime: '2026-11-22T05:02:00Z'}
          match: false
`,
    );
    const { code, stdout } = await yagura(['rules', 'test', join(folder, 'tested'), other]);
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      `✗ Rule stop (${path}): "wrong": it matches and should not`,
      expect.stringMatching(/"no file": the file gone.json cannot be read: ENOENT/),
      `✗ Rule stop (${path}): "nothing": it should match and does not`,
      expect.stringMatching(/✗ Rule list \(.*list.yaml line 1\): it has no test; add yagura.tests/),
      '3 rules, 6 tests: 3 passed, 3 failed; 1 rules without a test.',
      '',
    ]);
  });
});

/** A rule that others count says nothing by itself, so the table leaves it out. */
const thrice = `${rule('counted', '{eventName: StopLogging}', 'name: counted\n')}---
title: Thrice
id: thrice
level: critical
tags: [attack.defense-evasion, attack.t1562.008]
correlation: {type: event_count, rules: counted, timespan: 1h, condition: {gte: 3}}
yagura:
    text:
        en: {says: '{who} stopped {requestParameters.name|requestParameters.trail} | thrice.', first: Turn it on.}
        ja: {says: '{who} が止めました。', first: '再開してください。'}
`;

test('yagura rules coverage writes a table of tactics and techniques', async () => {
  file(
    'more/x.yml',
    rule('x', '{eventName: X}').replace(
      /tags: .*/,
      'tags: [attack.initial_access, attack.impact, attack.t1485, attack.g0016, cve.2026-1]',
    ),
  );
  file('more/y.yml', rule('y|z', '{eventName: Y}').replace(/tags: .*\n/, ''));
  file('more/z.yml', thrice);
  const { code, stdout } = await yagura(['rules', 'coverage', good, other, join(folder, 'more')]);
  expect(code).toBe(0);
  expect(stdout).toBe(`| tactic | technique | rule | level | what it says |
| --- | --- | --- | --- | --- |
| initial-access | – | Rule x | high |  |
| defense-evasion | T1562.008 | Rule list | high |  |
| defense-evasion | T1562.008 | Rule stop | high |  |
| defense-evasion | T1562.008 | Thrice | critical | \`who\` stopped \`name\` \\| thrice. |
| impact | T1485 | Rule x | high |  |
| – | – | Rule y\\|z | high |  |
`);
});
