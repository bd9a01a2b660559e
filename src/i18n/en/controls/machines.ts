import type { ControlExplanation } from '../../explanation.ts';
import { is } from './tense.ts';

/** How machines are started, built and kept: Auto Scaling, CodeBuild, Systems Manager. */
export const machines = {
  'AutoScaling.1': {
    headline: (v, over) =>
      `Group ${v.resource} ${over ? 'kept' : 'keeps'} machines that the load balancer gave up`,
    sentence: (v) => `Auto Scaling group ${v.resource} does not use the health checks of its load balancer.`,
    first: 'turn on load balancer health checks for the group.',
    why: 'A machine that runs but does not answer is never replaced.',
    breaks:
      'Machines that start slowly are replaced again and again. Set a grace period that is long enough.',
  },
  'AutoScaling.3': {
    headline: (v, over) => `Launch configuration ${v.resource} ${over ? 'allowed' : 'allows'} IMDSv1`,
    sentence: (v) => `Launch configuration ${v.resource} does not require IMDSv2.`,
    first: 'replace it with a launch template that requires IMDSv2.',
    why: 'A server that can be made to fetch addresses (SSRF) hands its role to the attacker.',
    breaks: 'Old SDKs on new machines. Running machines stay as they are until they are replaced.',
  },
  'Autoscaling.5': {
    headline: (v, over) => `Machines of ${v.resource} ${over ? 'got' : 'get'} public addresses`,
    sentence: (v) => `Launch configuration ${v.resource} gives each machine a public IP address.`,
    first: 'replace it with a launch template without public addresses, behind a load balancer.',
    why: 'Each machine can be reached from the internet if its security group allows it.',
    breaks: 'Without a NAT gateway or endpoints, new machines have no way out.',
  },
  'CodeBuild.1': {
    headline: (v, over) =>
      `CodeBuild project ${v.resource} ${over ? 'had' : 'has'} a password in its source address`,
    sentence: (v) => `The repository address of ${v.resource} contains a token or a user name with password.`,
    first: 'connect the repository through OAuth or a connection, and replace the token.',
    why: 'Everybody who may look at the project can read it, and use it on your source code.',
    breaks: 'Builds fail until the new connection is in place.',
  },
  'CodeBuild.2': {
    headline: (v, over) => `CodeBuild project ${v.resource} ${over ? 'had' : 'has'} AWS keys in plain text`,
    sentence: (v) => `${v.resource} has AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY as a plain variable.`,
    first: 'delete the variables, replace the key, and use the role of the project.',
    why: 'Everybody who may look at the project can read the key and use it.',
    breaks: 'Builds that use rights which the role of the project does not have yet.',
  },
  'CodeBuild.5': {
    headline: (v, over) => `Builds of ${v.resource} ${over ? 'ran' : 'run'} privileged`,
    sentence: (v) => `Privileged mode is on for CodeBuild project ${v.resource}.`,
    first: 'turn it off unless the build makes Docker images.',
    why: 'Code that runs in the build, from any dependency, gets at the whole build machine.',
    breaks: 'Builds that make Docker images need it. For those, suppress the finding with that reason.',
  },
  'SSM.1': {
    headline: (v, over) => `${v.resource} ${is(over)} not managed by Systems Manager`,
    sentence: (v) => `${v.resource} does not report to Systems Manager.`,
    first: 'install the SSM agent and give the instance a role for it.',
    why: 'Nobody sees what is installed there, and it cannot be patched from afar.',
    breaks: 'Nothing. The instance needs a way to the SSM endpoints.',
  },
  'SSM.2': {
    headline: (v, over) => `${v.resource} ${over ? 'lacked' : 'lacks'} patches`,
    sentence: (v) => `Patch Manager says that ${v.resource} misses patches which its baseline asks for.`,
    first: 'install the missing patches.',
    why: 'Holes that have a patch are the ones that are attacked.',
    breaks: 'Most patches need a restart. Try them on one machine, and take a snapshot before.',
  },
  'SSM.3': {
    headline: (v, over) => `A Systems Manager task ${over ? 'had failed' : 'fails'} on ${v.resource}`,
    sentence: (v) =>
      `An association of ${v.resource} is not compliant: State Manager could not bring it about.`,
    first: 'look at the history of the association for why, then run it again.',
    why: 'What it should set up, an agent or a setting, is missing there.',
    breaks: 'Nothing beyond what the association itself changes.',
  },
  'SSM.4': {
    headline: (v, over) => `SSM document ${v.resource} ${is(over)} public`,
    sentence: (v) => `Any AWS account can read ${v.resource}.`,
    first: 'stop sharing the document publicly, and block public sharing in the settings of SSM.',
    why: 'Names, commands and now and then secrets stand in it.',
    breaks: 'Accounts that use it because it is public. Share it with them by account id.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
