import { cutOff, keyOff, lent } from '../../src/cli/demo/gallery/leases.ts';
import type { AuditDraft } from '../../src/finding/audit.ts';
import type { Lease } from '../../src/finding/lease.ts';
import type { LeaseDesk } from '../../src/finding/lease-desk.ts';
import type { Guarded } from '../../src/finding/lease-guards.ts';
import type { ObstacleCode, Planned } from '../../src/finding/lease-plan.ts';
import { leaseStates } from '../../src/finding/lease-state.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import { actions } from '../../src/slack/actions/registry.ts';
import { drawGuards, drawObstacles } from '../../src/slack/answers/lease-plans.ts';
import {
  drawApproved,
  drawEnding,
  drawExtended,
  drawExtensionDecided,
  drawPutRight,
  drawRefused,
  drawRequested,
  drawWithdrawn,
} from '../../src/slack/answers/leases.ts';
import { drawLease } from '../../src/slack/cards/lease-card.ts';
import { commands } from '../../src/slack/commands/registry.ts';
import { drawHome } from '../../src/slack/home/draw-home.ts';
import { formValuesOf } from '../../src/slack/receive/form-values.ts';
import { leasePolicy } from './leases.ts';
import { caseOf, findingView, inputOf, now, toolsOf, viewOf, type WorldSeed } from './tools.ts';

const place = { account: '111122223333', region: 'ap-northeast-1' };
const everyTick = { snapshot: true, tag: true, cut: true, revokeSessions: true, stop: true };
const isolation: Lease = {
  ...cutOff,
  spec: { ...everyTick, kind: 'isolate', instanceId: 'i-0aaaabbbbccccdddd' },
  plan: { ...cutOff.plan, steps: [...cutOff.plan.steps, 'cut', 'sessions', 'stop'] },
};
const surroundings = { autoScaling: null, targets: [], role: null, volumes: ['vol-1', 'vol-2'] };
const alone: Lease = {
  ...isolation,
  plan: {
    ...isolation.plan,
    surroundings: { ...surroundings, running: true, forensicGroup: 'sg-0123456789abcdef0' },
  },
};

const leases: readonly Lease[] = [
  ...leaseStates.map((state): Lease => ({ ...lent, state })),
  {
    ...{ ...lent, state: 'ending', endsAt: now, drift: [{ code: 'detached', subject: 'eni-1' }] },
    trouble: { code: 'denied', step: null, detail: 'x', since: now, attempts: 1 },
  },
];
/** Somebody was faster. */
const ended: AuditDraft = {
  ...{ at: now, actor: 'U0BOB', role: 'approver', surface: 'button', act: 'endLease', outcome: 'done' },
  ...{ target: 'L12', before: null, after: null, reason: null },
};
const desk: LeaseDesk = {
  async find(word) {
    const found = [{ place, instanceId: 'i-0aaaabbbbccccdddd', name: 'db-2', interfaceId: null }];
    return { found: word === 'none' ? [] : word === 'many' ? [...found, ...found] : found, missed: [place] };
  },
  async plan(spec) {
    const of = spec.kind === 'security-group' ? lent : spec.kind === 'isolate' ? cutOff : keyOff;
    return { kind: 'plan', subject: of.subject, plan: of.plan, hash: 'c0ffee' };
  },
  async takeStock() {
    const findings = ['unused', 'open-to-world', 'duplicate', 'at-limit'] as const;
    const rows = findings.map((finding) => ({
      ...{
        ...place,
        finding,
        subject: 'sg-0123456789abcdef0',
        name: 'web',
        vpcId: 'vpc-1',
        detail: '22/tcp',
      },
      ...{ accountName: 'payments-prod', owner: '' },
    }));
    const bytes = new Uint8Array();
    return { kind: 'stock', rows, missed: [place], csv: bytes, workbook: bytes };
  },
  planAgain: async ({ plan }): Promise<Planned> => ({ kind: 'plan', subject: 'x', plan, hash: 'c0ffee' }),
  check: async () =>
    (['yes', 'no', 'unknown'] as const).map((allowed) => ({ api: 'ec2:CreateSecurityGroup', allowed })),
};
const away = { kind: 'trouble', code: 'away', detail: 'x' } as const;

const world: WorldSeed = {
  leases,
  desk,
  policy: { ...leasePolicy, accounts: [place.account], breakGlass: 'responder' },
};

