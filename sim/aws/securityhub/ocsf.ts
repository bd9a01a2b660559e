import { type Document, listOf, textAt, valuesAt } from '../document.ts';
import { optionalInteger, optionalText } from '../input.ts';
import { pageOf } from '../paging.ts';
import { CommonFailure, type Input, type Operation, type Rate, type ServiceCall } from '../service.ts';
import type { Setting } from '../setting.ts';
import { type DateFilter, dateTest, type StringFilter, sortedBy, textTest } from './filters.ts';

interface CompositeFilter {
  readonly StringFilters?: readonly { readonly FieldName: string; readonly Filter: StringFilter }[];
  readonly DateFilters?: readonly { readonly FieldName: string; readonly Filter: DateFilter }[];
  readonly NumberFilters?: readonly { readonly FieldName: string; readonly Filter: NumberFilter }[];
  readonly NestedCompositeFilters?: readonly CompositeFilter[];
  readonly Operator?: string;
}

interface NumberFilter {
  readonly Eq?: number;
  readonly Gte?: number;
  readonly Lte?: number;
}

interface OperationParts {
  readonly readRate: Rate;
  readonly writeRate: Rate;
  readonly withHub: (run: Operation['run']) => Operation['run'];
}

type Test = (finding: Document) => boolean;

/** Security Hub V2: findings in OCSF, which has fewer things to set. `failing`: what the next single update fails with. */
export function createOcsf(
  { now, emit, administrator }: Setting,
  failing: (account: string, region: string) => string | undefined,
) {
  const regions = new Map<string, Map<string, Document>>();

  function seen(account: string, region: string): readonly Document[] {
    return [...(regions.get(region)?.values() ?? [])].filter(
      (finding) => account === administrator || textAt(finding, 'cloud.account.uid') === account,
    );
  }

  async function put(account: string, region: string, seed: Document): Promise<void> {
    const finding: Document = { cloud: { account: { uid: account }, provider: 'AWS', region }, ...seed };
    if (textAt(finding, 'metadata.uid') === undefined) throw new Error('an OCSF finding needs metadata.uid');
    const known = regions.get(region) ?? new Map<string, Document>();
    regions.set(region, known.set(uidOf(finding), finding));
    const owner = textAt(finding, 'cloud.account.uid') ?? account;
    for (const bus of new Set([owner, administrator])) {
      await emit({
        source: 'aws.securityhub',
        'detail-type': 'Findings Imported V2',
        account: bus,
        region,
        detail: { findings: [finding] },
      });
    }
  }

  function getFindings({ account, region, input }: ServiceCall): object {
    const fits = filterOf((input['Filters'] ?? {}) as Document, now());
    const page = pageOf(sortedBy(seen(account, region).filter(fits), input['SortCriteria']), uidOf, {
      size: optionalInteger(input, 'MaxResults', { least: 1, most: 100 }) ?? 10,
      token: optionalText(input, 'NextToken'),
      question: [input['Filters'], input['SortCriteria']],
    });
    if (page === null) throw new CommonFailure('invalid', 'Invalid parameter: NextToken');
    return { Findings: page.items, NextToken: page.next };
  }

  async function batchUpdate({ account, region, input }: ServiceCall): Promise<object> {
    const processed: object[] = [];
    const unprocessed: object[] = [];
    for (const asked of checkedUpdate(input)) {
      const finding = seen(account, region).find((one) => asked.fits(one));
      const errorCode = finding ? failing(account, region) : 'ResourceNotFoundException';
      if (finding && errorCode === undefined) {
        await put(account, region, updated(finding, input));
        processed.push(asked.key);
      } else {
        unprocessed.push({ ...asked.key, ErrorCode: errorCode, ErrorMessage: errorCode });
      }
    }
    return { ProcessedFindings: processed, UnprocessedFindings: unprocessed };
  }

  const operations = ({ readRate, writeRate, withHub }: OperationParts): readonly Operation[] => [
    {
      ...{ name: 'GetFindingsV2', route: 'POST /findingsv2', mutating: false, rate: readRate },
      run: withHub(getFindings),
    },
    {
      ...{ name: 'BatchUpdateFindingsV2', route: 'PATCH /findingsv2/batchupdatev2', mutating: true },
      rate: writeRate,
      run: withHub(batchUpdate),
    },
  ];
  return { put, seen, operations };
}

function uidOf(finding: Document): string {
  return textAt(finding, 'metadata.uid') ?? '';
}

