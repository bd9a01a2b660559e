/** Why a security group, or an interface, is on the list of the stock-take. */
export type StockFinding = 'unused' | 'open-to-world' | 'duplicate' | 'at-limit';

/** One line of the stock-take. Names are from outside. */
export interface StockRow {
  readonly account: string;
  readonly region: string;
  readonly finding: StockFinding;
  /** Id of the group; of `at-limit`, of the interface. */
  readonly subject: string;
  readonly name: string;
  readonly vpcId: string;
  /** The ports that are open, the groups that are alike, how many groups of how many: text that says it. */
  readonly detail: string;
}

/** What a line of the sheet says beside what AWS does. */
export interface OwnedRow extends StockRow {
  readonly accountName: string;
  /** Whose account it is, as the configuration says it; empty: nobody's. */
  readonly owner: string;
}
