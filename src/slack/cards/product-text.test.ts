import { describe, expect, test } from 'vitest';
import type { FindingView } from '../../finding/view.ts';
import { catalogues } from '../../i18n/catalogue.ts';
import { chooseText, notesOn } from './choose-text.ts';
import { findings } from './testing/views.ts';

const { en, ja } = catalogues;
const finding = (changes: Partial<FindingView>): FindingView => ({
  ...findings.publicBucket,
  kind: 'other',
  links: [],
  standards: [],
  ...changes,
});

const image = finding({
  kind: 'vulnerability',
  product: 'Inspector',
  type: 'Software and Configuration Checks/Vulnerabilities/CVE',
  title: 'CVE-2021-44228 - org.apache.logging.log4j:log4j-core',
  resources: [
    {
      type: 'AwsEcrContainerImage',
      id: `arn:aws:ecr:eu-west-1:111122223333:repository/shop/web/sha256:${'0'.repeat(64)}`,
    },
  ],
  facts: {
    cve: 'CVE-2021-44228',
    package: 'org.apache.logging.log4j:log4j-core',
    packageVersion: '2.14.1',
    fixedIn: '0:2.17.1',
    exploit: 'YES',
  },
});

const bucket = [{ type: 'S3Bucket', id: 'ledger', arn: 'arn:aws:s3:::ledger' }];
const analyzer = 'IAM Access Analyzer';
const practices = 'Software and Configuration Checks/AWS Security Best Practices';

describe('other products in our own words', () => {
  test('a vulnerable image', () => {
    expect(chooseText(image, en, false)).toEqual({
      headline: 'CVE-2021-44228 in log4j-core, image web',
      sentence:
        'An image in web has log4j-core 2.14.1, with a known vulnerability (CVE-2021-44228). Fixed in 2.17.1. An exploit is public.',
      step: 'Fix: build the image again with the new version, deploy it, then delete the old one.',
    });
    expect(chooseText(image, ja, false)).toEqual({
      headline: 'イメージ web に log4j-core の CVE-2021-44228',
      sentence:
        'web のイメージにある log4j-core 2.14.1 に、既知の脆弱性(CVE-2021-44228)があります。2.17.1 で修正済みです。攻撃コードが公開されています。',
      step: '対処: 新しいバージョンでイメージを作り直してデプロイし、古いものを削除してください。',
    });
  });

  test('a vulnerable instance that nobody can mend yet', () => {
    const resources = [{ type: 'AwsEc2Instance', id: 'i-0abc123', name: 'web-7' }];
    const facts = { cve: 'CVE-2026-0001', package: 'openssl', fixedIn: 'NotAvailable', exploit: 'NO' };
    expect(chooseText({ ...image, resources, facts }, en, false)).toMatchObject({
      headline: 'CVE-2026-0001 in openssl on web-7',
      sentence: 'web-7 (i-0abc123) has openssl, with a known vulnerability (CVE-2026-0001).',
    });
  });

  test.each([
    ['Macie', 'SensitiveData:S3Object/Personal', 'Sensitive data is in ledger'],
    [
      'Macie',
      'Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal',
      'Sensitive data is in ledger',
    ],
    ['Macie', 'Policy:IAMUser/S3BucketPublic', 'Bucket ledger was opened to everyone'],
    ['Macie', 'Effects/Data Exposure/Policy:IAMUser-S3BucketPublic', 'Bucket ledger was opened to everyone'],
    ['Macie', 'Policy:IAMUser/S3BucketSharedExternally', 'Bucket ledger was shared with somebody outside'],
    ['Macie', 'Policy:IAMUser/S3BlockPublicAccessDisabled', 'Block Public Access was turned off for ledger'],
    ['Macie', 'Policy:IAMUser/S3BucketEncryptionDisabled', 'Default encryption of ledger was changed'],
    [analyzer, 'Effects/Data Exposure/External Access Granted', 'ledger can be used by everyone'],
    [analyzer, `${practices}/External Access Granted`, 'ledger is shared with somebody outside'],
    [analyzer, `${practices}/Unused Permission`, 'ledger has access that nobody uses'],
    ['Inspector', `${practices}/Network Reachability`, 'A port of ledger is reachable from outside'],
    ['Config', 'Software and Configuration Checks', 'ledger breaks a rule of AWS Config'],
    ['Systems Manager Patch Manager', 'Software and Configuration Checks', 'ledger lacks patches'],
  ])('%s, %s → %s', (product, type, headline) => {
    const view = finding({ product, type, resources: bucket });
    expect(chooseText(view, en, false).headline).toBe(headline);
    expect(notesOn(view, ja)).toHaveLength(3);
  });

  test('what is known of it stands in the sentence', () => {
    const shared = { product: analyzer, type: `${practices}/External Access Granted`, resources: bucket };
    expect(
      chooseText(finding({ ...shared, facts: { sharedWith: '444455556666' } }), ja, false).sentence,
    ).toBe('ledger のポリシーが、信頼ゾーンの外の 444455556666 にアクセスを許しています。');
    const broken = { product: 'Config', type: 'Software and Configuration Checks', resources: bucket };
    expect(chooseText(finding({ ...broken, facts: { rule: 'no-public' } }), ja, false).headline).toBe(
      'ledger がルール no-public に非準拠',
    );
    const facts = { data: 'NAME, ADDRESS', file: '2026/november.csv' };
    const found = finding({
      product: 'Macie',
      type: 'SensitiveData:S3Object/Personal',
      resources: bucket,
      facts,
    });
    expect(chooseText(found, en, false).sentence).toBe(
      'Macie found data that looks sensitive (NAME, ADDRESS) in 2026/november.csv of bucket ledger.',
    );
  });

  test.each([
    ['AWS_RISK_CREDENTIALS_EXPOSED', 'AWS found credentials of billing-prod in public'],
    ['AWS_ABUSE_DOS_REPORT', 'AWS received a complaint about billing-prod'],
    ['AWS_RDS_PLANNED_LIFECYCLE_EVENT', 'AWS notice AWS_RDS_PLANNED_LIFECYCLE_EVENT for billing-prod'],
  ])('the notice %s, with its own text behind ours', (code, headline) => {
    const title = `AWS Health - ${code}`;
    const view = finding({ product: 'Health', title, description: 'Dear customer,\\n\\nplease read this.' });
    const { headline: said, sentence } = chooseText(view, en, false);
    expect(said).toBe(headline);
    expect(sentence).toMatch(/\. Health says: Dear customer, please read this\.$/);
  });

  test.each([
    ['somebody else', { product: 'Macie for cats', type: 'SensitiveData:S3Object/Personal' }],
    ['a type that is new', { product: 'Macie', type: 'Brandnew:S3/Thing' }],
    [
      'a product without words of ours',
      { product: 'Trusted Advisor', type: 'Software and Configuration Checks' },
    ],
  ])('%s speaks for itself, and is marked as such', (_, changes) => {
    const view = finding({ ...changes, title: 'A title', description: 'A story.' });
    expect(chooseText(view, en, false)).toMatchObject({
      headline: 'A title',
      sentence: `${changes.product} says: A story.`,
    });
    expect(notesOn(view, en)).toEqual([]);
  });
});
