import type { ControlExplanation } from '../../explanation.ts';
import { are, has, is } from './tense.ts';

/** ECR, ECS and EKS. */
export const containers = {
  'ECR.1': {
    headline: (v, over) => `Images in ${v.resource} ${are(over)} not scanned`,
    sentence: (v) => `Repository ${v.resource} takes images without looking for known vulnerabilities.`,
    first: 'turn on scanning on push, best with Inspector for the whole registry.',
    why: 'Images with known holes can go into production, and nobody is told.',
    breaks: 'Nothing. Scanning with Inspector costs money by image.',
  },
  'ECR.2': {
    headline: (v, over) => `Tags in ${v.resource} ${over ? 'could' : 'can'} be moved to another image`,
    sentence: (v) => `Repository ${v.resource} lets a tag be overwritten.`,
    first: 'make tags immutable, and give each build a tag of its own.',
    why: 'Whoever may push can swap an image that was tested for another one, under the same name.',
    breaks: 'Pipelines that push the same tag again, such as latest, fail.',
  },
  'ECR.3': {
    headline: (v, over) => `Repository ${v.resource} ${has(over)} no lifecycle policy`,
    sentence: (v) => `Old images stay in ${v.resource} for ever.`,
    first: 'add a lifecycle policy that keeps what may be deployed.',
    why: 'Old images with old holes can be started again by mistake, and cost storage.',
    breaks: 'Deleted images cannot be deployed any more. Preview the policy, and keep enough to go back.',
  },
  'ECS.2': {
    headline: (v, over) => `Tasks of ${v.resource} ${over ? 'got' : 'get'} public addresses`,
    sentence: (v) => `ECS service ${v.resource} gives each task a public IP address.`,
    first: 'turn off public addresses and put the service behind a load balancer.',
    why: 'Each task can be reached from the internet if its security group allows it.',
    breaks: 'Without a NAT gateway or VPC endpoints, tasks cannot fetch their image or write logs.',
  },
  'ECS.4': {
    headline: (v, over) => `Containers of ${v.resource} ${over ? 'ran' : 'run'} privileged`,
    sentence: (v) => `Task definition ${v.resource} has a container with privileged set to true.`,
    first: 'set privileged to false; add the one Linux capability that is needed, if any.',
    why: 'A privileged container that is taken over means that the whole host is.',
    breaks: 'Containers that mount disks, load modules or run Docker inside.',
  },
  'ECS.5': {
    headline: (v, over) => `Containers of ${v.resource} ${over ? 'could' : 'can'} change their own files`,
    sentence: (v) => `Task definition ${v.resource} lets a container write to its root file system.`,
    first: 'set readonlyRootFilesystem to true, and mount a volume where the program must write.',
    why: 'Whoever breaks in cannot leave tools behind when there is nowhere to write.',
    breaks:
      'Programs that write to /tmp, caches or logs on disk. Mount volumes there first. Windows cannot do it.',
  },
  'ECS.8': {
    headline: (v, over) => `Task definition ${v.resource} ${has(over)} secrets in plain text`,
    sentence: (v) =>
      `An environment variable of ${v.resource} is named like a key (AWS_SECRET_ACCESS_KEY for instance).`,
    first: 'move the value into Secrets Manager, refer to it under secrets, and replace the key.',
    why: 'Everybody who may look at the task definition reads it, and old revisions keep it.',
    breaks: 'The execution role needs the right to read the secret, or tasks do not start.',
  },
  'ECS.12': {
    headline: (v, over) => `ECS cluster ${v.resource} ${has(over)} no Container Insights`,
    sentence: (v) => `Nothing measures the tasks and containers of ${v.resource} one by one.`,
    first: 'turn on Container Insights for the cluster.',
    why: 'Unusual load, from mining for instance, shows late or not at all.',
    breaks: 'Nothing. The metrics and logs cost money.',
  },
  'EKS.1': {
    headline: (v, over) => `The API of EKS cluster ${v.resource} ${is(over)} open to the internet`,
    sentence: (v) => `The public endpoint of ${v.resource} is on.`,
    first: 'turn on the private endpoint, then turn off the public one or limit its addresses.',
    why: 'A leaked token or a hole in Kubernetes can be used from anywhere.',
    breaks:
      'People and pipelines outside the VPC lose kubectl; nodes too, if the private endpoint is off. Limiting addresses alone may not pass the check.',
  },
  'EKS.2': {
    headline: (v, over) => `EKS cluster ${v.resource} ${over ? 'ran' : 'runs'} an old Kubernetes`,
    sentence: (v) => `${v.resource} runs a version of Kubernetes that is out of standard support.`,
    first: 'upgrade the cluster one minor version at a time, then its nodes and add-ons.',
    why: 'Old versions get no more fixes in the end, cost more meanwhile, and are upgraded by AWS at last.',
    breaks: 'Workloads that use removed APIs. The upgrade insights of EKS list them. There is no way back.',
  },
  'EKS.8': {
    headline: (v, over) => `EKS cluster ${v.resource} ${has(over)} no audit log`,
    sentence: (v) => `${v.resource} does not send its audit log to CloudWatch Logs.`,
    first: 'turn on the audit log of the control plane.',
    why: 'Nobody could say who did what in the cluster.',
    breaks: 'Nothing. Busy clusters write a lot, and CloudWatch Logs charges for it.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