const lines = [
  ...[
    'help',
    'list',
    'inventory',
    'me',
    'me 198.51.100.7',
    'fly',
    'detach',
    'detach Y1',
    'isolate',
    'extend L12 more',
  ],
  ...['attach a*', 'attach db-2 sshh', 'attach db-2 ssh to', 'attach db-2 ssh from x', 'extend L12 for x'],
  ...[
    'attach db-2 ssh from me at',
    'attach db-2 ssh from me for 2h so',
    'attach db-2 ssh from me for 2h because x',
  ],
  ...['none', 'many'].map((name) => `attach ${name} ssh from 198.51.100.7 for 2h because x`),
  'dry-run attach db-2 22 from 198.51.100.7 for 2h because x',
];

const guards = [
  ...['account-not-allowed', 'protocol-not-allowed', 'port-not-allowed', 'no-network', 'open-to-world'],
  ...['too-wide', 'too-long', 'no-duration'],
].map((code): Guarded => ({ code: code as Guarded['code'], value: '3600000', limit: '3600000' }));
const obstacles: readonly ObstacleCode[] = [
  ...(['no-instance', 'instance-gone', 'ambiguous', 'no-interface', 'managed-interface'] as const),
  ...(['interface-full', 'other-vpc', 'no-source-group', 'no-prefix-list', 'wide-prefix-list'] as const),
  ...(['too-many-rules', 'isolated', 'no-key', 'key-inactive', 'no-role'] as const),
  'forensic-group-missing',
];

/** Says all that is said of leases: by command, in windows, and in answers to what was pressed. */
export async function sayLeases(language: Language): Promise<void> {
  const { userId, actor, reader, channelId } = inputOf(language);
  const tools = toolsOf({ ...world, answers: { setAddress: { kind: 'set', cidr: '198.51.100.7/32' } } });
  const secsg = commands.find(({ name }) => name === '/secsg');
  const say = (text: string, seed: WorldSeed) =>
    secsg?.run({ userId, actor, reader, channelId, text }, toolsOf(seed), commands);
  const nothing = {
    kind: 'stock',
    rows: [],
    missed: [],
    csv: new Uint8Array(),
    workbook: new Uint8Array(),
  } as const;
  await say('inventory', { ...world, desk: { ...desk, takeStock: async () => nothing } });
  await say('attach db-2 22 from 198.51.100.7 for 2h because x', {});
  await say('list', {});
  await say('me', { ...world, address: '198.51.100.7/32' });
  await say('me x', { ...world, answers: { setAddress: { kind: 'no-address', address: 'x' } } });
  for (const text of lines) await secsg?.run({ userId, actor, reader, channelId, text }, tools, commands);
  await say(lines[lines.length - 1] ?? '', { ...world, desk: { ...desk, plan: async () => away } });
  drawGuards([...guards, { code: 'role-too-small', value: 'viewer', limit: 'admin' }], reader);
  drawObstacles(
    obstacles.map((code) => ({ code, value: 'x', limit: 'y' })),
    reader,
  );
  for (const lease of [isolation, alone])
    for (const state of ['requested', 'active'] as const)
      drawLease({ key: 'lease:13', lease: { ...lease, state }, account: 'prod' }, { ...reader, now });
  drawLease(
    { key: 'lease:13', lease: { ...lent, needed: 2, requestUntil: now }, account: 'prod' },
    { ...reader, now },
  );
  for (const reason of ['cannot-attach', 'isolated', 'orphan'] as const) {
    const ending = { reason, by: null, at: now };
    drawLease(
      { key: 'lease:12', lease: { ...lent, state: 'ended', ending }, account: 'x' },
      { ...reader, now },
    );
  }
  const unapproved = { ...cutOff, approvals: [], state: 'active' as const };
  drawLease({ key: 'lease:13', lease: unapproved, account: 'x' }, { ...reader, now });
  for (const of of [cutOff, keyOff]) {
    const trouble = { code: 'denied', step: null, detail: 'x', since: now, attempts: 1 } as const;
    const lease: Lease = {
      ...of,
      state: 'ending',
      pagedAt: now,
      trouble,
      facts: { ...of.facts, groupId: null },
    };
    drawLease({ key: 'lease:13', lease, account: 'x' }, { ...reader, now });
  }
  for (const code of [
    'group-gone',
    'interface-gone',
    'group-added',
    'interface-added',
    'reactivated',
  ] as const)
    drawLease(
      {
        key: 'lease:13',
        lease: { ...cutOff, state: 'active', drift: [{ code, subject: 'x' }] },
        account: 'x',
      },
      { ...reader, now },
    );
  await sayAnswers(language);
  await sayWindows(language);
  for (const seed of [world, { ...world, leases: [] }])
    await drawHome({ actor, userId, reader, tools: toolsOf(seed) });
}

