import type { LeaseAlarmData } from '../../../finding/card-data.ts';
import { type Lease, noFacts } from '../../../finding/lease.ts';
import type { LeaseSpec } from '../../../finding/lease-spec.ts';
import type { StoryLine } from '../../../finding/story.ts';
import { drawLeaseAlarm } from '../../../slack/cards/lease-alarm.ts';
import { drawLease } from '../../../slack/cards/lease-card.ts';
import { drawStory } from '../../../slack/cards/story.ts';
import { type Entry, inEachLanguage, styleOf, type Text } from './entries.ts';
import { day, hour, minute, now } from './views.ts';

const payments = '111122223333';
const group = 'sg-0fee1dead00000012';
const instance = {
  ...{ id: 'i-0aaaabbbbccccdddd', name: 'db-2', vpcId: 'vpc-0123456789abcdef0' },
  interfaces: [
    {
      ...{ id: 'eni-0aaaabbbbccccdddd', privateIp: '192.0.2.12', subnetId: 'subnet-0123456789abcdef0' },
      groups: ['sg-0db000000000000ab'],
    },
  ],
};
const source = { kind: 'cidr', cidr: '198.51.100.7/32' } as const;

const access: LeaseSpec = {
  ...{ kind: 'security-group', instanceId: instance.id, interfaces: null },
  rule: { protocol: 'tcp', fromPort: 5432, toPort: 5432, source },
};
const isolation: LeaseSpec = {
  ...{ kind: 'isolate', instanceId: instance.id },
  ...{ snapshot: true, tag: true, cut: false, revokeSessions: false, stop: false },
};
const key: LeaseSpec = { kind: 'access-key', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };

/** Access that carol asked for a quarter of an hour ago. */
export const lent: Lease = {
  ...{ id: 12, spec: access, place: { account: payments, region: 'ap-northeast-1' }, deployment: 'yagura' },
  subject: instance.id,
  plan: {
    ...{ kind: 'security-group', instance, surroundings: null, user: null },
    steps: ['group', 'egress', 'ingress', 'failsafe', 'attach'],
  },
  ...{ planHash: 'c0ffee', state: 'requested', requester: 'U0CAROL', requesterRole: 'responder' },
  ...{ reason: 'restore check', caseId: null, channel: 'sec-alerts', needed: 1, approvals: [] },
  ...{ breakGlass: false, requestedAt: now - 15 * minute, requestUntil: now + 4 * hour, reminders: 0 },
  ...{ refusal: null, approvedAt: null, duration: 2 * hour, endsAt: null, extension: null, reviewAt: null },
  ...{ activeAt: null, ending: null, endedAt: null, journal: {}, facts: noFacts, drift: [], trouble: null },
  ...{ pagedAt: null, nextAt: null },
};
const approved: Partial<Lease> = {
  ...{
    approvals: [{ by: 'U0BOB', at: now - 10 * minute, planHash: 'c0ffee' }],
    approvedAt: now - 10 * minute,
  },
  ...{ facts: { ...noFacts, groupId: group }, activeAt: now - 9 * minute },
};
const active: Partial<Lease> = { ...approved, state: 'active', endsAt: now + 72 * minute };
export const cutOff: Lease = {
  ...{ ...lent, ...approved, id: 13, spec: isolation, duration: null, reviewAt: now + day },
  ...{ caseId: 1042, reason: 'it mines cryptocurrency' },
  plan: {
    ...{ kind: 'isolate', instance: { ...instance, name: 'web-7' }, user: null },
    steps: ['standby', 'deregister', 'group', 'egress', 'ingress', 'attach', 'tag', 'snapshot'],
    surroundings: {
      autoScaling: { group: 'web', lowersDesired: true },
      targets: [
        {
          targetGroupArn: `arn:aws:elasticloadbalancing:ap-northeast-1:${payments}:targetgroup/web/0a1b2c3d`,
          ...{ id: instance.id, port: 443 },
        },
      ],
      ...{ role: 'web-server', volumes: ['vol-0a1b2c3d'], running: true, forensicGroup: null },
    },
  },
};
export const keyOff: Lease = {
  ...{ ...cutOff, id: 14, spec: key, subject: key.accessKeyId, reason: 'it is in a public repository' },
  plan: {
    ...{ kind: 'access-key', steps: ['deactivate'], instance: null, surroundings: null },
    user: 'ci-deployer',
  },
};
const ending = { reason: 'expired', by: null, at: now - 4_000 } as const;
const trouble = { code: 'denied', step: 'detach', detail: 'UnauthorizedOperation', attempts: 9 } as const;
const stuck: Partial<Lease> = {
  ...{ ...active, state: 'ending', ending, pagedAt: now },
  trouble: { ...trouble, since: now - 5 * minute },
};

