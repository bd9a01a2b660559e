import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach } from 'vitest';
import { type AwsOptions, type SimulatedAws, startAws } from './aws.ts';

const running: SimulatedAws[] = [];

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What every client of a simulated AWS is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint: string;
  readonly maxAttempts: number;
  readonly credentials: Keys;
}

export const ownAccount = '000000000000';
export const memberAccount = '111122223333';
export const memberRole = `arn:aws:iam::${memberAccount}:role/yagura`;
const startOfTime = Date.parse('2026-03-01T12:00:00Z');

/** A world on a clock that stands still until it is moved; ends with its test. */
export async function testAws(options: Partial<AwsOptions> = {}) {
  let time = startOfTime;
  const roles = [{ arn: memberRole, trusts: [ownAccount] }];
  const aws = await startAws({ port: 0, queues: [], roles, now: () => time, ...options });
  running.push(aws);
  const settings = (over: Partial<ClientSettings> = {}): ClientSettings => ({
    region: aws.region,
    endpoint: aws.url,
    // Every answer is to be seen, the bad ones too.
    maxAttempts: 1,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    ...over,
  });

  /** Takes a role; answers with its keys. */
  async function take(
    RoleArn: string = memberRole,
    input: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {},
    from?: Keys,
  ): Promise<Keys> {
    const sts = new STSClient(settings(from && { credentials: from }));
    const { Credentials: keys } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'yagura', ...input }),
    );
    return {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    };
  }

  return {
    aws,
    settings,
    take,
    now: () => time,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

afterEach(async () => {
  for (const aws of running.splice(0)) await aws.stop();
});
