import { describe, expect, test } from 'vitest';
import { rulesetOf, ruleText } from './testing/try-rule.ts';

const detection = { s: { user: 'root' }, condition: 's' };
const ssh = {
  ...{ schema: 'yagura.custom.v1', source: 'sshd', id: '1', title: 'Login', severity: 'high' },
  fields: { user: 'root', address: '203.0.113.9' },
};
const typed = { ...ssh, source: 'CI', type: 'Deploy Failed' };
const named = { ...ssh, fields: { user: 'root', product: 'OpenBSD' } };

describe('which events a rule is about', () => {
  test.each<[logsource: object, cloudtrail: boolean, ssh: boolean, typed: boolean, named: boolean]>([
    [{ product: 'aws', service: 'cloudtrail' }, true, false, false, false],
    [{ product: 'aws' }, true, false, false, false],
    [{ service: 'cloudtrail' }, true, false, false, false],
    [{ product: 'AWS', service: 'CloudTrail' }, true, false, false, false],
    [{ product: 'aws', service: 'waf' }, false, false, false, false],
    [{ product: 'aws', category: 'network' }, false, false, false, false],
    [{ service: 'sshd' }, false, true, false, true],
    [{ product: 'linux', service: 'sshd' }, false, true, false, false],
    [{ product: 'openbsd', service: 'sshd' }, false, true, false, true],
    [{ product: 'sshd' }, false, true, false, false],
    [{ category: 'deploy_failed' }, false, false, true, false],
    [{ service: 'ci', category: 'deploy_failed' }, false, false, true, false],
    [{ service: 'ci', category: 'login' }, false, false, false, false],
    [{ category: 'sshd' }, false, true, false, true],
  ])('%j', (logsource, ...expected) => {
    const ruleset = rulesetOf(ruleText(detection, { logsource }));
    const says = [
      ruleset.match({ user: 'root' }, 'cloudtrail'),
      ...[ssh, typed, named].map((event) => ruleset.match(event, 'custom')),
    ];
    expect(says.map((matches) => matches.length > 0)).toEqual(expected);
  });
});

test("a custom event's fields are named with or without `fields`, and its own keys come first", () => {
  const says = (search: object) =>
    rulesetOf(ruleText({ s: search, condition: 's' }, { logsource: { service: 'sshd' } })).match(
      { ...ssh, fields: { ...ssh.fields, title: 'hidden' } },
      'custom',
    ).length > 0;
  expect(says({ address: '203.0.113.9', 'fields.user': 'root', severity: 'high' })).toBe(true);
  expect(says({ title: 'hidden' })).toBe(false);
  expect(says({ 'fields.title': 'hidden', title: 'login' })).toBe(true);
});

test('ever new sources do not fill the memory, and any value may be given', () => {
  const ruleset = rulesetOf(ruleText(detection, { logsource: { service: 's7' } }));
  const found = Array.from({ length: 3_000 }, (_, index) =>
    ruleset.match({ ...ssh, source: `s${index}` }, 'custom'),
  );
  expect(found.flat()).toHaveLength(1);
  for (const event of [null, 1, [], { fields: 7 }, { source: {}, fields: null }])
    expect(ruleset.match(event, 'custom')).toEqual([]);
});
