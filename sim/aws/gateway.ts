import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { callHooks } from './calls.ts';
import { badCredentials, denied, faultFailure } from './failures.ts';
import type { createFaults } from './faults.ts';
import type { createPermissions } from './permissions.ts';
import { type Asked, askedOf, errorReply, nameOf, replyOf } from './protocols.ts';
import { type Roles, scopeOf } from './roles.ts';
import type { RoleCall } from './scheduler/universal.ts';
import {
  AwsError,
  CommonFailure,
  type ErrorName,
  type Rate,
  type Reply,
  type ServiceCall,
  type ServiceRequest,
  type SimulatedService,
} from './service.ts';
import type { createThrottle } from './throttle.ts';

interface GatewayParts {
  readonly services: readonly SimulatedService[];
  readonly roles: Roles;
  readonly lacks: ReturnType<typeof createPermissions>;
  readonly hooks: ReturnType<typeof callHooks>;
  readonly faults: ReturnType<typeof createFaults>;
  readonly throttle: ReturnType<typeof createThrottle>;
  /** Instead of an operation's own; by `<service>:<operation>`. */
  readonly rates: Readonly<Record<string, Rate>>;
}

/** An answer, or the lack of one. */
type Outcome = Reply | 'silence' | 'cut';

/** The services that are ours: from the request on the wire to the answer on it. */
export function createGateway(parts: GatewayParts) {
  const { hooks, faults, roles } = parts;
  const services = new Map(parts.services.map((service) => [service.name, service]));

  /** Whose request it is, as its signature says; null: none of ours. */
  function serviceOf({ headers, method = '', url = '/' }: IncomingMessage): SimulatedService | null {
    const scope = scopeOf(headers);
    const service = scope === null ? undefined : services.get(scope.service);
    if (service?.takes === undefined) return service ?? null;
    return service.takes(method, new URL(url, 'http://aws')) ? service : null;
  }

  async function serve(
    service: SimulatedService,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const outcome = await outcomeOf(service, await requestOf(incoming));
    if (outcome === 'silence') return;
    if (outcome === 'cut') return void incoming.socket.destroy();
    response.writeHead(outcome.status, {
      'content-type': outcome.contentType,
      'x-amzn-requestid': '00000000-0000-4000-8000-000000000000',
      ...outcome.headers,
    });
    response.end(outcome.body);
  }

  async function outcomeOf(service: SimulatedService, request: ServiceRequest): Promise<Outcome> {
    const failed = failing(service);
    const asked = attempt(() => askedOf(service, request));
    if (asked instanceof Error) return errorReply(service, failed(asked), asked.message);
    const { operation, action, input } = asked;
    const { caller, problem } = roles.callerOf(request.headers);
    const region = scopeOf(request.headers)?.region ?? '';
    const mutating =
      typeof operation?.mutating === 'function' ? operation.mutating(input) : operation?.mutating;
    const { account } = caller;
    const facts = hooks.numbered({
      ...{ service: service.name, action, account, region, caller },
      // What we do not know is taken for the worse.
      mutating: mutating ?? request.method !== 'GET',
    });
    const entry = hooks.logged(facts, input);
    await hooks.before(facts);
    const fault = faults.strike(facts);
    if (fault === 'timeout') return 'silence';
    let reply: Reply;
    try {
      if (fault !== null && fault !== 'cut') throw faultFailure(fault, facts);
      if (problem !== null) throw badCredentials(problem);
      const call = { service: service.name, action, account, region, caller, input, request };
      reply = replyOf(service, action, await run(service, asked, call));
    } catch (error) {
      const name = failed(error);
      entry.error = name.code;
      reply = errorReply(service, name, error instanceof Error ? error.message : String(error));
    }
    await hooks.after(facts);
    return fault === 'cut' ? 'cut' : reply;
  }

  async function run(service: SimulatedService, { operation }: Asked, call: ServiceCall): Promise<object> {
    if (operation === null) throw new CommonFailure('unknown-action', `${call.action} is not simulated.`);
    const asked = operation.permissions?.(call) ?? [{ action: `${service.name}:${operation.name}` }];
    const lacking = parts.lacks(call.caller, call.region, asked);
    if (lacking !== null) throw denied(call.caller, lacking.action);
    const place = `${service.name}:${operation.name}`;
    const rate = parts.rates[place] ?? operation.rate;
    if (rate && !parts.throttle(`${place} ${call.account} ${call.region}`, rate))
      throw new CommonFailure('throttled', 'Rate exceeded');
    return operation.run(call);
  }

  /** A call that a service makes with a role's rights, past the wire; answers with the error's name, or null. */
  async function invoke({ service: name, action, region, roleArn, input }: RoleCall): Promise<string | null> {
    const service = services.get(name);
    const role = roles.role(roleArn);
    if (!service || !role) return 'AccessDenied';
    const { caller } = roles.take(role, 'scheduler', 3_600, null);
    const operation = service.operations.find((one) => one.name === action) ?? null;
    const request = { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, body: '' };
    const call = { service: name, action, account: caller.account, region, caller, input, request };
    try {
      await run(service, { operation, action, input }, call);
      return null;
    } catch (error) {
      return failing(service)(error).code;
    }
  }

  return { serviceOf, serve, invoke };
}

/** What an error is called; one that is nobody's word is a fault of the simulator and says so. */
function failing(service: SimulatedService): (error: unknown) => ErrorName {
  return (error) => {
    if (error instanceof AwsError) return error;
    return nameOf(service, error instanceof CommonFailure ? error.kind : 'broken');
  };
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function requestOf(incoming: IncomingMessage): Promise<ServiceRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://aws');
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: await text(incoming),
  };
}
