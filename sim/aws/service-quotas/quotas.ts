import { requiredText } from '../input.ts';
import { AwsError, type Operation, type ServiceCall, type SimulatedService } from '../service.ts';

interface Quota {
  readonly code: string;
  readonly name: string;
  readonly value: number;
}

// "Amazon VPC quotas" of the VPC User Guide; the codes as Service Quotas lists them.
const groupsPerInterface: Quota = {
  code: 'L-2AFB9258',
  name: 'Security groups per network interface',
  value: 5,
};
const rulesPerGroup: Quota = {
  code: 'L-0EA8095F',
  name: 'Inbound or outbound rules per security group',
  value: 60,
};
const known: readonly Quota[] = [groupsPerInterface, rulesPerGroup];

/** Service Quotas for VPC, and what EC2 itself keeps to. */
export function createQuotas() {
  const raised = new Map<string, number>();
  const keyOf = (account: string, region: string, code: string) => `${account} ${region} ${code}`;
  const applied = (account: string, region: string, quota: Quota) =>
    raised.get(keyOf(account, region, quota.code)) ?? quota.value;

  const service: SimulatedService = {
    name: 'servicequotas',
    protocol: 'json',
    operations: [
      asking('GetServiceQuota', (call, quota) => applied(call.account, call.region, quota)),
      asking('GetAWSDefaultServiceQuota', (_, { value }) => value),
    ],
  };

  return {
    service,
    limits: (account: string, region: string) => ({
      groupsPerInterface: applied(account, region, groupsPerInterface),
      rulesPerGroup: applied(account, region, rulesPerGroup),
    }),
    /** An increase, as AWS grants it to an account in a Region. */
    set(account: string, region: string, code: string, value: number) {
      raised.set(keyOf(account, region, code), value);
    },
  };
}

function asking(name: string, valueFor: (call: ServiceCall, quota: Quota) => number): Operation {
  return {
    name,
    mutating: false,
    run(call) {
      const service = requiredText(call.input, 'ServiceCode');
      const code = requiredText(call.input, 'QuotaCode');
      const quota = service === 'vpc' ? known.find((one) => one.code === code) : undefined;
      if (!quota) throw new AwsError('NoSuchResourceException', 'The specified resource does not exist.');
      return {
        Quota: {
          ServiceCode: service,
          ServiceName: 'Amazon Virtual Private Cloud (Amazon VPC)',
          QuotaArn: `arn:aws:servicequotas:${call.region}:${call.account}:vpc/${code}`,
          QuotaCode: code,
          QuotaName: quota.name,
          Value: valueFor(call, quota),
          Unit: 'None',
          Adjustable: true,
          GlobalQuota: false,
        },
      };
    },
  };
}