async function sayAnswers(language: Language): Promise<void> {
  const { reader } = inputOf(language);
  const tools = toolsOf({ ...world, audited: [ended] });
  const teller = { reader, tools };
  const lease = lent;
  const until: Lease = {
    ...{ ...lent, endsAt: now },
    extension: { by: 'U0CAROL', until: now, reason: 'x', at: now },
  };
  for (const needed of [1, 2])
    await drawRequested({ kind: 'requested', lease: { ...lease, needed } }, reader, tools);
  for (const kind of ['begun', 'already', 'isolated'] as const)
    await drawRequested({ kind, lease }, reader, tools);
  for (const kind of ['off', 'dry-run-only'] as const) await drawRequested({ kind }, reader, tools);
  await drawRequested({ kind: 'no-reason', most: 500 }, reader, tools);
  for (const needs of [null, 'admin'] as const)
    await drawRequested({ kind: 'no-break-glass', needs }, reader, tools);
  for (const left of [0, 1, 2]) await drawApproved({ kind: 'approved', lease, left }, teller);
  for (const kind of ['already', 'expired', 'isolated', 'own'] as const)
    await drawApproved({ kind, lease }, teller);
  await drawApproved({ kind: 'not-yours', lease, needs: 'approver' }, teller);
  await drawApproved({ kind: 'no-lease', leaseId: 1 }, teller);
  await drawApproved({ kind: 'not-now', lease, state: 'ended' }, teller);
  await drawRefused({ kind: 'refused', lease }, teller);
  for (const kind of ['withdrawn', 'not-own'] as const) await drawWithdrawn({ kind, lease }, teller);
  for (const kind of ['ending', 'already'] as const) await drawEnding({ kind, lease }, teller);
  for (const kind of ['extended', 'asked', 'endless'] as const)
    await drawExtended({ kind, lease: until }, teller);
  await drawExtended({ kind: 'too-long', lease, most: 1 }, teller);
  for (const kind of ['extended', 'kept', 'no-extension', 'too-long'] as const)
    await drawExtensionDecided({ kind, lease: until }, teller);
  for (const kind of ['putting-right', 'no-drift', 'isolated'] as const)
    await drawPutRight({ kind, lease }, teller);
}

async function sayWindows(language: Language): Promise<void> {
  const { userId, actor, reader } = inputOf(language);
  const input = { userId, actor, reader, channelId: null };
  const extension = { by: 'U0CAROL', until: now, reason: 'x', at: now };
  const open: Lease = { ...lent, endsAt: now, extension };
  const views = [
    viewOf(caseOf(1), [
      findingView({
        resources: [
          { type: 'Instance', id: 'i-0aaaabbbbccccdddd', name: 'web-7' },
          { type: 'AccessKey', id: 'AKIAIOSFODNN7EXAMPLE' },
        ],
      }),
    ]),
    viewOf(caseOf(2), [findingView({ resources: [] })]),
  ];
  const key = JSON.stringify({ key: 'AKIAIOSFODNN7EXAMPLE', ...place, caseId: 1 });
  const opened: readonly (readonly [name: string, value: string, lease?: Lease])[] = [
    ['lease_attach', '{}'],
    ['lease_isolate', JSON.stringify({ instance: 'web-7' })],
    ['lease_key', key],
    ['respond', '1'],
    ['respond', '2'],
    ['lease_approve', '12'],
    ['lease_refuse', '12'],
    ['lease_extend', '12', open],
    ['lease_extension', '12', open],
    ['lease_release', '12', cutOff],
    ['lease_release', '12', keyOff],
  ];
  for (const [name, value, lease = lent] of opened) {
    const action = actions.find((one) => one.name === name);
    const seed = { ...world, views, leases: [{ ...lease, id: 12 }] };
    if (action?.kind === 'modal') {
      action.title(reader.words);
      await action.run({ ...input, value }, toolsOf(seed));
    }
    if (action?.kind !== 'form') continue;
    action.title(reader.words);
    await action.open({ ...input, value }, toolsOf(seed));
    for (const why of [null, 'x'.repeat(501)])
      action.check(formValuesOf({ values: { lease_why: { a: { value: why } } } }), reader, now, value);
  }
  const approve = actions.find((one) => one.name === 'lease_approve');
  const answers = { approveLease: { kind: 'plan-changed', lease: lent } as const };
  if (approve?.kind === 'form')
    await approve.submit(
      { ...input, value: '12:c0ffee', values: formValuesOf({}) },
      toolsOf({ ...world, leases: [lent], answers }),
    );
}
