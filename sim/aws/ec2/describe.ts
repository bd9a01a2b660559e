import { AwsError, type Input } from '../service.ts';
import { type Filters, passing } from './filters.ts';
import { integerOf, listOf } from './input.ts';
import { found } from './kinds.ts';
import type { Resource } from './model.ts';
import type { Ec2Operation } from './operation.ts';
import { type PageLaw, pageOf } from './pages.ts';
import type { View } from './render.ts';
import type { Ec2State, RowOf, TableName } from './state.ts';

interface Listing<Row extends Resource> {
  readonly name: string;
  /** The name of the set in the answer. */
  readonly set: string;
  /** Parameters beside filters and pages. */
  readonly takes?: readonly string[];
  readonly rows: (state: Ec2State, input: Input) => readonly Row[];
  /** Errors for ids that are asked for and not there; null: this call takes none. */
  readonly chosen?: (state: Ec2State, input: Input) => readonly string[] | null;
  readonly filters: Filters<Row, View>;
  readonly item: (row: Row, view: View) => object;
  readonly pages?: PageLaw;
}

const usualPages: PageLaw = { least: 5, most: 1000 };

/** A Describe call: those that were asked for by id, of them those that pass, of them a page. */
export function listing<Row extends Resource>(described: Listing<Row>): Ec2Operation {
  const { name, set, takes = [], rows, chosen, filters, item, pages = usualPages } = described;
  return {
    name,
    mutating: false,
    takes: [...takes, 'Filter', 'MaxResults', 'NextToken'],
    run(input, context) {
      const ids = chosen?.(context.state, input) ?? null;
      const passes = passing(input, filters);
      const those = rows(context.state, input).filter(
        (row) => (ids === null || ids.includes(row.id)) && passes(row, context),
      );
      const page = pageOf(those, input, pages);
      return { [set]: page.rows.map((row) => item(row, context)), nextToken: page.nextToken };
    },
  };
}

interface TableListing<Name extends TableName> {
  readonly name: string;
  readonly table: Name;
  /** The parameter that lists ids. */
  readonly ids: string;
  readonly takes?: readonly string[];
  readonly set: string;
  readonly filters: Filters<RowOf<Name>, View>;
  readonly item: (row: RowOf<Name>, view: View) => object;
  /** Whether ids and MaxResults exclude each other. */
  readonly pagesWithIds?: boolean;
}

/** A Describe call over one kind of resource. */
export function tableListing<Name extends TableName>(described: TableListing<Name>): Ec2Operation {
  const { name, table, ids, takes = [], set, filters, item, pagesWithIds = false } = described;
  return listing<RowOf<Name>>({
    name,
    set,
    filters,
    item,
    takes: [ids, ...takes],
    rows: (state) => [...(state[table] as ReadonlyMap<string, RowOf<Name>>).values()],
    chosen(state, input) {
      const asked = listOf(input, ids);
      if (asked.length === 0) return null;
      if (!pagesWithIds && integerOf(input, 'MaxResults') !== null)
        throw new AwsError(
          'InvalidParameterCombination',
          `The parameter ${ids} cannot be used with the parameter maxResults`,
        );
      return asked.map((id) => found(state, table, id).id);
    },
  });
}
