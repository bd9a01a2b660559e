import { describe, expect, test } from 'vitest';
import { findingFixture } from '../../test/support/store-fixtures.ts';
import { caseOf } from '../../test/support/tools.ts';
import { emptyTally, moved } from '../finding/tally.ts';
import { everywhere, type Grant, mayOn, placesOf, roleOn } from './grants.ts';

const prod = { account: '111122223333', environment: 'prod' };
const sandbox = { account: '444455556666', environment: 'sandbox' };
const strange = { account: '777788889999', environment: null };
const unknown = { account: null, environment: null };

const only = (
  role: Grant['role'],
  accounts: string[] | null,
  environments: string[] | null = null,
): Grant => ({
  ...{ role, accounts, environments },
});

describe('where a role holds', () => {
  test.each([
    ['everywhere', everywhere('responder'), [true, true, true, true]],
    ['in one account', [only('responder', ['111122223333'])], [true, false, false, false]],
    ['in an environment', [only('responder', null, ['sandbox'])], [false, true, false, false]],
    ['in both at once', [only('responder', ['111122223333'], ['sandbox'])], [false, false, false, false]],
    [
      'in one or the other',
      [only('responder', ['111122223333']), only('admin', null, ['sandbox'])],
      [true, true, false, false],
    ],
    ['too little', everywhere('viewer'), [false, false, false, false]],
    ['nothing', [], [false, false, false, false]],
  ])('%s', (_, grants, may) => {
    expect([prod, sandbox, strange, unknown].map((place) => mayOn({ grants }, 'responder', place))).toEqual(
      may,
    );
  });

  test('of several places, the role that holds in all of them counts', () => {
    const grants = [...everywhere('responder'), only('approver', ['111122223333'])];
    expect(roleOn({ grants }, [prod])).toBe('approver');
    expect(roleOn({ grants }, [prod, sandbox])).toBe('responder');
  });

  test('a case is where its findings are, or nobody knows where', () => {
    const finding = findingFixture('f-1');
    const known = { identity: finding.identity, records: [finding], caseKey: finding.identity };
    const rules = { accountOf: () => null };
    const place = { account: finding.account.id, environment: null };
    const one = caseOf(1);
    expect(placesOf({ case: one, findings: [known] }, rules)).toEqual([place]);
    expect(placesOf({ case: one, findings: [] }, rules)).toEqual([unknown]);
    // There is another finding, and it is not at hand.
    const tally = moved(one.tally, null, { state: 'active', severity: 'Low' });
    expect(placesOf({ case: { ...one, tally }, findings: [known] }, rules)).toEqual([place, unknown]);
    expect(placesOf({ case: { ...one, tally: emptyTally }, findings: [known] }, rules)).toEqual([place]);
  });
});
