import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guardDuty } from '../support/bodies.ts';
import { jsonLines, repository, yagura } from './yagura.ts';

interface Line {
  readonly line: number;
  readonly path: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly finding: { readonly title: string } | null;
}

const at = Date.UTC(2026, 10, 22);
const finding = (title: string) => guardDuty({ id: 'f-1', at, title });

/** A body of exactly so many bytes. */
function filledUp(bytes: number): string {
  const empty = finding('');
  return finding('x'.repeat(bytes - Buffer.byteLength(empty)));
}

test('normalize counts lines as an editor does, whatever is in them', async () => {
  const invalid = Buffer.from('"\xff\xfe\xc3"\n', 'latin1');
  const stdin = Buffer.concat([
    Buffer.from(`\ufeff${finding('first')}\r\n`),
    Buffer.from('\n   \r\n'),
    invalid,
    Buffer.from(`${finding('one\u2028line')}\n`),
    Buffer.from(`${filledUp(1_048_576)}\n${filledUp(1_048_577)}\n`),
    Buffer.from(finding('no line feed at the end')),
  ]);
  const { code, stdout, stderr } = await yagura(['normalize'], { stdin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = jsonLines<Line>(stdout);
  expect(lines.map((one) => [one.line, one.path, one.outcome, one.reason?.split(':')[0] ?? null])).toEqual([
    [1, '/detail', 'finding', null],
    [4, '', 'quarantined', 'unknown-shape'],
    [5, '/detail', 'finding', null],
    [6, '/detail', 'finding', null],
    [7, '', 'quarantined', 'too-large'],
    [8, '/detail', 'finding', null],
  ]);
  expect(lines[2]?.finding?.title).toMatch(/^one\sline$/);
});

test('a reader that has seen enough is no error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-head-'));
  const bodies = join(folder, 'bodies.ndjson');
  writeFileSync(bodies, `${finding('again')}\n`.repeat(5_000));
  const command = `set -o pipefail; "$0" --disable-warning=ExperimentalWarning src/cli.js normalize < "$1" | head -1`;
  const { error, stdout, stderr } = await new Promise<{ error: unknown; stdout: string; stderr: string }>(
    (resolve) =>
      execFile(
        'bash',
        ['-c', command, process.execPath, bodies],
        { cwd: repository },
        (error, stdout, stderr) => resolve({ error, stdout, stderr }),
      ),
  );
  rmSync(folder, { recursive: true });
  expect({ error, stderr, lines: jsonLines(stdout).length }).toEqual({ error: null, stderr: '', lines: 1 });
});

test('nothing in, nothing out', async () => {
  expect(await yagura(['preview', '--lang', 'ja'])).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('manifest prints JSON that Slack takes as it is', async () => {
  const { code, stdout } = await yagura([
    ...['manifest', '--mode', 'http'],
    ...['--request-url', 'https://yagura.example.com'],
  ]);
  expect(code).toBe(0);
  const commands = ['/secfind', '/secack', '/secassign', '/secsuppress', '/secsg', '/sec'].map((command) => ({
    command,
  }));
  expect(JSON.parse(stdout)).toMatchObject({
    display_information: { name: 'Yagura' },
    features: { slash_commands: commands },
    settings: {
      socket_mode_enabled: false,
      interactivity: {
        is_enabled: true,
        request_url: expect.stringMatching(/^https:\/\/yagura.example.com\//),
      },
    },
  });
});