const lives: readonly (readonly [title: Text, lease: Lease])[] = [
  [{ en: 'Asked for', ja: '申請' }, lent],
  [
    { en: 'It begins', ja: '開始' },
    { ...lent, ...approved, state: 'attaching' },
  ],
  [
    { en: 'Lent, with a countdown', ja: '許可中(残り時間つき)' },
    { ...lent, ...active },
  ],
  [
    { en: 'Longer than the requester may have it', ja: '上限を超える延長の申請' },
    {
      ...{ ...lent, ...active },
      extension: { by: 'U0CAROL', until: now + 6 * hour, reason: 'the restore is slow', at: now },
    },
  ],
  [
    { en: 'Somebody changed it in AWS', ja: 'AWS 側で変更された' },
    { ...lent, ...active, drift: [{ code: 'rules-edited', subject: group }] },
  ],
  [
    { en: 'It ends', ja: '終了処理中' },
    { ...lent, ...active, state: 'ending', ending },
  ],
  [
    { en: 'An end that does not come', ja: '終了できない' },
    { ...lent, ...stuck },
  ],
  [
    { en: 'Over', ja: '終了' },
    { ...lent, ...active, state: 'ended', ending, endedAt: now },
  ],
  [
    { en: 'Refused', ja: '却下' },
    { ...lent, state: 'refused', refusal: { by: 'U0BOB', at: now, reason: 'use the replica' } },
  ],
  [
    { en: 'Taken back', ja: '取り下げ' },
    { ...lent, state: 'refused', refusal: { by: 'U0CAROL', at: now, reason: '' } },
  ],
  [
    { en: 'Nobody approved it in time', ja: '期限切れ' },
    { ...lent, state: 'expired' },
  ],
  [
    { en: 'AWS did not let us', ja: 'AWS に拒否された' },
    { ...lent, ...approved, state: 'failed', trouble: { ...trouble, since: now } },
  ],
  [
    { en: 'Isolation: asked for', ja: '隔離: 申請' },
    { ...cutOff, state: 'requested', approvals: [], approvedAt: null },
  ],
  [
    { en: 'Isolation: it begins', ja: '隔離: 開始' },
    { ...cutOff, state: 'approved' },
  ],
  [
    { en: 'Isolated', ja: '隔離中' },
    { ...cutOff, state: 'active' },
  ],
  [
    { en: 'Isolated by one person alone', ja: '隔離中(緊急実行)' },
    { ...cutOff, state: 'active', breakGlass: true, approvals: [] },
  ],
  [
    { en: 'Isolation: let go', ja: '隔離: 解除処理中' },
    { ...cutOff, state: 'ending', ending: { ...ending, reason: 'done', by: 'U0CAROL' } },
  ],
  [
    { en: 'Isolation: over', ja: '隔離: 解除済み' },
    { ...cutOff, state: 'ended', endedAt: now, ending: { ...ending, reason: 'detached', by: 'U0BOB' } },
  ],
  [
    { en: 'A key: asked for', ja: 'アクセスキー: 申請' },
    { ...keyOff, state: 'requested', approvals: [], approvedAt: null },
  ],
  [
    { en: 'A key: it begins', ja: 'アクセスキー: 開始' },
    { ...keyOff, state: 'approved' },
  ],
  [
    { en: 'A key that is off', ja: '無効なアクセスキー' },
    { ...keyOff, state: 'active' },
  ],
  [
    { en: 'A key: switched on', ja: 'アクセスキー: 有効に戻す' },
    { ...keyOff, state: 'ending', ending: { ...ending, reason: 'done', by: 'U0CAROL' } },
  ],
  [
    { en: 'A key that is on again', ja: '有効に戻ったアクセスキー' },
    { ...keyOff, state: 'ended', endedAt: now, ending: { ...ending, reason: 'done', by: 'U0CAROL' } },
  ],
];

