import type {
  CommonError,
  ErrorName,
  Input,
  Operation,
  Protocol,
  ServiceRequest,
  SimulatedService,
} from './service.ts';
import { CommonFailure, Reply } from './service.ts';
import { content, xmlError } from './xml.ts';

export interface Asked {
  /** null: nothing that this service serves. */
  readonly operation: Operation | null;
  readonly action: string;
  readonly input: Input;
}

/** Which operation a request asks for, and with what. */
export function askedOf(service: SimulatedService, request: ServiceRequest): Asked {
  if (service.protocol === 'rest-json' || service.protocol === 'rest-xml') return restAsked(service, request);
  if (service.protocol === 'json') {
    const target = String(request.headers['x-amz-target'] ?? '');
    return byName(service, target.slice(target.lastIndexOf('.') + 1), parsedJson(request.body));
  }
  const { Action, Version: _version, ...input } = nested(new URLSearchParams(request.body));
  return byName(service, String(Action ?? ''), input);
}

function byName(service: SimulatedService, action: string, input: Input): Asked {
  return { operation: service.operations.find(({ name }) => name === action) ?? null, action, input };
}

function restAsked(service: SimulatedService, request: ServiceRequest): Asked {
  const query = Object.fromEntries(
    [...new Set(request.query.keys())].map((key) => {
      const values = request.query.getAll(key);
      return [key, values.length > 1 ? values : values[0]];
    }),
  );
  for (const operation of service.operations) {
    const labels = labelsOf(operation.route ?? '', request);
    if (labels === null) continue;
    const body = service.protocol === 'rest-json' ? parsedJson(request.body) : {};
    return { operation, action: operation.name, input: { ...body, ...query, ...labels } };
  }
  return { operation: null, action: `${request.method} ${request.path}`, input: query };
}

/** The labels of a route that fits; null: it does not. A query after its path must be there, with any value. */
function labelsOf(route: string, { method, path, query }: ServiceRequest): Record<string, string> | null {
  const [verb, pattern = ''] = route.split(' ');
  const [wanted = '', flags = ''] = pattern.split('?');
  if (verb !== method || !flags.split('&').every((flag) => flag === '' || query.has(flag))) return null;
  const steps = wanted.split('/');
  const parts = path.replace(/(?<=.)\/$/, '').split('/');
  // Smithy, "Greedy labels": the last one may hold slashes.
  const greedy = steps.at(-1)?.endsWith('+}') === true;
  if (greedy && parts.length > steps.length) parts.push(parts.splice(steps.length - 1).join('/'));
  if (steps.length !== parts.length) return null;
  const labels: Record<string, string> = {};
  for (const [at, step] of steps.entries()) {
    const part = decodeURIComponent(parts[at] ?? '');
    const label = /^\{(.+?)\+?\}$/.exec(step)?.[1];
    if (label !== undefined && part !== '') labels[label] = part;
    else if (step !== part) return null;
  }
  return labels;
}

function parsedJson(body: string): Input {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  } catch {
    // Answered below, as for everything else that is no object.
  }
  throw new CommonFailure('invalid', 'The request body is not a JSON object.');
}

interface Branch {
  [name: string]: Branch | string;
}

/** `A.1.B=x` as `{ A: [{ B: 'x' }] }`; `A.member.1=x` as `{ A: ['x'] }`. */
function nested(parameters: URLSearchParams): Input {
  const root: Branch = Object.create(null);
  for (const [name, value] of parameters) {
    const path = name.split('.').filter((step) => step !== 'member');
    const last = path.pop() ?? name;
    let branch = root;
    for (const step of path) {
      const next = branch[step];
      const deeper: Branch = typeof next === 'object' ? next : Object.create(null);
      branch[step] = deeper;
      branch = deeper;
    }
    branch[last] = value;
  }
  return settled(root) as Input;
}

function settled(branch: Branch | string): unknown {
  if (typeof branch === 'string') return branch;
  const entries = Object.entries(branch);
  // Keys that are whole numbers come in their order, whatever the order they were set in.
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.map(([, value]) => settled(value));
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, settled(value)]));
}

/** The answer of an operation that went well. */
export function replyOf(service: SimulatedService, action: string, output: object): Reply {
  if (output instanceof Reply) return output;
  const { protocol, xmlns = '' } = service;
  switch (protocol) {
    case 'json':
      return new Reply(200, 'application/x-amz-json-1.1', JSON.stringify(output));
    case 'rest-json':
      return new Reply(200, 'application/json', JSON.stringify(output));
    case 'ec2':
      return xml(
        `<${action}Response xmlns="${xmlns}">${requestId('requestId')}${content(output, 'item')}</${action}Response>`,
      );
    case 'rest-xml':
      return xml(content(output, 'member'));
    case 'query':
      return xml(
        `<${action}Response xmlns="${xmlns}"><${action}Result>${content(output, 'member')}</${action}Result>` +
          `<ResponseMetadata>${requestId('RequestId')}</ResponseMetadata></${action}Response>`,
      );
  }
}

