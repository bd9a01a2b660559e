import type { Input, Permission, Rate } from '../service.ts';
import type { View } from './render.ts';
import type { Ec2State } from './state.ts';

/** What a call stands on: what it sees, and the way to change it. */
export interface Context extends View {
  /** Reads see what was; what changes something sees, and replaces, the truth. */
  readonly state: Ec2State;
  write(state: Ec2State): void;
  newId(prefix: string): string;
  readonly limits: Limits;
}

/** Per account and Region; Service Quotas tells them. */
export interface Limits {
  readonly groupsPerInterface: number;
  /** Of one direction and one address family. */
  readonly rulesPerGroup: number;
}

export interface Ec2Operation {
  readonly name: string;
  readonly mutating: boolean;
  /** Its parameters beside DryRun; any other is refused rather than overlooked. */
  readonly takes: readonly string[];
  /** Default: the operation on `*`. */
  readonly permissions?: (input: Input, context: Context) => readonly Permission[];
  readonly run: (input: Input, context: Context) => object;
}

// "Request throttling for the Amazon EC2 API" of the EC2 Developer Guide: bucket sizes and refill rates.
export const readRate: Rate = { burst: 100, perSecond: 20 };
export const writeRate: Rate = { burst: 50, perSecond: 5 };
