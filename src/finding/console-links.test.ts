import { expect, test } from 'vitest';
import {
  guardDutyLink,
  isConsoleUrl,
  macieLink,
  outsideLink,
  securityHubLink,
  securityHubV2Link,
} from './console-links.ts';

test.each([
  ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/'],
  ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/'],
  ['cn-north-1', 'https://console.amazonaws.cn/'],
])('the console of %s is %s', (region, host) => {
  for (const link of [guardDutyLink, securityHubLink, securityHubV2Link, macieLink]) {
    const [made] = link(region, 'a/b c&d');
    expect(made?.kind).toBe('console');
    expect(made?.url.startsWith(host)).toBe(true);
    expect(isConsoleUrl(made?.url ?? '')).toBe(true);
  }
});

test.each(['', 'none', 'evil.example/x', 'eu-west-1.evil.example', 'global'])(
  '%s has no console',
  (region) => {
    expect(securityHubLink(region, 'x')).toEqual([]);
  },
);

test('the id of a finding is searched for as it is', () => {
  expect(securityHubLink('eu-west-1', 'arn:aws:x/y')[0]?.url).toBe(
    'https://eu-west-1.console.aws.amazon.com/securityhub/home?region=eu-west-1#/findings?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn%3Aaws%3Ax%2Fy',
  );
});

test.each([
  ['https://docs.aws.amazon.com/console/securityhub/EC2.2/remediation', true],
  ['https://wiki.example:8443/a?b=c#d', true],
  ['https://wiki.example', true],
  ['http://wiki.example/', false],
  ['javascript:alert(1)', false],
  ['https://user:password@wiki.example/', false],
  ['https://wiki.example/a b', false],
  ['https://wiki.example/\u202e', false],
  [`https://wiki.example/${'a'.repeat(2_000)}`, false],
  [undefined, false],
])('%j may be shown: %j', (url, expected) => {
  expect(outsideLink('remediation', url)).toHaveLength(expected ? 1 : 0);
});

test.each([
  'https://phd.aws.amazon.com/phd/home#/event-log?eventID=1',
  'https://health.aws.amazon.com/health/home',
])('%s is the Health Dashboard', (url) => {
  expect(isConsoleUrl(url)).toBe(true);
});

test('a look-alike is no console', () => {
  expect(isConsoleUrl('https://phd.aws.amazon.com.evil.example/')).toBe(false);
  expect(isConsoleUrl('https://console.aws.amazon.com.evil.example/')).toBe(false);
});
