import type { Caller } from './caller.ts';

/** How a service writes its calls and answers (Smithy, "AWS protocols"); `ec2` is `query` with names of its own. */
export type Protocol = 'query' | 'ec2' | 'json' | 'rest-json' | 'rest-xml';

/** A call as it came over the wire. */
export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/**
 * Members by their name on the wire, wherever they came from: body, path or query. `query` and `ec2` know text alone:
 * `Filter.1.Value.2=x` is `{ Filter: [{ Value: [, 'x'] }] }` without the gap, and `.member` is left out.
 */
export type Input = Readonly<Record<string, unknown>>;

/** One call to one operation, by whom and where. */
export interface ServiceCall {
  readonly service: string;
  readonly action: string;
  /** The caller's account: whose resources are meant. */
  readonly account: string;
  /** What the signature says. */
  readonly region: string;
  readonly caller: Caller;
  readonly input: Input;
  readonly request: ServiceRequest;
}

/** One question to the caller's policies. */
export interface Permission {
  readonly action: string;
  /** Default `*`. */
  readonly resource?: string;
  /** Values of condition keys beside those that every call has. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A token bucket for each account and region. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Operation {
  readonly name: string;
  /**
   * Of the two REST protocols: method and path with its labels, `POST /detector/{detectorId}/findings`. The first that
   * fits is meant; `{Key+}` takes the rest of the path.
   */
  readonly route?: string;
  /** Whether it changes anything; an input may say otherwise (DryRun). */
  readonly mutating: boolean | ((input: Input) => boolean);
  /** Default: the action `<service>:<operation>` on `*`. */
  readonly permissions?: (call: ServiceCall) => readonly Permission[];
  readonly rate?: Rate;
  /** What the answer says, by names on the wire; `Reply` for what is not an object. */
  readonly run: (call: ServiceCall) => object | Promise<object>;
}

/** An AWS service: one line in `world.ts`. */
export interface SimulatedService {
  /** What requests to it are signed for: `securityhub`, `elasticloadbalancing`. */
  readonly name: string;
  readonly protocol: Protocol;
  readonly operations: readonly Operation[];
  /** Which of the requests signed for it are ours, where fauxqs serves the others. Left out: all. */
  readonly takes?: (method: string, url: URL) => boolean;
  /** Of the answers in XML. */
  readonly xmlns?: string;
  /** Where it names errors otherwise than its protocol's others do. */
  readonly errors?: Partial<Readonly<Record<CommonError, ErrorName>>>;
  /** Condition keys that its operations fill in; a `*` at the end stands for anything. */
  readonly conditionKeys?: readonly string[];
}

/** Errors that any call of any service can meet. */
export type CommonError =
  | 'invalid'
  | 'throttled'
  | 'denied'
  | 'expired'
  | 'unrecognised'
  /** An access key that is not there, or switched off. */
  | 'unknown-key'
  | 'unsigned'
  | 'unknown-action'
  | 'broken';

export interface ErrorName {
  readonly code: string;
  readonly status: number;
}

/** An answer that is not made from an object. */
export class Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    contentType: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }
}

/** An error that only this operation knows, by AWS's own name for it. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** An error that every service has, under its own name. */
export class CommonFailure extends Error {
  readonly kind: CommonError;
  constructor(kind: CommonError, message: string) {
    super(message);
    this.kind = kind;
  }
}
