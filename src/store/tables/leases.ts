import type { Generated } from 'kysely';
import type { ClaimColumns, RetryColumns } from './rows.ts';

export interface LeaseColumns extends ClaimColumns {
  id: Generated<number>;
  kind: string;
  account_id: string;
  region: string;
  subject: string;
  state: string;
  requester: string;
  group_id: string | null;
  requested_at: number;
  /** When the clock has something to do about it. */
  wake_at: number | null;
  /** When the engine has. */
  look_at: number | null;
  /** All of it, as JSON; the columns above are what it is looked up by. */
  lease: string;
}

export interface LeasePageColumns extends ClaimColumns, RetryColumns {
  lease_id: number;
  want: string;
  wanted: number;
  sent: Generated<number>;
  wanted_at: number;
}

export interface StrayColumns {
  group_id: string;
  account_id: string;
  region: string;
  seen_at: number;
  name: string;
  lease: string;
  deployment: string;
  removal_by: string | null;
  removal_at: number | null;
  gone_at: number | null;
}

export interface RunbookRunColumns extends ClaimColumns {
  id: Generated<number>;
  account_id: string;
  region: string;
  state: string;
  requested_at: number;
  look_at: number | null;
  run: string;
}
