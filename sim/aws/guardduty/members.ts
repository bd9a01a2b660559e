import type { Operation } from '../service.ts';
import type { Setting } from '../setting.ts';
import { detectorIdOf } from './findings.ts';

interface MemberParts {
  readonly setting: Setting;
  /** Of which something is known. */
  readonly accounts: ReadonlySet<string>;
  readonly withDetector: (run: Operation['run']) => Operation['run'];
}

/** Who manages whom: the administrator all accounts of the world that GuardDuty has met. */
export function memberOperations({ setting, accounts, withDetector }: MemberParts): readonly Operation[] {
  const { administrator, now } = setting;
  return [
    {
      ...{ name: 'ListMembers', route: 'GET /detector/{DetectorId}/member', mutating: false },
      run: withDetector(({ account, region }) => ({
        members: [...accounts]
          .filter((one) => account === administrator && one !== administrator)
          .map((accountId) => ({
            ...{ accountId, detectorId: detectorIdOf(accountId, region), relationshipStatus: 'Enabled' },
            ...{ masterId: administrator, administratorId: administrator, email: `${accountId}@example.com` },
            updatedAt: new Date(now()).toISOString(),
          })),
      })),
    },
    {
      ...{ name: 'GetAdministratorAccount', route: 'GET /detector/{DetectorId}/administrator' },
      mutating: false,
      run: withDetector(({ account }) => ({
        administrator:
          account === administrator ? {} : { accountId: administrator, relationshipStatus: 'Enabled' },
      })),
    },
  ];
}
