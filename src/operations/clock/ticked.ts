/** What one tick of the clock did. */
export interface Ticked {
  /** Something is to be shown. */
  readonly changed: boolean;
  /** There is more of it: tick again at once. */
  readonly more: boolean;
}
