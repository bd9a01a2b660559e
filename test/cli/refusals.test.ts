import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository, yagura } from './yagura.ts';

/** What a person who asked wrongly sees: one sentence that says what to do, exit code 2, no stack. */
const folder = mkdtempSync(join(tmpdir(), 'yagura-refusals-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const good = file(
  'good.yaml',
  'queues:\n  - url: https://sqs.us-east-1.amazonaws.com/111122223333/alerts\nslack:\n  channel: sec-alerts\n',
);
const misspelt = file(
  'misspelt.yaml',
  'queues:\n  - url: http://127.0.0.1:9/q\nslack:\n  chanel: sec-alerts\n',
);
const broken = file('broken.yaml', 'queues: [\nslack: }\n');
const body = file('body.json', '{}');
const large = file('large.ndjson', `{}\n{}\n"${'x'.repeat(1_048_576)}"\n`);

/** An installation as the image has it: without `sim`. */
const installed = join(folder, 'installed');

beforeAll(() => {
  for (const part of ['src', 'package.json'])
    cpSync(join(repository, part), join(installed, part), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(installed, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('yagura refuses with one sentence', () => {
  test.concurrent.each<[string, string[], RegExp]>([
    ['an unknown option', ['--colour'], /^Unknown option '--colour'/],
    ['an unknown command', ['manifst'], /^Unknown command 'manifst' \(Did you mean manifest\?\)/],
    ['an unknown language', ['preview', '--lang', 'fr'], /'fr' is invalid. Allowed choices are en, ja/],
    [
      'a port that is none',
      ['demo', '--port', '70000'],
      /'70000' is invalid. .* whole number from 1 to 65534/,
    ],
    ['a missing file', ['send', 'nowhere.json', '--demo'], /^The file nowhere.json cannot be read/],
    ['a port without the demo', ['send', body, '--port', '9000'], /^--port goes with --demo/],
    [
      'two queues',
      ['send', body, '--demo', '--queue-url', 'http://x'],
      /cannot be used with option '--queue-url/,
    ],
    ['a body that SQS does not take', ['send', large, '--demo'], /large.ndjson line 3 has 1048578 bytes/],
    ['a missing configuration', ['doctor', '-c', 'nowhere.yaml'], /nowhere.yaml is not there; copy deploy/],
    ['a wrong key', ['start', '-c', misspelt], /misspelt.yaml line 4: the key slack.chanel is not known/],
    ['no YAML', ['replay', '-c', broken], /broken.yaml line \d+ is not valid YAML/],
    ['a missing secret', ['start', '-c', good], /variable SLACK_BOT_TOKEN is not set/],
  ])('%s', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await yagura(args);
    expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/\.\n$/);
  });

  test('the demo, where it is not installed', async () => {
    const { code, stderr } = await yagura(['demo'], { folder: installed });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'The demo is not part of this installation; run it from a clone of the repository with `npm install && npm run demo`.\n',
    });
  });
});

test('--help tells what can be asked', async () => {
  const { code, stdout, stderr } = await yagura(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/start .*demo .*normalize .*preview .*replay .*send .*manifest .*doctor /s);
});
