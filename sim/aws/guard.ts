import { type Borrowed, type Incoming, permissionOf, speech } from './borrowed.ts';
import { answerOf, type createBuckets, type ObjectFault } from './buckets.ts';
import type { CallFacts } from './calls.ts';
import { badCredentials, denied, faultFailure } from './failures.ts';
import type { createFaults } from './faults.ts';
import type { createPermissions } from './permissions.ts';
import { errorReply, nameOf } from './protocols.ts';
import type { Answer, Roles } from './roles.ts';
import { type CommonFailure, Reply } from './service.ts';

interface GuardParts {
  readonly roles: Roles;
  readonly lacks: ReturnType<typeof createPermissions>;
  readonly faults: ReturnType<typeof createFaults>;
  readonly buckets: ReturnType<typeof createBuckets>;
}

/** What becomes of a call that fauxqs would serve. */
export interface Verdict {
  /** What we answer ourselves; null: fauxqs does. */
  readonly reply: Reply | null;
  /** What goes wrong beside or after that. */
  readonly mishap: 'silence' | 'cut' | ObjectFault | null;
}

/** Who may do what in SQS and S3, and what goes wrong on the way. */
export function createGuard({ roles, lacks, faults, buckets }: GuardParts) {
  return (request: Incoming, asked: Borrowed, facts: CallFacts): Verdict => {
    const service = speech[asked.service];
    const refusal = ({ kind, message }: CommonFailure): Verdict => ({
      reply: errorReply(service, nameOf(service, kind), message),
      mishap: null,
    });
    const fault = faults.strike(facts);
    if (fault === 'timeout') return { reply: null, mishap: 'silence' };
    if (fault !== null && fault !== 'cut') return refusal(faultFailure(fault, facts));
    const { caller, problem } = roles.callerOf(request.headers);
    // Queues take unsigned calls: whoever tries things out with curl has nothing to sign with.
    if (problem !== null && !(asked.service === 'sqs' && problem === 'unsigned'))
      return refusal(badCredentials(problem));
    const lacking = lacks(caller, facts.region, [permissionOf(asked, request, facts)]);
    if (lacking !== null) return refusal(denied(caller, lacking.action));
    const verdict = asked.service === 's3' ? objectVerdict(request, asked, facts) : passed;
    return fault === 'cut' ? { ...verdict, mishap: 'cut' } : verdict;
  };

  function objectVerdict(
    { headers }: Incoming,
    { s3 }: Extract<Borrowed, { service: 's3' }>,
    { caller }: CallFacts,
  ): Verdict {
    if (s3 === null) {
      const reply = errorReply(speech.s3, nameOf(speech.s3, 'unknown-action'), 'Not simulated.');
      return { reply, mishap: null };
    }
    const refusal = buckets.refusal(s3, caller, headers['x-amz-expected-bucket-owner']);
    if (refusal !== null) return { reply: inXml(refusal), mishap: null };
    const fault = buckets.strike(s3);
    if (fault === null) return passed;
    const answer = answerOf(fault);
    return answer === null ? { reply: null, mishap: fault } : { reply: inXml(answer), mishap: null };
  }
}

const passed: Verdict = { reply: null, mishap: null };
const inXml = ({ status, body }: Answer) => new Reply(status, 'application/xml', body);
