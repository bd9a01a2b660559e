import { describe, expect, test } from 'vitest';
import { safeLink } from './link.ts';

describe('safeLink', () => {
  test.each([
    'https://ap-northeast-1.console.aws.amazon.com/guardduty/home?region=ap-northeast-1#/findings?fId=1',
    'https://console.amazonaws-us-gov.com/securityhub/home',
    'https://cn-north-1.console.amazonaws.cn/ec2/home',
    'https://docs.aws.amazon.com/console/securityhub/S3.2/remediation',
  ])('knows AWS: %s', (url) => {
    expect(safeLink(url)).toEqual({ url, host: null });
  });

  test.each([
    ['https://console.aws.amazon.com.evil.example/x', 'console.aws.amazon.com.evil.example'],
    ['https://bucket.s3.amazonaws.com/x', 'bucket.s3.amazonaws.com'],
    ['https://app.example.com:8443/f', 'app.example.com:8443'],
    ['https://аws.amazon.com/', 'xn--ws-6kc.amazon.com'],
  ])('names a stranger: %s', (url, host) => {
    expect(safeLink(url)?.host).toBe(host);
  });

  test.each([
    'http://console.aws.amazon.com/',
    'javascript:alert(1)',
    'https://console.aws.amazon.com@evil.example/',
    'https://user:secret@console.aws.amazon.com/',
    'not an address',
    `https://console.aws.amazon.com/${'x'.repeat(2_000)}`,
  ])('refuses: %s', (url) => {
    expect(safeLink(url)).toBeNull();
  });

  test('nothing in an address can end a link or open another', () => {
    expect(safeLink('https://app.example.com/<|>"')?.url).toBe('https://app.example.com/%3C|%3E%22');
  });
});