interface AskedFinding {
  /** As the answer names it. */
  readonly key: object;
  readonly fits: Test;
}

/** Security Hub API reference, BatchUpdateFindingsV2. */
function checkedUpdate(input: Input): readonly AskedFinding[] {
  const { MetadataUids, FindingIdentifiers, Comment, SeverityId, StatusId } = input as {
    MetadataUids?: readonly string[];
    FindingIdentifiers?: readonly Document[];
    Comment?: string;
    SeverityId?: number;
    StatusId?: number;
  };
  if ((MetadataUids === undefined) === (FindingIdentifiers === undefined)) throw invalid('MetadataUids');
  if (!listOf(MetadataUids ?? FindingIdentifiers, 100)) throw invalid('FindingIdentifiers');
  if (Comment !== undefined && (Comment.length < 1 || Comment.length > 512)) throw invalid('Comment');
  if (SeverityId !== undefined && !(SeverityId in severities)) throw invalid('SeverityId');
  if (StatusId !== undefined && !(StatusId in statuses)) throw invalid('StatusId');
  const byUid = MetadataUids?.map((uid) => ({
    key: { MetadataUid: uid },
    fits: (finding: Document) => uidOf(finding) === uid,
  }));
  return (
    byUid ?? (FindingIdentifiers ?? []).map((key) => ({ key: { FindingIdentifier: key }, fits: named(key) }))
  );
}

function named(key: Document): Test {
  return (finding) =>
    textAt(finding, 'cloud.account.uid') === key['CloudAccountUid'] &&
    textAt(finding, 'finding_info.uid') === key['FindingInfoUid'] &&
    textAt(finding, 'metadata.product.uid') === key['MetadataProductUid'];
}

// OCSF schema, finding classes: `severity_id` and `status_id`.
const severities: Readonly<Record<number, string>> = {
  ...{ 0: 'Unknown', 1: 'Informational', 2: 'Low', 3: 'Medium', 4: 'High', 5: 'Critical', 6: 'Fatal' },
  99: 'Other',
};
const statuses: Readonly<Record<number, string>> = {
  ...{ 0: 'Unknown', 1: 'New', 2: 'In Progress', 3: 'Suppressed', 4: 'Resolved', 99: 'Other' },
};

function updated(finding: Document, input: Input): Document {
  const { Comment, SeverityId, StatusId } = input as {
    Comment?: string;
    SeverityId?: number;
    StatusId?: number;
  };
  return {
    ...finding,
    ...(Comment !== undefined && { comment: Comment }),
    ...(SeverityId !== undefined && { severity_id: SeverityId, severity: severities[SeverityId] }),
    ...(StatusId !== undefined && { status_id: StatusId, status: statuses[StatusId] }),
  };
}

function filterOf(filters: Document, now: number): Test {
  const { CompositeFilters = [], CompositeOperator } = filters as {
    CompositeFilters?: readonly CompositeFilter[];
    CompositeOperator?: string;
  };
  return joined(
    CompositeFilters.map((one) => compositeTest(one, now)),
    CompositeOperator,
  );
}

function compositeTest(filter: CompositeFilter, now: number): Test {
  const tests = [
    ...(filter.StringFilters ?? []).map(({ FieldName, Filter }) => textTest(FieldName, [Filter])),
    ...(filter.DateFilters ?? []).map(({ FieldName, Filter }) => dateTest(FieldName, [Filter], now)),
    ...(filter.NumberFilters ?? []).map(({ FieldName, Filter }) => numberTest(FieldName, Filter)),
    ...(filter.NestedCompositeFilters ?? []).map((one) => compositeTest(one, now)),
  ];
  return joined(tests, filter.Operator);
}

/** AND unless told otherwise. */
function joined(tests: readonly Test[], operator: string | undefined): Test {
  if (operator === 'OR' && tests.length > 0) return (finding) => tests.some((holds) => holds(finding));
  return (finding) => tests.every((holds) => holds(finding));
}

function numberTest(path: string, { Eq, Gte, Lte }: NumberFilter): Test {
  return (finding) =>
    valuesAt(finding, path).some((value) => {
      const number = Number(value);
      return number === (Eq ?? number) && number >= (Gte ?? number) && number <= (Lte ?? number);
    });
}

function invalid(name: string): CommonFailure {
  return new CommonFailure('invalid', `Invalid parameter: ${name}`);
}
