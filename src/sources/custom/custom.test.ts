import { describe, expect, test } from 'vitest';
import { customEvent, eventOf, findingIn, now } from '../fixtures.ts';
import { custom } from './custom.ts';

const normalise = (changes: object) => custom.normalise(eventOf({ ...customEvent, ...changes }), now);
const finding = (changes: object) => findingIn(normalise(changes));

test('an event in the normal form', () => {
  expect(finding({})).toEqual({
    identity: 'custom:sshd|web-7/2026-11-22T04:58/203.0.113.9',
    recordKey: 'custom:sshd|web-7/2026-11-22T04:58/203.0.113.9',
    source: 'custom',
    product: 'sshd',
    id: 'web-7/2026-11-22T04:58/203.0.113.9',
    kind: 'other',
    type: 'sshd',
    title: 'Login as root',
    description: '',
    severity: 'High',
    account: { id: 'none' },
    region: 'none',
    resources: [{ type: 'host', id: 'web-7' }],
    principal: 'root',
    remoteAddress: '203.0.113.9',
    firstSeen: Date.UTC(2026, 10, 22, 4, 58, 0),
    lastSeen: Date.UTC(2026, 10, 22, 4, 58, 0),
    updatedAt: Date.UTC(2026, 10, 22, 4, 58, 0),
    count: 1,
    sample: false,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts: { user: 'root', address: '203.0.113.9', attempts: '3' },
  });
});

test('everything that may be said', () => {
  expect(
    finding({
      type: 'login',
      severity: 'INFO',
      time: 1_795_323_480,
      account: '111122223333',
      region: 'eu-west-1',
      resource: [{ id: 'b' }, { id: 'a', name: 'A' }],
      url: 'https://wiki.example/root-logins',
      status: 'closed',
      sample: true,
      unknown: { ignored: true },
    }),
  ).toMatchObject({
    type: 'login',
    severity: 'Informational',
    firstSeen: 1_795_323_480_000,
    account: { id: '111122223333' },
    region: 'eu-west-1',
    resources: [
      { type: 'resource', id: 'a', name: 'A' },
      { type: 'resource', id: 'b' },
    ],
    links: [{ kind: 'detector', url: 'https://wiki.example/root-logins' }],
    status: { archived: true },
    sample: true,
  });
});

test('a field cannot be a prototype', () => {
  const fields = JSON.parse('{"__proto__": "x", "constructor": "y"}');
  expect(Object.entries(finding({ fields }).facts)).toEqual([['constructor', 'y']]);
});

test('without a time it is the time of arrival', () => {
  expect(finding({ time: undefined }).lastSeen).toBe(now);
});

describe('refusals name the field and what was expected', () => {
  test.each([
    [{ schema: 'yagura.custom.v2' }, '/schema: '],
    [{ source: undefined }, '/source: '],
    [{ source: 'GuardDuty' }, '/source: this is the name of an AWS product'],
    [{ source: 'a|b' }, '/source: expected 1 to 64 letters'],
    [{ id: '' }, '/id: '],
    [{ id: 'a\u0000b' }, '/id: no control characters'],
    [{ title: 7 }, '/title: '],
    [{ severity: 'dreadful' }, '/severity: '],
    [{ time: 'yesterday' }, '/time: expected ISO 8601'],
    [{ account: 'prod' }, '/account: expected 12 digits'],
    [{ fields: { 'a/b': 1 } }, '/fields/a~1b: '],
    [{ fields: { user: { name: 'root' } } }, '/fields/user: '],
    [{ resource: { id: 7 } }, '/resource'],
    [{ status: 'ajar' }, '/status: '],
  ])('%j', (changes, detail) => {
    expect(normalise(changes)).toMatchObject({
      kind: 'quarantined',
      reason: { code: 'invalid-field', detail: expect.stringContaining(detail) },
    });
  });
});
