import type { Lease } from '../../finding/lease.ts';
import type { LeasePlan } from '../../finding/lease-plan.ts';
import type { LeaseSpec } from '../../finding/lease-spec.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';
import { type Run, run } from '../text/rich.ts';
import { portText, sourceText } from './lease-words.ts';

type Words = Catalogue['card']['lease'];

/** What each step calls: exactly this, and nothing else that changes anything. */
const calls: Readonly<Record<string, string>> = {
  group: 'ec2:CreateSecurityGroup',
  egress: 'ec2:RevokeSecurityGroupEgress',
  ingress: 'ec2:AuthorizeSecurityGroupIngress',
  failsafe: 'scheduler:CreateSchedule',
  attach: 'ec2:ModifyNetworkInterfaceAttribute',
  standby: 'autoscaling:EnterStandby',
  deregister: 'elasticloadbalancing:DeregisterTargets',
  cut: 'ec2:AuthorizeSecurityGroupIngress',
  sessions: 'iam:PutRolePolicy',
  tag: 'ec2:CreateTags',
  snapshot: 'ec2:CreateSnapshots',
  stop: 'ec2:StopInstances',
  deactivate: 'iam:UpdateAccessKey',
};

interface Planned {
  readonly spec: LeaseSpec;
  readonly plan: LeasePlan;
}

/** The whole plan: what is called, in its order, and what that does. */
export function planLines(planned: Planned, words: Words): Run[][] {
  const lines = planned.plan.steps.map((step, at): Run[] => {
    const call = callOf(step, planned.spec);
    return [
      run(`${at + 1}. `),
      ...(call === null ? [] : [run(call, 'code'), run(' ')]),
      run(stepText(step, planned, words)),
    ];
  });
  return [[run(words.plan.heading, 'bold')], ...lines];
}

/** A group that lets nobody in needs no call for it. */
function callOf(step: string, spec: LeaseSpec): string | null {
  return step === 'ingress' && spec.kind === 'isolate' ? null : (calls[step] ?? null);
}

function stepText(step: string, { spec, plan }: Planned, words: Words): string {
  const { steps } = words.plan;
  const { instance, surroundings: around } = plan;
  const interfaces = interfacesText(plan);
  switch (step) {
    case 'group':
      return steps.group({ vpc: plain(instance?.vpcId ?? '', 40) });
    case 'ingress':
      return steps.ingress({ rule: ruleText(spec) });
    case 'attach':
      return spec.kind === 'isolate'
        ? steps.replace({ interfaces, group: around?.forensicGroup ?? null })
        : steps.attach({ interfaces });
    case 'standby':
      return steps.standby({ group: plain(around?.autoScaling?.group ?? '', 80) });
    case 'deregister':
      return steps.deregister({ count: targetGroups(plan).length });
    case 'sessions':
      return steps.sessions({ role: plain(around?.role ?? '', 64) });
    case 'snapshot':
      return steps.snapshot({ count: around?.volumes.length ?? 0 });
    case 'deactivate':
      return steps.deactivate({ user: plain(plan.user ?? '', 64) });
    case 'egress':
    case 'failsafe':
    case 'cut':
    case 'tag':
    case 'stop':
      return steps[step];
    default:
      return step;
  }
}

function ruleText(spec: LeaseSpec): string | null {
  return spec.kind === 'security-group'
    ? `${sourceText(spec.rule.source)} → ${portText(spec.rule)}/${spec.rule.protocol}`.replace(
        /\/udp\/udp$/,
        '/udp',
      )
    : null;
}

function interfacesText({ instance }: LeasePlan): string {
  return (instance?.interfaces ?? []).map(({ id, privateIp }) => `${id} (${privateIp})`).join(', ');
}

/** Names of the target groups that it is registered in. */
function targetGroups({ surroundings }: LeasePlan): string[] {
  const arns = new Set((surroundings?.targets ?? []).map(({ targetGroupArn }) => targetGroupArn));
  return [...arns].map((arn) => plain(arn.split('/')[1] ?? arn, 60));
}

/** What an isolation has done, and what it does not reach. */
export function doneLines({ spec, plan, facts }: Planned & Pick<Lease, 'facts'>, words: Words): Run[][] {
  if (spec.kind !== 'isolate') return [];
  const said = words.done;
  const around = plan.surroundings;
  const group = facts.groupId ?? around?.forensicGroup ?? words.unknownGroup;
  const parts = plan.steps.flatMap((step): string[] => {
    switch (step) {
      case 'standby':
        return [said.standby({ group: plain(around?.autoScaling?.group ?? '', 80) })];
      case 'deregister':
        return [said.deregister({ names: targetGroups(plan).join(', ') })];
      case 'attach':
        return [said.attach({ group })];
      case 'sessions':
        return [said.sessions({ role: plain(around?.role ?? '', 64) })];
      case 'cut':
      case 'tag':
      case 'snapshot':
      case 'stop':
        return [said[step]];
      default:
        return [];
    }
  });
  return [[run(said.heading(parts))], spec.cut ? [] : [run(words.survives)]];
}

/** Who would react to an isolation, and what it does not reach: said before anything is done. */
export function surroundingLines({ spec, plan }: Planned, words: Words): Run[][] {
  const { surroundings: around } = plan;
  if (spec.kind !== 'isolate' || around === null) return [];
  const said = words.around;
  const targets = targetGroups(plan);
  const facts = [
    ...(around.autoScaling === null
      ? []
      : [said.autoScaling({ group: plain(around.autoScaling.group, 80) })]),
    ...(targets.length === 0 ? [] : [said.targets({ names: targets.join(', ') })]),
    ...(around.role === null ? [] : [said.role({ role: plain(around.role, 64) })]),
  ];
  const role = spec.revokeSessions ? around.role : null;
  return [
    ...(facts.length === 0 ? [said.nothing] : facts),
    said.interfaces({ interfaces: interfacesText(plan) }),
    spec.cut ? said.cutPrice : said.tracked,
    ...(role === null ? [] : [said.sessions({ role: plain(role, 64) })]),
  ].map((line) => [run(`• ${line}`)]);
}
