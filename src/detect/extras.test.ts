import { describe, expect, test } from 'vitest';
import { loadRules } from './load.ts';
import { fillText } from './match.ts';
import { compileRules } from './ruleset.ts';
import { rulesetOf, ruleText } from './testing/try-rule.ts';

const detection = { s: { eventName: 'StopLogging' }, condition: 's' };
const record = {
  eventName: 'StopLogging',
  recipientAccountId: '111122223333',
  sourceIPAddress: '198.51.100.7',
  errorCode: 'AccessDenied',
  userIdentity: {
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/carol',
    sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/deploy' } },
  },
  requestParameters: { name: 'trail', tags: [{ key: 'a' }, { key: 'b' }] },
};

function only(yagura: object | undefined, event: unknown = record, options = {}, level?: string) {
  const given = { ...(yagura ? { yagura } : {}), ...(level ? { level } : {}) };
  return rulesetOf(ruleText(detection, given), options).match(event, 'cloudtrail')[0];
}

describe('what a match says', () => {
  test('without any of our keys', () => {
    expect(only(undefined)).toEqual({
      ruleId: 'a-rule',
      title: 'A rule',
      level: 'Medium',
      tags: [],
      dedupKey: '111122223333|arn:aws:iam::111122223333:role/deploy',
      window: 3_600_000,
      threshold: 1,
      alerts: true,
      text: null,
      values: {},
      correlated: null,
    });
  });

  test('window and threshold', () => {
    expect(only({ window: '15m', threshold: 5 })).toMatchObject({ window: 900_000, threshold: 5 });
  });

  test('the dedup key is made of the fields that the rule names', () => {
    expect(only({ dedup: ['sourceIPAddress', 'missing', 'requestParameters.name'] })?.dedupKey).toBe(
      '198.51.100.7||trail',
    );
  });

  test('no value can make two keys alike', () => {
    const key = (name: string, sourceIPAddress: string) =>
      only(
        { dedup: ['requestParameters.name', 'sourceIPAddress'] },
        { ...record, sourceIPAddress, requestParameters: { name } },
      )?.dedupKey;
    expect(key('a|b', 'c')).not.toBe(key('a', 'b|c'));
    expect(key('a\\', 'c')).not.toBe(key('a', '\\|c'));
  });

  test('without a session the principal is the caller; without a caller the address', () => {
    const { userIdentity: _, ...without } = record;
    const arn = 'arn:aws:iam::111122223333:user/bob';
    expect(only({}, { ...without, userIdentity: { arn } })?.dedupKey).toBe(`111122223333|${arn}`);
    expect(only({}, without)?.dedupKey).toBe('111122223333|198.51.100.7');
  });

  test('words come with the values that they name', () => {
    const words = (says: string) => ({ says, first: 'Ask {userIdentity.arn}.' });
    const text = {
      en: words('{eventName} on {requestParameters.tags.key}, {gone}'),
      ja: words('{sourceIPAddress} から'),
    };
    const match = only({ text });
    expect(match?.text).toEqual(text);
    expect(match?.values).toEqual({
      eventName: 'StopLogging',
      'requestParameters.tags.key': 'a, b',
      gone: '',
      'userIdentity.arn': record.userIdentity.arn,
      sourceIPAddress: '198.51.100.7',
    });
    expect(fillText(text.en.says, match?.values ?? {})).toBe('StopLogging on a, b, –');
    expect(fillText('{toString} {no such', {})).toBe('– {no such');
  });

  test('what every record tells has a name of its own; of several the first that is there counts', () => {
    const says =
      '{who} {address} {account} {region} {requestParameters.user|requestParameters.name|eventName}';
    const words = { says, first: 'x' };
    const told = (event: object) => {
      const match = only({ text: { en: words, ja: words } }, { ...record, ...event });
      return fillText(says, match?.values ?? {});
    };
    expect(told({ awsRegion: 'eu-west-1' })).toBe('carol 198.51.100.7 111122223333 eu-west-1 trail');
    expect(told({ requestParameters: { user: 'bob', name: 'trail' }, region: 'here' })).toBe(
      'carol 198.51.100.7 111122223333 here bob',
    );
    expect(told({ userIdentity: { type: 'Root' }, sourceIPAddress: null, requestParameters: null })).toBe(
      'root – 111122223333 – StopLogging',
    );
  });

  test('a value in words is cut', () => {
    const text = { en: { says: '{eventName}{long}', first: 'x' }, ja: { says: 'x', first: 'x' } };
    expect(only({ text }, { ...record, long: 'y'.repeat(5_000) })?.values['long']).toHaveLength(300);
  });
});

describe('severity', () => {
  test('is the level, unless our key says another', () => {
    expect(only(undefined, record, {}, 'high')?.level).toBe('High');
    expect(only({ severity: 'critical' }, record, {}, 'low')?.level).toBe('Critical');
  });

  test('by cases: the first that holds, else the level', () => {
    const severity = [
      { is: 'low', when: { errorCode: 'AccessDenied' } },
      { is: 'critical', when: { 'userIdentity.type': 'Root' } },
    ];
    const level = (event: object) => only({ severity }, { ...record, ...event }, {}, 'medium')?.level;
    expect(level({})).toBe('Low');
    expect(level({ errorCode: null, userIdentity: { type: 'Root' } })).toBe('Critical');
    expect(level({ errorCode: null })).toBe('Medium');
    expect(only({ severity: [...severity.slice(1), { is: 'high' }] })?.level).toBe('High');
  });

  test('the operator has the last word', () => {
    const levels = { 'a-rule': 'Informational' } as const;
    expect(only({ severity: 'critical' }, record, { levels })?.level).toBe('Informational');
    expect(only(undefined, record, { levels: { other: 'Low' } })?.level).toBe('Medium');
  });
});

describe('exclusions', () => {
  test("the rule's own: any of them", () => {
    const exclusions = [
      { sourceIPAddress: '203.0.113.9' },
      [{ errorCode: 'X' }, { 'requestParameters.name|startswith': 'tr' }],
    ];
    expect(only({ exclusions })).toBeUndefined();
    expect(only({ exclusions: exclusions.slice(0, 1) })).toBeDefined();
  });

  test.each([
    ['by rule', { rules: ['a-rule'] }, true],
    ['of another rule', { rules: ['b-rule'] }, false],
    ['by account', { accounts: ['111122223333', '444455556666'] }, true],
    ['of another account', { accounts: ['444455556666'] }, false],
    ['by what happened', { when: { 'userIdentity.arn|contains': '/deploy/' } }, true],
    ['by keywords', { when: ['carol'] }, true],
    [
      'all that is given must hold',
      { rules: ['a-rule'], accounts: ['444455556666'], when: ['carol'] },
      false,
    ],
    ['all that is given holds', { rules: ['a-rule'], accounts: ['111122223333'], when: ['carol'] }, true],
  ])('configured: %s', (_what, exclusion, excluded) => {
    expect(only({}, record, { exclusions: [{ rules: ['nothing'] }, exclusion] }) === undefined).toBe(
      excluded,
    );
  });

  test('one that cannot be read is named, and excludes nothing', () => {
    const { rules } = loadRules([{ name: 'test.yml', text: ruleText(detection) }]);
    const exclusions = [{ when: { 'a|containz': 1 } }];
    const ruleset = compileRules(rules, { exclusions });
    expect(ruleset.problems).toMatchObject([{ file: 'exclusions', line: 1, rule: null }]);
    expect(ruleset.match(record, 'cloudtrail')).toHaveLength(1);
  });
});
