import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import {
  emptyBatch,
  findingFixture,
  ledgerFixture,
  noon,
  queryFixture,
  take,
} from '../../test/support/store-fixtures.ts';
import type { Finding } from '../finding/finding.ts';
import type { SuppressionDraft } from '../finding/suppression.ts';
import { openStore } from './open.ts';
import type { CaseQuery } from './ports/cases.ts';
import type { Store } from './store.ts';

const mining = findingFixture('f1', {
  severity: 'Critical',
  remoteAddress: '198.51.100.7',
  principal: 'deploy-role',
});
const bucket = findingFixture('f2', {
  kind: 'control',
  source: 'securityhub',
  product: 'Security Hub',
  id: 'arn:aws:securityhub:ap-northeast-1:444455556666:security-control/S3.8/finding/0f1e',
  type: 'S3.8',
  title: '請求書のバケットが公開されています',
  account: { id: '444455556666', name: 'billing-prod' },
  region: 'us-east-1',
  resources: [
    { type: 'AwsS3Bucket', id: 'invoices-archive', arn: 'arn:aws:s3:::invoices-archive' },
    { type: 'AwsS3Bucket', id: 'invoices_2026' },
  ],
  lastSeen: noon - 3_600_000,
});
const probe = findingFixture('f3', {
  severity: 'Low',
  type: 'Recon:EC2/PortProbeUnprotectedPort',
  title: 'db-12 is being probed',
  resources: [{ type: 'Instance', id: 'i-0def', name: 'db-12' }],
  lastSeen: noon - 60_000,
});
const owned = findingFixture('f6', {
  severity: 'Informational',
  title: 'a trail is off',
  type: 'Policy:Trail',
  account: { id: '999988887777' },
  region: 'eu-west-1',
  resources: [{ type: 'Trail', id: 'main-trail' }],
  lastSeen: noon - 7_200_000,
});
const passed: Finding = findingFixture('f4', { title: 'web-7 was mined once' });

const draft: SuppressionDraft = {
  ...{
    match: { type: ['Crypto*'] },
    matcherVersion: 1,
    severity: 'High',
    reason: 'a test',
    author: 'U1CAROL',
  },
  ...{ caseId: null, channel: '#sec-alerts', createdAt: noon, until: noon + 9, idle: null },
};

