import type { Place } from './lease.ts';

/** A group that bears our tag and is none of ours: forged, of another deployment, or of a database that was restored. */
export interface Stray {
  readonly groupId: string;
  readonly place: Place;
  readonly seenAt: number;
  readonly name: string;
  /** What its tags say. */
  readonly lease: string;
  readonly deployment: string;
  /** An approver wants it gone. */
  readonly removal: { readonly by: string; readonly at: number } | null;
  readonly goneAt: number | null;
}
