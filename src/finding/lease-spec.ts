/** What was asked for, by kind. Plain data: it stands in SQL as JSON. */
export type LeaseSpec = SecurityGroupSpec | IsolateSpec | AccessKeySpec;
export type LeaseKind = LeaseSpec['kind'];

export const protocols = ['tcp', 'udp'] as const;
export type Protocol = (typeof protocols)[number];

/** Who may come in. */
export type RuleSource =
  /** Written as AWS writes it; see `networkOf`. */
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string };

export interface IngressRule {
  readonly protocol: Protocol;
  readonly fromPort: number;
  readonly toPort: number;
  readonly source: RuleSource;
}

export interface SecurityGroupSpec {
  readonly kind: 'security-group';
  readonly instanceId: string;
  /** Ids of interfaces; null: all that the instance has. */
  readonly interfaces: readonly string[] | null;
  readonly rule: IngressRule;
}

/** The ticks of an isolation. Standby and deregistering are no ticks: without them health checks end the evidence. */
export interface IsolateSpec {
  readonly kind: 'isolate';
  readonly instanceId: string;
  readonly snapshot: boolean;
  readonly tag: boolean;
  /** Cuts what is established: for a moment everything is let in, so that connections are no longer tracked. */
  readonly cut: boolean;
  /** Denies the role's sessions that are older than the isolation. It hits every user of the role. */
  readonly revokeSessions: boolean;
  readonly stop: boolean;
}

interface AccessKeySpec {
  readonly kind: 'access-key';
  readonly accessKeyId: string;
}

/** What people type instead of a port. */
const namedPorts: Readonly<Record<string, number>> = {
  ssh: 22,
  http: 80,
  https: 443,
  mysql: 3306,
  rdp: 3389,
  psql: 5432,
  postgres: 5432,
  redis: 6379,
};

/** `22`, `8000-8010`, `5432/tcp`, `53/udp`, `ssh`; null where it is none of these. */
export function portsOf(text: string): Pick<IngressRule, 'protocol' | 'fromPort' | 'toPort'> | null {
  const word = text.toLowerCase();
  const named = Object.hasOwn(namedPorts, word) ? namedPorts[word] : undefined;
  if (named !== undefined) return { protocol: 'tcp', fromPort: named, toPort: named };
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(text);
  if (!match) return null;
  const fromPort = Number(match[1]);
  const toPort = Number(match[2] ?? match[1]);
  if (fromPort < 1 || toPort > 65_535 || fromPort > toPort) return null;
  return { protocol: match[3]?.toLowerCase() === 'udp' ? 'udp' : 'tcp', fromPort, toPort };
}
