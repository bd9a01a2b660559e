import type { ThreatExplanation, Values } from '../../explanation.ts';
import { askPerson, from, fromAddress, newJob, ownList, sharedAddress, who } from './phrases.ts';

const lookAtCluster = 'see who made the call in the EKS audit log and take back that access.';
const lookAtWorkload = 'see which image and which mounts it runs with; delete it if nobody can explain it.';

const reached = (v: Values, origin: string) =>
  `${v.user} called the Kubernetes API of ${v.resource}${origin}.`;
const user = (v: Values, what: string) => `${who(v)} ${what} in ${v.resource}`;

export const kubernetes = {
  '*:Kubernetes/SuccessfulAnonymousAccess': {
    headline: (v) => `Cluster ${v.resource} answered somebody without a name`,
    sentence: (v) => `A call to the Kubernetes API of ${v.resource}${from(v)} succeeded without any login.`,
    first: 'take the rights of system:anonymous away, then see what was done with them.',
    why: 'What anonymous may do, anybody may do who reaches the API. There is no name to hold on to afterwards.',
    harmless:
      'A right that was given on purpose for harmless information. Health checks such as /healthz and /version do not count.',
  },
  '*:Kubernetes/MaliciousIPCaller.Custom': {
    headline: (v) => `Cluster ${v.resource} reached from your threat list`,
    sentence: (v) => reached(v, fromAddress(v, 'on a list that you gave')),
    first: lookAtCluster,
    why: 'You listed this address because you had a reason, and now it calls your cluster.',
    harmless: ownList,
  },
  '*:Kubernetes/MaliciousIPCaller': {
    headline: (v) => `Cluster ${v.resource} reached from a bad address`,
    sentence: (v) => reached(v, fromAddress(v, 'known for attacks')),
    first: lookAtCluster,
    why: 'A kubeconfig or token may be in the wrong hands, and the API can be reached from there.',
    harmless: sharedAddress,
  },
  '*:Kubernetes/TorIPCaller': {
    headline: (v) => `Cluster ${v.resource} reached through Tor`,
    sentence: (v) => reached(v, `${from(v)}, through the Tor network`),
    first: lookAtCluster,
    why: 'Tor hides where a caller sits. Nobody who runs the cluster needs that.',
    harmless: 'A colleague with a privacy tool, which they should not use for this.',
  },
  'CredentialAccess:Kubernetes/AnomalousBehavior.SecretsAccessed': {
    headline: (v) => `Unusual reading of secrets in cluster ${v.resource}`,
    sentence: (v) => `${user(v, 'read secrets')} in an unusual way.`,
    first: 'see which secrets were read, and change them if nobody can explain it.',
    why: 'Secrets hold the passwords and tokens for everything around the cluster.',
    harmless: `A new operator or a secrets tool. ${newJob}`,
  },
  'Discovery:Kubernetes/AnomalousBehavior.PermissionChecked': {
    headline: (v) => `Somebody is asking what they may do in cluster ${v.resource}`,
    sentence: (v) => `${user(v, 'checked for powerful permissions')} in an unusual way.`,
    first: askPerson,
    why: 'Whoever holds a stolen token asks first what it is good for. Asking changes nothing by itself.',
    harmless: 'An administrator who runs kubectl auth can-i, or a tool that checks its own rights.',
  },
  'Execution:Kubernetes/ExecInKubeSystemPod': {
    headline: (v) => `A command was run in a system pod of ${v.resource}`,
    sentence: (v) => `${user(v, 'ran a command inside a pod of kube-system')}.`,
    first: 'ask the person behind it; if it was not them, take back that access.',
    why: 'The namespace kube-system holds what runs the cluster itself. Commands are rarely run there by hand.',
    harmless: 'Somebody who looks into DNS or network trouble by hand.',
  },
  'Execution:Kubernetes/AnomalousBehavior.ExecInPod': {
    headline: (v) => `An unusual command was run in a pod of ${v.resource}`,
    sentence: (v) =>
      `${user(v, 'ran a command inside a pod')}, which is unusual for this user, pod or namespace.`,
    first: askPerson,
    why: 'A shell in a pod reads its secrets and its role, and reaches whatever the pod reaches.',
    harmless: 'Somebody who looks into trouble by hand with kubectl exec.',
  },
  'Execution:Kubernetes/AnomalousBehavior.WorkloadDeployed': {
    headline: (v) => `An unusual workload was started in ${v.resource}`,
    sentence: (v) =>
      `${user(v, 'created or changed a workload')} in an unusual way: a new image, perhaps, or a risky setting.`,
    first: lookAtWorkload,
    why: 'A container of their own is how attackers run their code in a cluster and get at its nodes.',
    harmless: newJob,
  },
  '*ContainerWithSensitiveMount': {
    headline: (v) => `A container in ${v.resource} can reach files of its node`,
    sentence: (v) => `${user(v, 'started a container that mounts a sensitive directory of the node')}.`,
    first: lookAtWorkload,
    why: 'Through such a mount a container can take over its node and, from there, the other containers on it.',
    harmless: 'An agent for logs, monitoring or storage, which needs such mounts to work.',
  },
  '*PrivilegedContainer': {
    headline: (v) => `A container with all rights runs in ${v.resource}`,
    sentence: (v) => `${user(v, 'started a privileged container')}, which is as good as root on its node.`,
    first: lookAtWorkload,
    why: 'Nothing separates such a container from its node. Whoever enters it has the node.',
    harmless: 'A network, storage or security agent, which needs such rights to work.',
  },
  'PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleBindingCreated': {
    headline: (v) => `Somebody was given great rights in cluster ${v.resource}`,
    sentence: (v) =>
      `${user(v, 'bound somebody to a powerful role or in a sensitive namespace')}, which is unusual.`,
    first: 'see who got which role, and delete the binding if nobody can explain it.',
    why: 'A binding to an admin role can open the whole cluster, and it stays until somebody removes it.',
    harmless: 'A new operator or Helm chart that brings its own roles.',
  },
  'PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleCreated': {
    headline: (v) => `A role with great rights was made in cluster ${v.resource}`,
    sentence: (v) => `${user(v, 'created or changed a role with wide permissions')} in an unusual way.`,
    first: 'see what the role allows and who is bound to it.',
    why: 'The role alone does nothing yet; together with a binding it can open a namespace or the whole cluster.',
    harmless: 'A new operator or Helm chart that brings its own roles.',
  },
  'Policy:Kubernetes/AdminAccessToDefaultServiceAccount': {
    headline: (v) => `Ordinary pods in ${v.resource} may be administrators`,
    sentence: (v) =>
      `${user(v, 'gave admin rights to the default service account of a namespace')}; pods without one of their own use it.`,
    first: 'delete the binding, and give the one workload that needs it a service account of its own.',
    why: 'Whoever enters any such pod has the rights of an administrator.',
    harmless: 'A cluster for trials. Elsewhere it is a shortcut that should not stay.',
  },
  'Policy:Kubernetes/AnonymousAccessGranted': {
    headline: (v, over) =>
      `Cluster ${v.resource} ${over ? 'gave' : 'gives'} rights to people without a login`,
    sentence: (v) => `${user(v, 'bound a role to system:anonymous or system:unauthenticated')}.`,
    first: 'delete the binding, then look in the audit log for calls without a login.',
    why: 'Anybody who reaches the API now has these rights, without any credentials.',
    harmless: 'A role that allows nothing but health checks or public cluster information.',
  },
  'Policy:Kubernetes/ExposedDashboard': {
    headline: (v, over) => `The dashboard of ${v.resource} ${over ? 'was' : 'is'} on the internet`,
    sentence: (v) =>
      `A load balancer service makes the Kubernetes dashboard of ${v.resource} reachable from outside.`,
    first: 'delete that service, and reach the dashboard through kubectl proxy or a VPN.',
    why: 'Any gap in the login of the dashboard lets strangers manage the cluster.',
    harmless: 'A load balancer that lets only known addresses in, and a dashboard that asks for a login.',
  },
  'Policy:Kubernetes/KubeflowDashboardExposed': {
    headline: (v, over) => `The Kubeflow dashboard of ${v.resource} ${over ? 'was' : 'is'} on the internet`,
    sentence: (v) =>
      `A load balancer service makes the Kubeflow dashboard of ${v.resource} reachable from outside.`,
    first: 'delete that service, and reach the dashboard through kubectl port-forward or a VPN.',
    why: 'Any gap in its login lets strangers start notebooks and pipelines of their own: code in your cluster.',
    harmless: 'A load balancer that lets only known addresses in, and a dashboard that asks for a login.',
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
