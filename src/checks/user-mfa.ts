import { GetLoginProfileCommand, IAMClient, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import type { Ask } from '../aws/ask.ts';
import { type Check, gone, isNamed, lastPart, onlyOne, wasCalled } from './check.ts';

/** Does the user have an MFA device, or (IAM.5) no password that would need one? */
export const userMfa: Check = {
  name: 'user-mfa',
  appliesTo(finding, globally) {
    const user = onlyOne(finding, ['AwsIamUser', 'AWS::IAM::User']);
    const { type, kind } = finding;
    const removed = kind !== 'control' && wasCalled(finding, ['DeactivateMFADevice']);
    if (user === null || !(type === 'IAM.5' || type === 'IAM.19' || removed)) return null;
    const detail = type === 'IAM.5' ? 'password' : 'always';
    return { account: finding.account.id, region: globally, id: lastPart(user), detail };
  },
  async read(ask, { id: UserName, detail }) {
    try {
      const { MFADevices = [] } = await ask(IAMClient, 'iam:ListMFADevices', (iam, options) =>
        iam.send(new ListMFADevicesCommand({ UserName }), options),
      );
      const devices = MFADevices.length;
      if (devices > 0 || detail !== 'password') return { holds: devices > 0, facts: { devices } };
      const password = await hasPassword(ask, UserName);
      return { holds: !password, facts: { devices, password } };
    } catch (error) {
      if (isNamed(error, ['NoSuchEntityException', 'NoSuchEntity'])) return gone;
      throw error;
    }
  },
};

async function hasPassword(ask: Ask, UserName: string): Promise<boolean> {
  try {
    await ask(IAMClient, 'iam:GetLoginProfile', (iam, options) =>
      iam.send(new GetLoginProfileCommand({ UserName }), options),
    );
    return true;
  } catch (error) {
    if (isNamed(error, ['NoSuchEntityException', 'NoSuchEntity'])) return false;
    throw error;
  }
}
