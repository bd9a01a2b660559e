import { expect, test } from 'vitest';
import { messageOf } from './message.ts';

const finding = {
  Id: 'f',
  UpdatedAt: '2026-11-22T05:00:00Z',
  Workflow: { Status: 'NEW', Note: [1, { b: 1, a: 2 }] },
};

test('the same state is the same message, in whatever order its keys come, and whenever it is read', () => {
  const { Id, UpdatedAt, Workflow } = finding;
  const one = messageOf('securityhub', finding, 1);
  expect(one).toMatchObject({ queue: 'sync', sentAt: 1, receiveCount: 1 });
  expect(JSON.parse(one.body)).toEqual(finding);
  const again = messageOf('securityhub', { Workflow, UpdatedAt, Id }, 2);
  expect([again.messageId, again.body]).toEqual([one.messageId, one.body]);
});

test('another state or another service is another message', () => {
  const ids = [
    messageOf('securityhub', finding, 1),
    messageOf('guardduty', finding, 1),
    messageOf('securityhub', { ...finding, UpdatedAt: '2026-11-22T06:00:00Z' }, 1),
    messageOf('securityhub', { ...finding, Workflow: { ...finding.Workflow, Status: 'SUPPRESSED' } }, 1),
  ].map((one) => one.messageId);
  expect(new Set(ids).size).toBe(4);
});
