import { expect, test } from 'vitest';
import { parseTrailKey } from './trail-key.ts';

const tail = 'eu-west-1/2026/11/22/111122223333_CloudTrail_eu-west-1_20261122T0455Z_k3J9xY2mQ0.json.gz';
const log = {
  kind: 'log',
  account: '111122223333',
  region: 'eu-west-1',
  organization: null,
  day: '2026-11-22',
};

test.each([
  [`AWSLogs/111122223333/CloudTrail/${tail}`, log],
  [`security/all trails/AWSLogs/111122223333/CloudTrail/${tail}`, log],
  [`AWSLogs/111122223333/CloudTrail/${tail.replace(/\.gz$/, '')}`, log],
  [
    `o-exampleorgid/AWSLogs/o-exampleorgid/111122223333/CloudTrail/${tail}`,
    { ...log, organization: 'o-exampleorgid' },
  ],
  [`AWSLogs/111122223333/CloudTrail-NetworkActivity/${tail}`, log],
  [`AWSLogs/111122223333/CloudTrail-Digest/${tail}`, { kind: 'digest' }],
  [`AWSLogs/o-exampleorgid/111122223333/CloudTrail-Insight/${tail}`, { kind: 'insight' }],
  [`AWSLogs/111122223333/CloudTrail-Aggregated/${tail}`, { kind: 'aggregate' }],
  [`AWSLogs/111122223333/CloudTrail-Tomorrow/${tail}`, { kind: 'other' }],
  [`AWSLogs/111122223333/Config/${tail}`, { kind: 'other' }],
  [`AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/11/22/x.log.gz`, { kind: 'other' }],
  [`AWSLogs/1111/CloudTrail/${tail}`, { kind: 'other' }],
  ['AWSLogs/111122223333/CloudTrail/', { kind: 'other' }],
  [`MyAWSLogs/111122223333/CloudTrail/${tail}`, { kind: 'other' }],
  ['reports/2026.csv', { kind: 'other' }],
  ['', { kind: 'other' }],
])('%s', (key, expected) => {
  expect(parseTrailKey(key)).toEqual(expected);
});
