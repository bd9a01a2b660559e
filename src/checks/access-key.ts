import {
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import type { Ask } from '../aws/ask.ts';
import { type Check, type CheckedFinding, gone, isNamed, lastPart } from './check.ts';

/** Is the access key still active? Of a finding that names a key, or of root's (IAM.4). */
export const accessKey: Check = {
  name: 'access-key',
  appliesTo(finding, globally) {
    const id = finding.kind === 'control' ? rootOf(finding) : keyOf(finding);
    return id === null ? null : { account: finding.account.id, region: globally, id };
  },
  async read(ask, { id }) {
    if (id === 'root') {
      const { SummaryMap = {} } = await ask(IAMClient, 'iam:GetAccountSummary', (iam, options) =>
        iam.send(new GetAccountSummaryCommand({}), options),
      );
      const keys = SummaryMap['AccountAccessKeysPresent'];
      return {
        holds: keys === undefined ? null : keys === 0,
        facts: { status: keys === 0 ? 'none' : 'Active' },
      };
    }
    const status = await statusOf(ask, id);
    return status === null ? gone : { holds: status === 'Inactive', facts: { status } };
  },
};

function rootOf({ type }: CheckedFinding): string | null {
  return type === 'IAM.4' ? 'root' : null;
}

/** A long-lived key: a session's ends by itself and cannot be switched off. */
function keyOf({ resources, facts }: CheckedFinding): string | null {
  const named = [facts['accessKeyId'], ...resources.map(lastPart)];
  const keys = new Set(named.filter((text) => text !== undefined && /^AKIA[A-Z0-9]{12,124}$/.test(text)));
  const [key] = keys;
  return keys.size === 1 && key !== undefined ? key : null;
}

/** null: there is no such key. IAM tells whose a key is, and of a user which keys are active. */
async function statusOf(ask: Ask, key: string): Promise<string | null> {
  try {
    const { UserName } = await ask(IAMClient, 'iam:GetAccessKeyLastUsed', (iam, options) =>
      iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key }), options),
    );
    if (UserName === undefined) return null;
    const { AccessKeyMetadata = [] } = await ask(IAMClient, 'iam:ListAccessKeys', (iam, options) =>
      iam.send(new ListAccessKeysCommand({ UserName }), options),
    );
    return AccessKeyMetadata.find(({ AccessKeyId }) => AccessKeyId === key)?.Status ?? null;
  } catch (error) {
    if (isNamed(error, ['NoSuchEntityException', 'NoSuchEntity'])) return null;
    throw error;
  }
}
