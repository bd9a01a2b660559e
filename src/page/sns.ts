import { PublishCommand, type SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { messageOf, PermanentError, RetryableError } from '../shared/errors.ts';
import type { Page, Pager } from './pager.ts';

/** SNS takes ASCII without line breaks, at most 100 characters. Source: its API reference, "Publish", Subject. */
const longestSubject = 100;

/**
 * Publishes one message a page to a topic: what mail shows is the subject, and the body is JSON with the fields of
 * Page. `action` and `severity` are message attributes too, for a subscription's filter policy.
 */
export function createSnsPager(topicArn: string, client: SNSClient): Pager {
  return {
    async send(page, signal) {
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: subjectOf(page),
        Message: JSON.stringify({ version: 1, ...page, at: new Date(page.at).toISOString() }, null, 2),
        MessageAttributes: {
          action: { DataType: 'String', StringValue: page.action },
          severity: { DataType: 'String', StringValue: page.severity },
        },
      });
      try {
        await client.send(command, { abortSignal: signal });
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

function subjectOf({ action, severity, label, account, type }: Page): string {
  const said = `[Yagura] ${action === 'trigger' ? severity : action} ${label} ${account}: ${type}`;
  return said.replace(/[^\x20-\x7e]+/g, '?').slice(0, longestSubject);
}

function refusal(error: unknown): Error {
  // The client's own fault by SNS's own words; whatever else went wrong may go well the next time.
  const permanent =
    error instanceof SNSServiceException && error.$fault === 'client' && error.$retryable === undefined;
  const message = `SNS did not take a page: ${messageOf(error)}`;
  return permanent
    ? new PermanentError(message, { cause: error })
    : new RetryableError(message, { cause: error });
}
