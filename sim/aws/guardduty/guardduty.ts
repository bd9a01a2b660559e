import { type Document, listOf, textAt } from '../document.ts';
import { optionalInteger, optionalText } from '../input.ts';
import { pageOf } from '../paging.ts';
import { CommonFailure, type Operation, type ServiceCall, type SimulatedService } from '../service.ts';
import { regional, type Setting } from '../setting.ts';
import { criteriaTest, sortedBy } from './criteria.ts';
import { createFindings, detectorIdOf, type GuardDutySeed } from './findings.ts';
import { memberOperations } from './members.ts';

/** GuardDuty of one account in one Region, from inside. */
export interface GuardDutyPlace {
  readonly detectorId: string;
  /** A finding that is new, or has occurred once more; the same id is the same finding. */
  put(finding: GuardDutySeed): Promise<void>;
  findings(): readonly Document[];
  /** Whether there is a detector here; there is unless told otherwise. */
  enable(enabled: boolean): void;
}

/** Findings about threats. Only the administrator may archive them. CreateFilter is not here, so that nobody calls it. */
export function createGuardDuty(setting: Setting) {
  const { administrator } = setting;
  const findings = createFindings(setting);
  const accounts = new Set<string>();
  const detectors = regional((account, region) => {
    accounts.add(account);
    return { id: detectorIdOf(account, region), enabled: true };
  });

  /** Every call but one is about a detector that must be one's own. */
  const withDetector =
    (run: Operation['run']): Operation['run'] =>
    (call) => {
      const detector = detectors(call.account, call.region);
      if (detector.enabled && call.input['DetectorId'] === detector.id) return run(call);
      throw rejected('the input detectorId is not owned by the current account');
    };

  function listFindings({ account, region, input }: ServiceCall): object {
    const { criterion } = (input['findingCriteria'] ?? {}) as { criterion?: unknown };
    const found = findings.seen(account, region).filter(criteriaTest(criterion));
    const page = pageOf(sortedBy(found, input['sortCriteria']), idOf, {
      size: optionalInteger(input, 'maxResults', { least: 1, most: 50 }) ?? 50,
      token: optionalText(input, 'nextToken') || undefined,
      question: [input['findingCriteria'], input['sortCriteria']],
    });
    if (page === null) throw rejected('an invalid or out-of-range value is specified as nextToken');
    return { findingIds: page.items.map(idOf), nextToken: page.next };
  }

  function getFindings(call: ServiceCall): object {
    const ids = idsOf(call);
    const found = findings.seen(call.account, call.region).filter((finding) => ids.includes(idOf(finding)));
    return { findings: sortedBy(found, call.input['sortCriteria']) };
  }

  /** Changes findings together: all of them are there, or none is changed. */
  function change(call: ServiceCall, changed: (service: Document) => Document): object {
    const ids = new Set(idsOf(call));
    const found = findings.seen(call.account, call.region).filter((finding) => ids.has(idOf(finding)));
    if (found.length < ids.size)
      throw rejected('an invalid or out-of-range value is specified as findingIds');
    for (const finding of found)
      findings.keep(call.region, { ...finding, service: changed(finding['service'] as Document) });
    return {};
  }

  const archive =
    (archived: boolean): Operation['run'] =>
    (call) => {
      if (call.account !== administrator) throw rejected('a member account cannot archive findings');
      return change(call, (service) => ({ ...service, archived }));
    };

  function feedback(call: ServiceCall): object {
    const { feedback } = call.input;
    if (feedback !== 'USEFUL' && feedback !== 'NOT_USEFUL') throw rejected('feedback is not valid');
    return change(call, (service) => ({ ...service, userFeedback: feedback }));
  }

  const operation = (name: string, path: string, mutating: boolean, run: Operation['run']): Operation => ({
    ...{ name, mutating, route: `POST /detector/{DetectorId}/findings${path}`, run: withDetector(run) },
  });

  const service: SimulatedService = {
    name: 'guardduty',
    protocol: 'rest-json',
    errors: {
      invalid: { code: 'BadRequestException', status: 400 },
      throttled: { code: 'TooManyRequestsException', status: 429 },
      broken: { code: 'InternalServerErrorException', status: 500 },
    },
    operations: [
      {
        ...{ name: 'ListDetectors', route: 'GET /detector', mutating: false },
        run: ({ account, region }) => {
          const { id, enabled } = detectors(account, region);
          return { detectorIds: enabled ? [id] : [] };
        },
      },
      operation('ListFindings', '', false, listFindings),
      operation('GetFindings', '/get', false, getFindings),
      operation('ArchiveFindings', '/archive', true, archive(true)),
      operation('UnarchiveFindings', '/unarchive', true, archive(false)),
      operation('UpdateFindingsFeedback', '/feedback', true, feedback),
      ...memberOperations({ setting, accounts, withDetector }),
    ],
  };

  function at(account: string, region: string): GuardDutyPlace {
    const detector = detectors(account, region);
    return {
      detectorId: detector.id,
      put: (finding) => findings.occur(account, region, finding),
      findings: () => findings.seen(account, region),
      enable: (enabled) => {
        detector.enabled = enabled;
      },
    };
  }

  return { service, at };
}

function idOf(finding: Document): string {
  return textAt(finding, 'id') ?? '';
}

function idsOf({ input }: ServiceCall): readonly string[] {
  const ids = listOf(input['findingIds'], 50);
  if (ids === null) throw rejected('an invalid or out-of-range value is specified as findingIds');
  return ids.map(String);
}

function rejected(reason: string): CommonFailure {
  return new CommonFailure('invalid', `The request is rejected because ${reason}.`);
}