const alarms: readonly (readonly [title: Text, lease: Lease, what: LeaseAlarmData['what']])[] = [
  [{ en: 'Break-glass', ja: '緊急実行' }, { ...cutOff, state: 'active', breakGlass: true }, 'break-glass'],
  [{ en: 'A reminder', ja: '承認の催促' }, lent, 'reminder'],
  [{ en: 'Is it still to be?', ja: '続けるかどうかの確認' }, { ...cutOff, state: 'active' }, 'review'],
  [{ en: 'An end that does not come', ja: '終了できない' }, { ...lent, ...stuck }, 'stuck'],
  [
    { en: 'An isolation that does not come', ja: '隔離できない' },
    { ...cutOff, state: 'attaching', trouble: { ...trouble, since: now } },
    'stuck',
  ],
  [
    { en: 'Somebody changed it in AWS', ja: 'AWS 側で変更された' },
    { ...lent, ...active, drift: [{ code: 'detached', subject: 'eni-0aaaabbbbccccdddd' }] },
    'drift',
  ],
  [{ en: 'Nobody is needed any more', ja: '対応不要になった' }, { ...lent, state: 'expired' }, 'reminder'],
];

/** A quarter of an hour of lent access, as its thread tells it. */
const told: readonly StoryLine[] = [
  { kind: 'lease-asked', at: now - 15 * minute, values: { by: 'U0CAROL', reason: 'restore check' } },
  { kind: 'lease-approved', at: now - 10 * minute, values: { by: 'U0BOB', left: 0 } },
  { kind: 'lease-living', at: now - 9 * minute, values: { until: now + 72 * minute } },
  { kind: 'lease-ending', at: now, values: { by: 'U0CAROL', because: 'done' } },
  { kind: 'lease-ended', at: now, values: {} },
];

/** The same lines in a thread: that of its own card, or that of the case which it was asked from. */
function storyEntry(title: Text, card: string, lease: Lease): Promise<Entry> {
  const key = `lease:${lease.id}`;
  const lines = told.map((line) => ({ ...line, values: { ...line.values, about: key } }));
  const about = { leases: new Map([[key, lease]]), runs: new Map() };
  const span = { first: 1, last: told.length };
  return inEachLanguage(title, (language) => drawStory({ card, span, lines }, about, styleOf(language)));
}

export function leaseEntries(): Promise<Entry[]> {
  return Promise.all([
    ...lives.map(([title, lease]) =>
      inEachLanguage(title, (language) =>
        drawLease({ key: `lease:${lease.id}`, lease, account: 'payments-prod' }, styleOf(language)),
      ),
    ),
    storyEntry({ en: 'The story in its thread', ja: 'スレッドでの経過' }, 'lease:12', lent),
    storyEntry({ en: 'The story in a case’s thread', ja: 'ケースのスレッドでの経過' }, 'case:1042', cutOff),
    ...alarms.map(([title, lease, what]) =>
      inEachLanguage(title, (language) => {
        const data = { leaseId: lease.id, what, mentions: ['U0BOB'], at: now };
        return drawLeaseAlarm({ key: `lease:${lease.id}:alarm:1`, lease, data }, styleOf(language));
      }),
    ),
  ]);
}
