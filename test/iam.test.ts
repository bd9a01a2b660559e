import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Which role a folder acts by; null: Yagura's own, which has a policy of its own (deploy/iam-policy.json). */
const roleOf: Readonly<Record<string, 'read' | 'write-back' | 'response' | 'audit' | null>> = {
  archive: 'audit',
  aws: null,
  checks: 'read',
  cli: null,
  intake: null,
  investigate: 'read',
  page: null,
  response: 'response',
  sync: 'read',
  trail: null,
  writeback: 'write-back',
};

/** What IAM calls the services of the SDK's clients. */
const prefixes: Readonly<Record<string, string>> = {
  'auto-scaling': 'autoscaling',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  'service-quotas': 'servicequotas',
};

/** Where the permission is not called as the call, or a call needs more than its own (Service Authorization Reference). */
const unlike: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['s3:GetObject', 's3:GetObjectVersion'],
  's3:GetObjectLockConfiguration': ['s3:GetBucketObjectLockConfiguration'],
  's3:GetPublicAccessBlock': ['s3:GetAccountPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:PutObject': ['s3:PutObject', 's3:PutObjectRetention'],
  // Batches need the permission of the single call (SQS developer guide, "API permissions"); log files are found by prefix.
  's3:ListObjectsV2': ['s3:ListBucket'],
  'sqs:DeleteMessageBatch': ['sqs:DeleteMessage'],
  'sqs:SendMessageBatch': ['sqs:SendMessage'],
  'sqs:ChangeMessageVisibilityBatch': ['sqs:ChangeMessageVisibility'],
  'scheduler:CreateSchedule': ['scheduler:CreateSchedule', 'iam:PassRole'],
  'scheduler:UpdateSchedule': ['scheduler:UpdateSchedule', 'iam:PassRole'],
  // Needs no permission: nobody can be kept from knowing who they are.
  'sts:GetCallerIdentity': [],
};

const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
);

/** The calls of one file, as IAM names their permissions. */
function actionsIn(text: string): string[] {
  const imports = [...text.matchAll(/import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)];
  return imports.flatMap(([, names = '', service = '']) =>
    [...names.matchAll(/\b(?:paginate(\w+)|([A-Z]\w+)Command)\b/g)].flatMap(([, paged, called]) => {
      const action = `${prefixes[service] ?? service}:${paged ?? called}`;
      return unlike[action] ?? [action];
    }),
  );
}

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

const statementsOf = (name: string) =>
  (JSON.parse(read(`deploy/iam/${name}.json`)) as { Statement: readonly Statement[] }).Statement;
const policies = ['read', 'write-back', 'response', 'failsafe', 'audit'] as const;
const allowedBy = (name: string) => [...new Set(statementsOf(name).flatMap(({ Action }) => Action))].sort();

describe('the roles that we publish', () => {
  it('every folder that calls AWS says by which role', () => {
    const calling = files.filter((name) => actionsIn(read(`src/${name}`)).length > 0);
    const folders = new Set(calling.map((name) => (name.includes('/') ? name.split('/')[0] : name)));
    expect([...folders].filter((name) => name !== undefined && !(name in roleOf))).toEqual([]);
  });

  it.each(['read', 'write-back', 'response', 'audit'] as const)(
    '%s may do exactly what is done by it',
    (role) => {
      const used = files
        .filter((name) => roleOf[name.split('/')[0] ?? ''] === role)
        .flatMap((name) => actionsIn(read(`src/${name}`)));
      expect(used.length).toBeGreaterThan(0);
      expect(allowedBy(role)).toEqual([...new Set(used)].sort());
    },
  );

  it('a schedule may do exactly what it is made for, in its own account, to groups of ours', () => {
    const text = files.map((name) => read(`src/${name}`)).join('\n');
    const targets = [...text.matchAll(/:scheduler:::aws-sdk:(\w+):(\w)(\w+)`/g)].map(
      ([, service, first = '', rest]) => `${service}:${first.toUpperCase()}${rest}`,
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(allowedBy('failsafe')).toEqual([...new Set(targets)].sort());
    expect(JSON.stringify(statementsOf('failsafe'))).toContain('aws:ResourceTag/yagura:lease":"false"');
    expect(JSON.stringify(statementsOf('failsafe-trust-policy'))).toContain('aws:SourceAccount');
  });

  it('the documentation names every call of every statement', () => {
    const told = read('docs/iam.md');
    for (const policy of policies)
      for (const { Sid, Action } of statementsOf(policy)) {
        const calls = [Action].flat().map((one) => `\`${one}\``);
        expect(told).toMatch(new RegExp(`\\| \`${policy}\` +\\| \`${Sid}\` .*${calls.join(', ')} +\\|`));
      }
  });

  it('what Yagura does as itself is allowed to it, or told of', () => {
    const used = files
      .filter((name) => roleOf[name.split('/')[0] ?? ''] === null)
      .flatMap((name) => actionsIn(read(`src/${name}`)));
    const statements = JSON.parse(read('deploy/iam-policy.json')) as { Statement: readonly Statement[] };
    const own = [...statements.Statement.flatMap(({ Action }) => Action), ...allowedBy('home')];
    const told = read('docs/iam.md');
    for (const action of new Set(used))
      expect(own.includes(action) || told.includes(`\`${action}\``), action).toBe(true);
  });

  it('what is locked stays locked', () => {
    expect(JSON.stringify(statementsOf('audit'))).not.toMatch(/Bypass|Delete|PutBucket/);
  });

  it('reading changes nothing', () => {
    for (const action of allowedBy('read')) expect(action).toMatch(/:(Describe|Get|List|Lookup)/);
  });

  it('groups are made, changed and deleted only where they bear our tag', () => {
    const ours = /SecurityGroup(Egress|Ingress)?$/;
    const changing = statementsOf('response').filter(
      ({ Action, Resource }) =>
        [Action].flat().some((one) => ours.test(one) && !/:Describe/.test(one)) &&
        !String(Resource).endsWith(':vpc/*'),
    );
    expect(changing.length).toBe(2);
    for (const { Condition } of changing)
      expect(JSON.stringify(Condition)).toMatch(/aws:(Request|Resource)Tag\/yagura:lease":"false"/);
  });

  it('nobody takes a role without the external id, and whoever acts can be named', () => {
    const [assume, name] = statementsOf('trust-policy');
    expect(JSON.stringify(assume?.Condition)).toMatch(/^\{"StringEquals":\{"sts:ExternalId":/);
    expect(name?.Action).toBe('sts:SetSourceIdentity');
    expect(allowedBy('home')).toEqual(['sts:AssumeRole', 'sts:SetSourceIdentity']);
  });

  it('nothing is allowed by a wildcard', () => {
    for (const name of [...policies, 'home', 'trust-policy', 'failsafe-trust-policy'])
      for (const action of allowedBy(name)) expect(action).not.toContain('*');
  });

  it('the documentation tells of every statement that cannot be narrowed', () => {
    const told = read('docs/iam.md');
    const wide = statementsOf('response').filter(
      ({ Sid, Resource, Condition }) => Resource === '*' && Condition === undefined && Sid !== 'Look',
    );
    for (const { Sid } of wide) expect(told).toContain(`\`${Sid}\``);
  });
});
