import type { Document } from '../document.ts';
import { optionalInteger, optionalText } from '../input.ts';
import { pageOf } from '../paging.ts';
import { AwsError, CommonFailure, type ServiceCall, type SimulatedService } from '../service.ts';
import { regional, type Setting } from '../setting.ts';
import { asffFilter, sortedBy } from './filters.ts';
import { type AsffSeed, createFindings, type FindingKey, keyOf } from './findings.ts';
import { createOcsf } from './ocsf.ts';
import { checkedUpdate, updated } from './update.ts';

/** Security Hub of one account in one Region, from inside. */
export interface SecurityHubPlace {
  /** A finding as a product reports it: new, or once more. Workflow and notes stay unless it says otherwise. */
  put(finding: AsffSeed): Promise<void>;
  /** The same in OCSF, in Security Hub V2. */
  putOcsf(finding: Document): Promise<void>;
  findings(): readonly Document[];
  ocsfFindings(): readonly Document[];
  /** The next updates of single findings fail so; API reference, BatchUpdateFindings(V2)UnprocessedFinding, has the codes. */
  failUpdates(failure: { readonly errorCode: string; readonly count: number }): void;
  /** Whether the account is subscribed here; it is unless told otherwise. */
  enable(enabled: boolean): void;
}

const readRate = { perSecond: 3, burst: 6 };
const writeRate = { perSecond: 10, burst: 30 };

/** Findings of all products, and what people have made of them. */
export function createSecurityHub(setting: Setting) {
  const { now } = setting;
  const findings = createFindings(setting);
  const hubs = regional(() => ({ enabled: true, since: now(), failures: [] as string[] }));
  const failing = (account: string, region: string) => hubs(account, region).failures.shift();
  const ocsf = createOcsf(setting, failing);

  /** Every call but a few needs a hub (API reference, InvalidAccessException). */
  const withHub = (run: (call: ServiceCall) => object | Promise<object>) => (call: ServiceCall) => {
    if (hubs(call.account, call.region).enabled) return run(call);
    const message = `Account ${call.account} is not subscribed to AWS Security Hub`;
    throw new AwsError('InvalidAccessException', message, 401);
  };

  function getFindings({ account, region, input }: ServiceCall): object {
    const fits = asffFilter((input['Filters'] ?? {}) as Document, now());
    const page = pageOf(sortedBy(findings.seen(account, region).filter(fits), input['SortCriteria']), keyOf, {
      size: optionalInteger(input, 'MaxResults', { least: 1, most: 100 }) ?? 10,
      token: optionalText(input, 'NextToken'),
      question: [input['Filters'], input['SortCriteria']],
    });
    if (page === null) throw new CommonFailure('invalid', 'Invalid parameter: NextToken');
    return { Findings: page.items, NextToken: page.next };
  }

  async function batchUpdate({ account, region, input }: ServiceCall): Promise<object> {
    const processed: FindingKey[] = [];
    const unprocessed: object[] = [];
    for (const key of checkedUpdate(input)) {
      const finding = findings.find(account, region, key);
      const errorCode = finding ? failing(account, region) : 'FindingNotFound';
      if (finding && errorCode === undefined) {
        await findings.save(region, updated(finding, input, now()));
        processed.push(key);
      } else {
        unprocessed.push({ FindingIdentifier: key, ErrorCode: errorCode, ErrorMessage: errorCode });
      }
    }
    return { ProcessedFindings: processed, UnprocessedFindings: unprocessed };
  }

  const service: SimulatedService = {
    name: 'securityhub',
    protocol: 'rest-json',
    errors: {
      invalid: { code: 'InvalidInputException', status: 400 },
      throttled: { code: 'TooManyRequestsException', status: 429 },
      broken: { code: 'InternalException', status: 500 },
    },
    conditionKeys: ['securityhub:ASFFSyntaxPath/*'],
    operations: [
      {
        name: 'GetFindings',
        route: 'POST /findings',
        mutating: false,
        rate: readRate,
        run: withHub(getFindings),
      },
      {
        name: 'BatchUpdateFindings',
        route: 'PATCH /findings/batchupdate',
        mutating: true,
        rate: writeRate,
        permissions: ({ account, region, input }) => [
          {
            action: 'securityhub:BatchUpdateFindings',
            resource: hubArn(account, region),
            context: syntaxPaths(input, 'securityhub:ASFFSyntaxPath/'),
          },
        ],
        run: withHub(batchUpdate),
      },
      {
        name: 'DescribeHub',
        route: 'GET /accounts',
        mutating: false,
        run: withHub(({ account, region }) => ({
          HubArn: hubArn(account, region),
          SubscribedAt: new Date(hubs(account, region).since).toISOString(),
          AutoEnableControls: true,
          ControlFindingGenerator: 'SECURITY_CONTROL',
        })),
      },
      ...ocsf.operations({ readRate, writeRate, withHub }),
    ],
  };

  function at(account: string, region: string): SecurityHubPlace {
    const hub = hubs(account, region);
    return {
      put: (finding) => findings.put(account, region, finding),
      putOcsf: (finding) => ocsf.put(account, region, finding),
      findings: () => findings.seen(account, region),
      ocsfFindings: () => ocsf.seen(account, region),
      failUpdates: ({ errorCode, count }) => {
        hub.failures.push(...Array.from({ length: count }, () => errorCode));
      },
      enable: (enabled) => {
        hub.enabled = enabled;
      },
    };
  }

  return { service, at };
}

function hubArn(account: string, region: string): string {
  return `arn:aws:securityhub:${region}:${account}:hub/default`;
}

/** What an update would set, by its path (Security Hub user guide, "Configuring access to BatchUpdateFindings"). */
function syntaxPaths(input: Document, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([name]) => name !== 'FindingIdentifiers')
      .flatMap(([name, value]) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.entries(value).map(([member, one]) => [`${prefix}${name}.${member}`, String(one)])
          : [[`${prefix}${name}`, String(value)]],
      ),
  );
}