describe.each(databases)('cases on $name', ({ start }) => {
  let server: DatabaseServer;
  let store: Store;

  // One database for all: the tests that change it come last and say what they change.
  beforeAll(async () => {
    server = await start();
    store = await openStore(await server.create());
    await take(store, probe, { decided: { assignee: 'U1CAROL', dueAt: noon } });
    await take(store, mining, { notices: [] });
    await take(store, bucket, { decided: { assignee: 'U2BOB' } });
    await take(store, owned, {
      decided: { state: 'acknowledged', owner: 'S1TEAM', dueAt: noon + 9, severity: 'Informational' },
    });
    await take(store, passed, { decided: { state: 'resolved', resolution: 'fixed', closedAt: noon } });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  async function find(query: Partial<CaseQuery>): Promise<string[]> {
    const { rows } = await store.cases.search(queryFixture(query), { offset: 0, limit: 10 });
    return rows.map((row) => row.case.key.replace('guardduty:', ''));
  }

  test.each<[string, Partial<CaseQuery>, string[]]>([
    ['nothing asked: what is visible, worst first', {}, ['f1', 'f2', 'f3', 'f6']],
    ['a word', { text: ['mining'] }, ['f1']],
    ['in other letters', { text: ['MINING'] }, ['f1']],
    ['the beginning of a word', { text: ['min'] }, ['f1']],
    ['not the middle of one', { text: ['ining'] }, []],
    ['a name of two words', { text: ['web-7'] }, ['f1']],
    ['an instance', { text: ['i-0abc'] }, ['f1']],
    ['the start of an instance', { text: ['i-0'] }, ['f1', 'f3']],
    ['an address', { text: ['198.51.100.7'] }, ['f1']],
    ['a principal', { text: ['deploy-role'] }, ['f1']],
    ['two words', { text: ['prod', 'probed'] }, ['f3']],
    ['two words of which one is missing', { text: ['prod', 'nowhere'] }, []],
    ['a Japanese word of two letters', { text: ['公開'] }, ['f2']],
    ['a longer Japanese word', { text: ['請求書'] }, ['f2']],
    ['one Japanese letter', { text: ['書'] }, ['f2']],
    ['Japanese that is not there', { text: ['開公'] }, []],
    ['full-width letters', { text: ['ｗｅｂ－７'] }, ['f1']],
    ['signs alone', { text: ['--'] }, ['f1', 'f2', 'f3', 'f6']],
    ['a severity', { severity: ['Critical'] }, ['f1']],
    ['severities with a gap', { severity: ['Critical', 'Low'] }, ['f1', 'f3']],
    ['an account id', { account: ['444455556666'] }, ['f2']],
    ['an account name', { account: ['Billing-Prod'] }, ['f2']],
    ['accounts', { account: ['billing-prod', 'payments-prod'] }, ['f1', 'f2', 'f3']],
    ['account names by their start', { account: ['pay*'] }, ['f1', 'f3']],
    ['account names by their end', { account: ['*-prod'] }, ['f1', 'f2', 'f3']],
    ['an account name by its middle part', { account: ['payments'] }, []],
    ['a region', { region: ['us-east-1'] }, ['f2']],
    ['a type', { type: ['recon:EC2/PortProbeUnprotectedPort'] }, ['f3']],
    ['types by their middle', { type: ['*EC2/*'] }, ['f1', 'f3']],
    ['a control', { control: ['s3.8'] }, ['f2']],
    ['a type that is no control', { control: ['Recon:EC2/PortProbeUnprotectedPort'] }, []],
    ['a resource', { resource: ['invoices-archive'] }, ['f2']],
    ['a resource by its name', { resource: ['db-12'] }, ['f3']],
    ['a resource by its ARN', { resource: ['arn:aws:s3:::invoices-archive'] }, ['f2']],
    ['the second resource', { resource: ['invoices_2026'] }, ['f2']],
    ['an underscore is no wildcard', { resource: ['invoices_arch*', 'invoices_archive'] }, []],
    ['a source', { source: ['securityhub'] }, ['f2']],
    ['a product of two words', { source: ['security-hub'] }, ['f2']],
    ['an assignee', { assignee: ['U1CAROL'] }, ['f3']],
    ['assignees', { assignee: ['U1CAROL', 'U2BOB'] }, ['f2', 'f3']],
    ['neither anybody’s nor taken', { unowned: true }, ['f1']],
    ['since', { since: noon - 60_000 }, ['f1', 'f3']],
    ['overdue', { overdueAt: noon + 1 }, ['f3']],
    ['not yet overdue', { overdueAt: noon }, []],
    ['open', { state: ['open'] }, ['f1', 'f2', 'f3']],
    ['acknowledged', { state: ['acknowledged'] }, ['f6']],
    ['both that are visible', { state: ['acknowledged', 'open'] }, ['f1', 'f2', 'f3', 'f6']],
    ['suppressed', { state: ['suppressed'] }, []],
    ['acknowledged or resolved', { state: ['acknowledged', 'resolved'] }, ['f6', 'f4']],
    ['resolved', { state: ['resolved'] }, ['f4']],
    ['external', { state: ['external'] }, []],
    ['resolved or external', { state: ['resolved', 'external'] }, ['f4']],
    ['open or resolved', { state: ['open', 'resolved'] }, ['f1', 'f2', 'f3', 'f4']],
    ['all', { state: ['all'], text: ['web-7'] }, ['f1', 'f4']],
    [
      'everything at once',
      { text: ['web'], severity: ['Critical'], account: ['*'], since: noon, unowned: true },
      ['f1'],
    ],
  ])('%s', async (_, query, found) => {
    expect(await find(query)).toEqual(found);
  });

  test('a line says what the worst finding says', async () => {
    const { rows } = await store.cases.search(queryFixture({ text: ['公開'] }), { offset: 0, limit: 1 });
    expect(rows).toEqual([
      {
        case: expect.objectContaining({ key: 'guardduty:f2', assignee: 'U2BOB', state: 'open' }),
        title: bucket.title,
        type: 'S3.8',
        accountId: '444455556666',
        accountName: 'billing-prod',
        region: 'us-east-1',
        resource: 'invoices-archive',
        lastSeen: bucket.lastSeen,
        count: 1,
      },
    ]);
  });

  test('pages hold each case once', async () => {
    const pages = [];
    for (const offset of [0, 1, 2, 3])
      pages.push(await store.cases.search(queryFixture(), { offset, limit: 1 }));
    expect(pages.map((page) => page.rows.map((row) => row.case.key))).toEqual([
      ['guardduty:f1'],
      ['guardduty:f2'],
      ['guardduty:f3'],
      ['guardduty:f6'],
    ]);
    expect(pages.map((page) => [page.total, page.more])).toEqual(Array.from({ length: 4 }, () => [4, false]));
  });

  test('a case with its findings', async () => {
    expect(await store.cases.view(2)).toMatchObject({
      case: { id: 2, key: 'guardduty:f1' },
      findings: [{ identity: 'guardduty:f1', title: mining.title, sources: ['guardduty'] }],
    });
    expect(await store.cases.view(99)).toBeNull();
  });

  test.each([
    ['a case id', 'Y2', ['f1']],
    ['a case id in small letters', 'y2', ['f1']],
    ['a finding id', mining.id, ['f1']],
    ['the end of a finding id', '0F1E', ['f2']],
    ['a resource id', 'i-0def', ['f3']],
    ['a resource ARN', 'arn:aws:s3:::invoices-archive', ['f2']],
    ['a name that several have', 'web-7', ['f1', 'f4']],
    ['something unknown', 'i-0nothing', []],
    ['a case that is not there', 'Y99', []],
    ['nothing', '', []],
  ])('why: %s', async (_, word, found) => {
    const answers = await store.cases.why(word);
    expect(answers.map((answer) => answer.view.identity.replace('guardduty:', ''))).toEqual(found);
  });

  test('why tells the history, the case and the card', async () => {
    for (let again = 0; again < 24; again += 1) await take(store, mining, { arrivedAt: noon + again });
    const [answer] = await store.cases.why('f1');
    expect(answer).toMatchObject({ case: { id: 2 }, card: { key: 'case:2', wanted: 25 }, rowCount: 25 });
    expect(answer?.rows).toHaveLength(20);
    expect(answer?.rows[0]).toMatchObject({
      arrivedAt: noon + 23,
      outcome: 'posted',
      identity: 'guardduty:f1',
    });
  });

  test('why tells what the triage asked, the rule that decided, and the suppression that hides', async () => {
    const quiet = { by: 'suppression', suppression: 1 } as const;
    const resources = [{ type: 'Instance', id: 'i-0quiet' }];
    await take(store, findingFixture('f7', { resources }), { decided: { state: 'suppressed', quiet } });
    const made = await store.act((transaction) => transaction.addSuppression(draft));
    const trace = [{ stage: 'suppression', answer: 'suppressed', rule: 'suppression:S1' }] as const;
    const reason = { code: 'suppression', rule: 'suppression:S1', detail: 'データ' } as const;
    await store.intake((transaction) =>
      transaction.save({
        ...emptyBatch,
        ledger: [
          ledgerFixture('m-why', 'suppressed', {
            ...{ identity: 'guardduty:f7', trace, reason, arrivedAt: noon + 1 },
          }),
        ],
      }),
    );
    const [answer] = await store.cases.why('i-0quiet');
    expect(answer).toMatchObject({ card: null, suppression: made, unsaid: 0 });
    expect(answer?.rows[0]).toMatchObject({ trace, reason });
  });

  test('why knows findings that never became a case', async () => {
    await take(store, findingFixture('f5', { resources: [{ type: 'Instance', id: 'i-0calm' }] }), {
      decided: null,
    });
    expect(await store.cases.why('i-0calm')).toMatchObject([{ case: null, card: null, rowCount: 1 }]);
    expect(await find({ text: ['0calm'], state: ['all'] })).toEqual([]);
  });

  test('words follow the finding when it changes', async () => {
    await take(store, { ...mining, title: 'quiet now', resources: [{ type: 'Instance', id: 'i-0new' }] });
    expect(await find({ text: ['mining'] })).toEqual([]);
    expect(await find({ text: ['quiet'] })).toEqual(['f1']);
    expect(await find({ resource: ['web-7'] })).toEqual([]);
    expect((await store.cases.why('web-7')).map((answer) => answer.view.identity)).toEqual(['guardduty:f4']);
  });

  test('the bodies of a case, newest first', async () => {
    await take(store, { ...mining, recordKey: 'securityhub:f1', source: 'securityhub', updatedAt: noon + 1 });
    const raw = await store.cases.rawOf(2);
    expect(raw).toHaveLength(2);
    expect((await store.ledger.body(raw[0]?.messageId ?? ''))?.body).toContain('"source":"securityhub"');
  });

  test('what the findings of a case are called where they come from, as an ARN where there is one', async () => {
    const arn = 'arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/f1';
    await take(store, { ...mining, recordKey: `guardduty:${arn}` });
    expect(await store.cases.findingIds(2)).toEqual(expect.arrayContaining([arn, mining.id]));
    expect(await store.cases.findingIds(99)).toEqual([]);
  });
});
