import { optionalInteger, optionalText } from '../input.ts';
import type { RoleSeed, Roles } from '../roles.ts';
import { AwsError, CommonFailure, type ServiceCall, type SimulatedService } from '../service.ts';

/** The longest that a session may live which another session has taken (IAM user guide, "Role chaining"). */
const longestChainedSeconds = 3_600;

const named = /^[\w+=,.@-]{2,64}$/;

/** Who one is, and taking a role of any account. */
export function createSts(roles: Roles): SimulatedService {
  function assumeRole(call: ServiceCall): object {
    const asked = askedOf(call);
    const role = roles.role(asked.roleArn);
    // STS does not say which of them it is: no such role, no trust, another external id.
    if (!role || !trusts(role, call, asked))
      throw new CommonFailure(
        'denied',
        `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole`,
      );
    if (asked.seconds > (role.maxSessionSeconds ?? longestChainedSeconds))
      throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    if (call.caller.roleArn !== null && asked.seconds > longestChainedSeconds)
      throw invalid(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      );
    const taken = roles.take(role, asked.sessionName, asked.seconds, asked.sourceIdentity);
    return {
      AssumedRoleUser: { AssumedRoleId: taken.caller.userId, Arn: taken.caller.arn },
      Credentials: {
        AccessKeyId: taken.accessKeyId,
        SecretAccessKey: taken.secretAccessKey,
        SessionToken: taken.sessionToken,
        Expiration: new Date(taken.endsAt),
      },
      SourceIdentity: taken.caller.sourceIdentity,
    };
  }

  return {
    name: 'sts',
    protocol: 'query',
    xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/',
    // The API calls a session without its token invalid, a missing signature a lack of permission.
    errors: { unsigned: { code: 'AccessDenied', status: 403 } },
    conditionKeys: ['sts:ExternalId', 'sts:RoleSessionName', 'sts:SourceIdentity'],
    operations: [
      {
        name: 'AssumeRole',
        mutating: false,
        permissions: ({ input }) => [assumes(input)],
        run: assumeRole,
      },
      {
        name: 'GetCallerIdentity',
        mutating: false,
        // Nobody can be refused it (STS API reference).
        permissions: () => [],
        run: ({ caller }) => ({ UserId: caller.userId, Account: caller.account, Arn: caller.arn }),
      },
    ],
  };
}

function assumes(input: ServiceCall['input']) {
  const context = {
    ...(input['ExternalId'] !== undefined && { 'sts:ExternalId': String(input['ExternalId']) }),
    ...(input['SourceIdentity'] !== undefined && { 'sts:SourceIdentity': String(input['SourceIdentity']) }),
    'sts:RoleSessionName': String(input['RoleSessionName']),
  };
  return { action: 'sts:AssumeRole', resource: String(input['RoleArn']), context };
}

interface AskedRole {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly seconds: number;
  readonly sourceIdentity: string | null;
}

/** STS API reference, AssumeRole: the limits of its parameters. */
function askedOf({ input, caller }: ServiceCall): AskedRole {
  const roleArn = optionalText(input, 'RoleArn') ?? '';
  const sessionName = optionalText(input, 'RoleSessionName') ?? '';
  const externalId = optionalText(input, 'ExternalId');
  const sourceIdentity = optionalText(input, 'SourceIdentity');
  const seconds = optionalInteger(input, 'DurationSeconds', { least: 900, most: 43_200 }) ?? 3_600;
  if (!named.test(sessionName)) throw constraint('roleSessionName');
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(roleArn)) throw constraint('roleArn');
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) throw constraint('externalId');
  if (sourceIdentity !== undefined && !named.test(sourceIdentity)) throw constraint('sourceIdentity');
  // Once set, it stays through every role that is taken from there (STS API reference, SourceIdentity).
  if (caller.sourceIdentity !== null && (sourceIdentity ?? caller.sourceIdentity) !== caller.sourceIdentity)
    throw new CommonFailure('denied', 'The source identity of a session cannot be changed.');
  const identity = sourceIdentity ?? caller.sourceIdentity;
  return { roleArn, sessionName, externalId, seconds, sourceIdentity: identity };
}

function trusts(role: RoleSeed, { caller }: ServiceCall, asked: AskedRole): boolean {
  const named = role.trusts.some((one) => one === caller.account || one === caller.roleArn);
  const identified = role.needsSourceIdentity !== true || asked.sourceIdentity !== null;
  return named && identified && (role.externalId ?? asked.externalId) === asked.externalId;
}

function constraint(parameter: string): CommonFailure {
  return new CommonFailure('invalid', `Value at '${parameter}' failed to satisfy constraint`);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
