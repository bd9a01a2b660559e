import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogues, languages } from './catalogue.ts';
import type { Values } from './explanation.ts';
import { type ThreatFamily, threatFamily } from './threat-family.ts';

const typesFile = `${process.env['YAGURA_DATA'] ?? '../shared/data'}/guardduty-types.json`;
const families = Object.keys(catalogues.en.threats) as ThreatFamily[];

/** As long as they come in earnest; what is longer still is cut where a card is drawn. */
const long: Values = {
  resource: 'checkout-worker-production-eu-central-7 (i-0abc1234567890def, m5dn.24xlarge)',
  user: 'AWSReservedSSO_AdministratorAccess_0123456789abcdef',
  account: 'payments-production-eu-central',
  domain: 'a-rather-long-label.another-long-label.pool.example.net',
  port: '65535',
  address: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
  role: null,
  country: 'United Arab Emirates',
  api: 'CreateNetworkInsightsAccessScope',
  file: '/var/lib/containers/overlay/merged/tmp/.x/run-me.sh',
};
const bare: Values = {
  ...long,
  domain: null,
  port: null,
  address: null,
  country: null,
  api: null,
  file: null,
};

describe('the family of a GuardDuty type', () => {
  test.each([
    ['CryptoCurrency:EC2/BitcoinTool.B!DNS', 'CryptoCurrency:*/BitcoinTool*'],
    ['CryptoCurrency:Lambda/BitcoinTool.B', 'CryptoCurrency:Lambda/BitcoinTool*'],
    ['Trojan:Lambda/DropPoint', 'Trojan:Lambda/DropPoint'],
    ['Trojan:Runtime/DropPoint!DNS', 'Trojan:*/DropPoint*'],
    ['Impact:EC2/MaliciousDomainRequest.Custom', 'Impact:EC2/MaliciousDomainRequest.Custom'],
    ['Impact:Runtime/MaliciousDomainRequest.Reputation', 'Impact:*/MaliciousDomainRequest.*'],
    ['Discovery:S3/MaliciousIPCaller.Custom', '*:S3/MaliciousIPCaller.Custom'],
    ['Exfiltration:S3/MaliciousIPCaller', '*:S3/MaliciousIPCaller'],
    ['Execution:EC2/MaliciousFile', 'Execution:EC2/MaliciousFile'],
    ['Execution:EC2/MaliciousFile!AMI', 'Execution:*/MaliciousFile!*'],
    ['Execution:ECS/MaliciousFile', 'Execution:*/MaliciousFile'],
    ['Execution:Runtime/MaliciousFileExecuted', 'Execution:Runtime/MaliciousFileExecuted'],
    [
      'CredentialAccess:RDS/AnomalousBehavior.FailedLogin',
      'CredentialAccess:RDS/AnomalousBehavior.FailedLogin',
    ],
    ['CredentialAccess:RDS/TorIPCaller.FailedLogin', 'CredentialAccess:RDS/*.FailedLogin'],
    ['PrivilegeEscalation:Kubernetes/PrivilegedContainer', '*PrivilegedContainer'],
    [
      'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS',
      'UnauthorizedAccess:IAMUser/*CredentialExfiltration.InsideAWS',
    ],
  ])('%s → %s', (type, family) => {
    expect(threatFamily(type)).toBe(family);
  });

  test.each(['Brandnew:EC2/Thing', 'Impact:IAMUser/CostHarvesting', 'constructor', '__proto__', ''])(
    'none for “%s”',
    (type) => {
      expect(threatFamily(type)).toBeNull();
    },
  );
});

describe.each(languages)('what is said in %s', (language) => {
  test.each(families)('%s is short enough', (family) => {
    const said = catalogues[language].threats[family];
    const roles = [null, 'actor', 'target'] as const;
    for (const values of [long, bare].flatMap((one) => roles.map((role) => ({ ...one, role })))) {
      // A headline has room for the name alone.
      const name = { ...values, resource: values.resource.replace(/ .*/, '') };
      for (const over of [false, true]) expect(said.headline(name, over).length).toBeLessThanOrEqual(120);
      expect(said.sentence(values).length).toBeLessThanOrEqual(280);
    }
    for (const text of [said.first, said.why, said.harmless]) expect(text.length).toBeLessThanOrEqual(240);
  });

  test.each(families)('%s says why it matters and what may make it harmless', (family) => {
    const { why, harmless } = catalogues[language].threats[family];
    const sentences =
      language === 'en' ? /^[A-Z"][\x20-\x7e]+\.$/ : /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}].*。$/u;
    for (const text of [why, harmless]) {
      expect(text).toMatch(sentences);
      expect(text).not.toMatch(/ {2}|undefined/);
    }
  });
});

describe('over every documented GuardDuty type', () => {
  const data = existsSync(typesFile)
    ? (JSON.parse(readFileSync(typesFile, 'utf8')) as { type: string }[]).map(({ type }) => type)
    : null;
  if (data) {
    test('each has a family', () => {
      expect(data.filter((type) => threatFamily(type) === null)).toEqual([]);
    });
    test('no family is for nothing', () => {
      const used = new Set(data.map(threatFamily));
      expect(families.filter((family) => !used.has(family))).toEqual([]);
    });
  } else
    test('the list of types is absent here', () => {
      expect(existsSync(typesFile)).toBe(false);
    });
});
