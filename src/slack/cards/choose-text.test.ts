import { describe, expect, test } from 'vitest';
import { catalogues } from '../../i18n/catalogue.ts';
import { chooseText, notesOn } from './choose-text.ts';
import { findings } from './testing/views.ts';

const { mining, publicBucket } = findings;
const { en, ja } = catalogues;

describe('chooseText', () => {
  test.each([
    ['CryptoCurrency:Lambda/BitcoinTool.B', 'Function fn is mining cryptocurrency'],
    ['Impact:EC2/BitcoinDomainRequest.Reputation', 'fn is asking for a cryptocurrency domain'],
    ['Backdoor:EC2/C&CActivity.B!DNS', 'fn is asking for a control server'],
    ['Impact:EC2/MaliciousDomainRequest.Custom', 'fn asks for a domain on your threat list'],
    ['Trojan:EC2/DGADomainRequest.C!DNS', 'fn is asking for made-up domains'],
    ['Trojan:EC2/DropPoint!DNS', 'fn is asking for a store of stolen data'],
    ['UnauthorizedAccess:EC2/TorRelay', 'fn is part of the Tor network'],
    ['UnauthorizedAccess:IAMUser/TorIPCaller', 'Credentials of carol used through Tor'],
    [
      'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
      'Credentials of carol are used from outside AWS',
    ],
    ['Recon:IAMUser/MaliciousIPCaller.Custom', 'Credentials of carol used from your threat list'],
    ['Discovery:S3/TorIPCaller', 'Bucket fn reached through Tor'],
    ['Discovery:S3/AnomalousBehavior', 'Somebody is looking around in bucket fn'],
    ['Policy:IAMUser/ShortTermRootCredentialUsage', 'A short root session was used in payments-prod'],
    ['Policy:S3/BucketPublicAccessGranted', 'Bucket fn is open to every AWS user'],
    ['Persistence:IAMUser/AnomalousBehavior', 'carol may be building a way back in'],
    ['Discovery:IAMUser/AnomalousBehavior', 'carol is looking around in an unusual way'],
    ['Execution:Runtime/MaliciousFileExecuted', 'Malware ran in fn'],
    ['Object:S3/MaliciousFile', 'Malware found in fn'],
    ['Execution:Runtime/ReverseShell', 'Somebody may have a shell in fn'],
    ['Impact:Kubernetes/SuccessfulAnonymousAccess', 'Cluster fn answered somebody without a name'],
    ['AttackSequence:EKS/CompromisedCluster', 'An attack in several steps on cluster fn'],
  ])('%s → %s', (type, headline) => {
    const view = { ...mining, type, principal: 'carol', resources: [{ type: 'Thing', id: 'fn' }] };
    expect(chooseText(view, en, false).headline).toBe(headline);
  });

  test.each([
    [{ resourceRole: 'ACTOR' }, 'fn is trying SSH passwords on others', 'fn から SSH の総当たり'],
    [{ resourceRole: 'TARGET' }, 'SSH passwords tried on fn', 'fn への SSH の総当たり'],
    [{ resourceRole: 'constructor' }, 'SSH passwords tried on fn', 'fn で SSH の総当たり'],
    [{}, 'SSH passwords tried on fn', 'fn で SSH の総当たり'],
  ])('who tries passwords: %j', (facts, english, japanese) => {
    const type = 'UnauthorizedAccess:EC2/SSHBruteForce';
    const view = { ...mining, type, facts, resources: [{ type: 'Instance', id: 'fn' }] };
    expect(chooseText(view, en, false).headline).toBe(english);
    expect(chooseText(view, ja, false).headline).toBe(japanese);
  });

  test('the resource is the one that the type is about', () => {
    const view = {
      ...mining,
      type: 'Exfiltration:S3/AnomalousBehavior',
      resources: [
        { type: 'AccessKey', id: 'AKIAEXAMPLE1' },
        { type: 'S3Bucket', id: 'ledger', arn: 'arn:aws:s3:::ledger' },
      ],
    };
    expect(chooseText(view, en, false).headline).toBe('Data may be leaving bucket ledger');
  });

  test('a bucket that is named beside the key that was used is the resource', () => {
    const view = {
      ...mining,
      type: 'Policy:S3/BucketAnonymousAccessGranted',
      resources: [{ type: 'AccessKey', id: 'AKIAEXAMPLE1' }],
      facts: { bucket: 'ledger' },
    };
    expect(chooseText(view, en, false).headline).toBe('Bucket ledger is open to everyone');
  });

  test('a control about the account names the account', () => {
    const view = {
      ...publicBucket,
      type: 'IAM.9',
      resources: [{ type: 'AwsAccount', id: 'AWS::::Account:111122223333' }],
    };
    expect(chooseText(view, ja, false).headline).toBe('billing-prod の root に MFA なし');
    const unknown = { ...view, account: { id: '111122223333' } };
    expect(chooseText(unknown, en, true).headline).toBe('Root of account 111122223333 had no MFA');
  });

  test('what we do not know is told in its detector’s words, and said to be', () => {
    const view = {
      ...mining,
      type: 'Brandnew:EC2/Thing',
      title: 'A title',
      description: 'A story.',
      remediation: 'Do it.',
    };
    expect(chooseText({ ...view, links: [] }, en, false)).toEqual({
      headline: 'A title',
      sentence: 'GuardDuty says: A story.',
      step: 'GuardDuty advises: Do it.',
    });
  });

  test('advice that only stands behind a link is not said twice', () => {
    expect(
      chooseText({ ...publicBucket, type: 'New.1', remediation: 'See the documentation.' }, en, false).step,
    ).toBeNull();
  });

  test('a control’s id does not stand in front of its title', () => {
    const view = { ...publicBucket, type: 'New.1', title: 'New.1 Things should be new' };
    expect(chooseText(view, en, false).headline).toBe('Things should be new');
  });

  test('nobody else may speak in our words for GuardDuty', () => {
    expect(chooseText({ ...mining, product: 'fluentd', title: 'Mine' }, en, false).headline).toBe('Mine');
  });

  test.each(['__proto__', 'constructor', 'toString'])('the control %s is no word of ours', (type) => {
    expect(chooseText({ ...publicBucket, type, title: 'A title' }, en, false).headline).toBe('A title');
  });

  test('a finding without a title still has a headline', () => {
    expect(chooseText({ ...mining, type: '', title: ' ', description: '' }, en, false).headline).toBe(
      'GuardDuty',
    );
  });
});

describe('notesOn', () => {
  test('a threat: why it matters, and what usually makes it harmless', () => {
    expect(notesOn(mining, en)).toEqual([
      { label: 'Why it matters:', text: expect.stringMatching(/^If it is a miner, you pay /) },
      { label: 'What usually makes it harmless:', text: expect.stringMatching(/^A blockchain node/) },
    ]);
  });

  test('a control: why it matters, and what its fix may break', () => {
    expect(notesOn(publicBucket, ja).map(({ label }) => label)).toEqual([
      'なぜ重要か:',
      '直すと影響が出るもの:',
    ]);
  });

  test('nothing where the words are the detector’s', () => {
    expect(notesOn({ ...mining, type: 'Brandnew:EC2/Thing' }, en)).toEqual([]);
  });
});
