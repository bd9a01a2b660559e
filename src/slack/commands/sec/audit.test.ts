import { expect, test } from 'vitest';
import { inputOf, now, textOf, toolsOf } from '../../../../test/support/tools.ts';
import type { AuditDraft } from '../../../finding/audit.ts';
import { everywhere, type Grant } from '../../../operations/grants.ts';
import type { Tools } from '../../receive/tools.ts';
import { commands } from '../registry.ts';
import { sec } from './command.ts';

const acknowledged: AuditDraft = {
  ...{ at: now - 60_000, actor: 'U0CAROL', role: 'responder', surface: 'button', act: 'acknowledge' },
  ...{ outcome: 'done', target: 'Y12', before: { state: 'open' }, after: { state: 'acknowledged' } },
  reason: 'it is <!channel> mine',
};

type Query = Parameters<Tools['store']['audit']['list']>[0];

async function ask(
  text: string,
  rows: AuditDraft[] = [acknowledged],
  grants: readonly Grant[] = everywhere('approver'),
) {
  const tools = toolsOf({ audited: rows });
  const queries: Query[] = [];
  const { audit } = tools.store;
  const list = (query: Query) => {
    queries.push(query);
    return audit.list(query);
  };
  const store = { ...tools.store, audit: { ...audit, list } };
  const input = inputOf();
  const actor = { ...input.actor, role: 'approver', grants } as const;
  const answer = await sec.run({ ...input, actor, text }, { ...tools, store }, commands);
  return { said: textOf(answer.blocks), queries, rows };
}

test.each([
  ['audit Y12', { target: 'Y12' }],
  ['audit L3', { target: 'L3' }],
  ['audit <@U0CAROL>', { actor: 'U0CAROL' }],
  ['audit since:7d', { since: now - 7 * 86_400_000 }],
  ['audit y12 <@U0CAROL> since:24h', { target: 'Y12', actor: 'U0CAROL', since: now - 86_400_000 }],
])('/sec %s', async (text, expected) => {
  const { queries } = await ask(text);
  expect(queries).toEqual([{ target: null, actor: null, since: null, before: null, limit: 21, ...expected }]);
});

test('tells when, who, what, what it changed and why; and the reading itself is written down first', async () => {
  const { said, rows } = await ask('audit Y12');
  expect(said).toContain('13:59 · @name of U0CAROL · acknowledge done · Y12 · state: open → acknowledged');
  expect(said).toContain('“it is <!channel> mine”');
  expect(rows[0]).toMatchObject({ act: 'readAudit', outcome: 'done', actor: 'U0DAVE', target: 'Y12' });
});

test.each(['audit', 'audit everything', 'audit since:yesterday', 'audit Y12 nonsense'])(
  '/sec %s looks nothing up, and says how it is written',
  async (text) => {
    const { said, queries } = await ask(text);
    expect(queries).toEqual([]);
    expect(said).toContain('/sec audit Y12');
  },
);

test('a role that holds in one account only is not shown what was done in the others', async () => {
  const grants = [{ role: 'approver', accounts: ['111122223333'], environments: null }] as const;
  const { said, queries, rows } = await ask('audit Y12', [acknowledged], grants);
  expect(queries).toEqual([]);
  expect(said).toContain('in all of them. Nothing was shown.');
  expect(rows[0]).toMatchObject({ act: 'readAudit', outcome: 'refused' });
});

test('is for approvers', () => {
  expect(sec.needsFor?.('audit Y12')).toBe('approver');
});
