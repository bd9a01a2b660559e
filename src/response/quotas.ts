import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { Reach } from './reach.ts';

/** Amazon VPC quotas, "Security groups": groups per network interface; rules per group and direction. */
const codes = { groupsPerInterface: 'L-2AFB9258', rulesPerGroup: 'L-0EA8095F' } as const;

/** What an account may have; `fallback` where it is not to be found out. */
export async function quotaOf(reach: Reach, which: keyof typeof codes, fallback: number): Promise<number> {
  try {
    const client = await reach.to(ServiceQuotasClient, 'servicequotas:GetServiceQuota');
    const asked = new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: codes[which] });
    const { Quota } = await client.send(asked, reach.options);
    return Quota?.Value ?? fallback;
  } catch {
    // Most roles may not ask. The default is the least that any account has, so it refuses too much, never too little.
    reach.options.abortSignal.throwIfAborted();
    return fallback;
  }
}