/** The answer of one that did not. */
export function errorReply(
  { protocol, xmlns = '' }: SimulatedService,
  error: ErrorName,
  message: string,
): Reply {
  const { code, status } = error;
  const inXml = `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>${content({ Code: code, Message: message }, '')}</Error>`;
  switch (protocol) {
    case 'json':
      return new Reply(status, 'application/x-amz-json-1.1', JSON.stringify({ __type: code, message }));
    case 'rest-json':
      return new Reply(
        status,
        'application/json',
        JSON.stringify({ __type: code, message, Message: message }),
      );
    case 'query':
      return xml(`<ErrorResponse xmlns="${xmlns}">${inXml}${requestId('RequestId')}</ErrorResponse>`, status);
    case 'ec2':
      return xml(`<Response><Errors>${inXml}</Errors>${requestId('RequestID')}</Response>`, status);
    case 'rest-xml':
      return xml(xmlError(code, message), status);
  }
}

function xml(body: string, status = 200): Reply {
  return new Reply(status, protocolXml, body);
}

const protocolXml = 'text/xml;charset=UTF-8';
const requestId = (name: string) => `<${name}>00000000-0000-4000-8000-000000000000</${name}>`;

/** What a common error is called here ("Common errors" in each service's API reference). */
export function nameOf({ protocol, errors }: SimulatedService, kind: CommonError): ErrorName {
  return errors?.[kind] ?? names[protocol][kind];
}

const asJson = {
  invalid: { code: 'ValidationException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  denied: { code: 'AccessDeniedException', status: 400 },
  expired: { code: 'ExpiredTokenException', status: 400 },
  unrecognised: { code: 'UnrecognizedClientException', status: 400 },
  'unknown-key': { code: 'UnrecognizedClientException', status: 400 },
  unsigned: { code: 'MissingAuthenticationTokenException', status: 400 },
  'unknown-action': { code: 'UnknownOperationException', status: 400 },
  broken: { code: 'InternalFailure', status: 500 },
} as const satisfies Record<CommonError, ErrorName>;

const names: Readonly<Record<Protocol, Readonly<Record<CommonError, ErrorName>>>> = {
  json: asJson,
  'rest-json': {
    ...asJson,
    throttled: { code: 'ThrottlingException', status: 429 },
    denied: { code: 'AccessDeniedException', status: 403 },
    expired: { code: 'ExpiredTokenException', status: 403 },
    unrecognised: { code: 'UnrecognizedClientException', status: 403 },
    'unknown-key': { code: 'UnrecognizedClientException', status: 403 },
    unsigned: { code: 'MissingAuthenticationTokenException', status: 403 },
    'unknown-action': { code: 'UnknownOperationException', status: 404 },
  },
  query: {
    invalid: { code: 'ValidationError', status: 400 },
    throttled: { code: 'Throttling', status: 400 },
    denied: { code: 'AccessDenied', status: 403 },
    expired: { code: 'ExpiredToken', status: 403 },
    unrecognised: { code: 'InvalidClientTokenId', status: 403 },
    'unknown-key': { code: 'InvalidClientTokenId', status: 403 },
    unsigned: { code: 'MissingAuthenticationToken', status: 403 },
    'unknown-action': { code: 'InvalidAction', status: 400 },
    broken: { code: 'InternalFailure', status: 500 },
  },
  ec2: {
    invalid: { code: 'InvalidParameterValue', status: 400 },
    throttled: { code: 'RequestLimitExceeded', status: 503 },
    denied: { code: 'UnauthorizedOperation', status: 403 },
    expired: { code: 'RequestExpired', status: 400 },
    unrecognised: { code: 'AuthFailure', status: 401 },
    'unknown-key': { code: 'AuthFailure', status: 401 },
    unsigned: { code: 'MissingAuthenticationToken', status: 403 },
    'unknown-action': { code: 'InvalidAction', status: 400 },
    broken: { code: 'InternalError', status: 500 },
  },
  'rest-xml': {
    invalid: { code: 'InvalidArgument', status: 400 },
    throttled: { code: 'SlowDown', status: 503 },
    denied: { code: 'AccessDenied', status: 403 },
    expired: { code: 'ExpiredToken', status: 400 },
    unrecognised: { code: 'InvalidToken', status: 400 },
    'unknown-key': { code: 'InvalidAccessKeyId', status: 403 },
    unsigned: { code: 'AccessDenied', status: 403 },
    'unknown-action': { code: 'NotImplemented', status: 501 },
    broken: { code: 'InternalError', status: 500 },
  },
};
