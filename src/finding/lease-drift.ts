/**
 * How AWS differs from what a living lease wants, since somebody changed it. `group-gone`, `detached`, `rules-edited`:
 * about our own group. `interface-gone`: what it was attached to is no more. `group-added`: an isolated interface was
 * given another group. `interface-added`: an isolated instance has one that is not cut off. `reactivated`: a key that we
 * deactivated is active.
 */
type DriftCode =
  | 'group-gone'
  | 'interface-gone'
  | 'detached'
  | 'rules-edited'
  | 'group-added'
  | 'interface-added'
  | 'reactivated';

export interface Drift {
  readonly code: DriftCode;
  /** Id of the interface, group or key. */
  readonly subject: string;
}
