import type { Explanation, Values } from '../explanation.ts';

const from = (v: Values) =>
  v.address === null ? '' : ` from ${v.address}${v.country === null ? '' : ` (${v.country})`}`;
const at = (v: Values) => (v.address === null ? '' : ` at ${v.address}`);
const called = (v: Values) => (v.api === null ? 'called AWS' : `called ${v.api}`);
/** Who, and from where, as the subject of a sentence. */
const who = (v: Values) => (v.address === null ? v.user : `${v.user} (from ${v.address})`);
const domain = (v: Values) => v.domain ?? 'a domain';

const isolate = 'isolate it, then find out how it was entered.';
const disableKey = 'make the access key inactive, then look at everything it did in CloudTrail.';
const closePort = 'close the port to the internet, then look for logins that succeeded.';
const askPerson = 'ask the person behind it; if it was not them, make the credentials inactive.';
const closeBucket = 'turn on Block Public Access for the bucket, then see who read from it.';
const publicAccessOn = 'switch Block Public Access on again unless somebody can say why not.';
const lookAtBucket =
  'see which identity made the calls and take its access away if it has no business there.';
const lookAtCluster = 'see who made the call in the EKS audit log and take back that access.';

/** GuardDuty uses one type for the victim and for the attacker. */
const triedBetween = (v: Values, kind: string) =>
  v.address === null
    ? `${kind} passwords are tried at ${v.resource}, or from there.`
    : `${kind} passwords are tried between ${v.resource} and ${v.address}; see which of them tries.`;

const mining: Explanation = {
  headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} mining cryptocurrency`,
  sentence: (v) =>
    v.domain !== null
      ? `${v.resource} asked for ${v.domain}, an address of a mining pool.`
      : v.address !== null
        ? `${v.resource} talked to ${v.address}, an address of a mining pool.`
        : `${v.resource} did what cryptocurrency miners do.`,
  first: isolate,
};

const badDomain: Explanation = {
  headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} asking for a domain with a bad name`,
  sentence: (v) => `${v.resource} asked for ${domain(v)}, which is known or suspected to serve attackers.`,
  first: 'find the process that asked; isolate the machine if nobody can explain it.',
};

const malware: Explanation = {
  headline: (v) => `Malware found in ${v.resource}`,
  sentence: (v) =>
    v.file === null
      ? `A file in ${v.resource} is malware, or looks like it.`
      : `${v.resource.includes(v.file) ? v.resource : `${v.file} in ${v.resource}`} is malware, or looks like it.`,
  first: 'keep others from using the file, then find out who put it there and when.',
};

const tor: Explanation = {
  headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} using the Tor network`,
  sentence: (v) => `${v.resource} connected to Tor${at(v)}, which hides who talks to whom.`,
  first: isolate,
};

const leakedRole: Explanation = {
  headline: (v, over) => `Credentials of ${v.resource} ${over ? 'were' : 'are'} used from somewhere else`,
  sentence: (v) =>
    `Temporary credentials of ${v.resource} were used${from(v)}${v.api === null ? '' : ` to call ${v.api}`}, where they do not belong.`,
  first: 'revoke the sessions of its role, then find out how the credentials got out.',
};

const all = {
  'AttackSequence:IAM/*': {
    headline: (v) => `Stolen credentials at work in ${v.account}, in several steps`,
    sentence: (v) =>
      `Several steps by ${v.user}${from(v)} fit together as one attack with stolen credentials.`,
    first: 'make the credentials inactive, then follow the steps in GuardDuty.',
  },
  'AttackSequence:S3/*': {
    headline: (v) => `Data in S3 under attack in ${v.account}, in several steps`,
    sentence: (v) =>
      `Several steps by ${v.user}${from(v)} fit together as an attempt to take or destroy data in S3.`,
    first: 'make the credentials inactive, then see what was read or deleted.',
  },
  'AttackSequence:*': {
    headline: (v) => `An attack in several steps on ${v.resource}`,
    sentence: (v) =>
      `Several steps${from(v)} fit together as one attack on ${v.resource} and what is around it.`,
    first: 'isolate what is named, then follow the steps in GuardDuty.',
  },
  'CryptoCurrency:*': mining,
  'Impact:*/BitcoinDomainRequest.*': mining,
  'Impact:Runtime/CryptoMinerExecuted': mining,
  'Backdoor:*/C&CActivity*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} controlled from outside`,
    sentence: (v) =>
      v.domain !== null
        ? `${v.resource} asked for ${v.domain}, a known control server of attackers.`
        : `${v.resource} talks to a known control server of attackers${at(v)}.`,
    first: isolate,
  },
  'Backdoor:EC2/DenialOfService.*': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} attacking others (denial of service)`,
    sentence: (v) => `${v.resource} sends the kind of traffic that knocks other machines over.`,
    first: isolate,
  },
  'Backdoor:EC2/Spambot': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} sending spam`,
    sentence: (v) => `${v.resource} talks to mail servers on port 25 as spam senders do.`,
    first: isolate,
  },
  'Behavior:EC2/*': {
    headline: (v) => `Unusual traffic from ${v.resource}`,
    sentence: (v) =>
      `${v.resource} talks${v.port === null ? '' : ` on port ${v.port}`}${v.address === null ? '' : ` to ${v.address}`} in a way that it never did before.`,
    first: 'ask its owner about the change; isolate it if nobody knows.',
  },
  'DefenseEvasion:EC2/*': {
    headline: (v) => `Hidden name lookups by ${v.resource}`,
    sentence: (v) => `${v.resource} asks an unusual DNS server${at(v)}, past the one that is watched.`,
    first: 'find the process that asks; isolate the machine if nobody can explain it.',
  },
  'Discovery:RDS/*': {
    headline: (v) => `Somebody is feeling out database ${v.resource}`,
    sentence: (v) =>
      `Connections to ${v.resource} came${from(v)}${v.address === null ? ' from' : ','} an address on a threat list or of Tor.`,
    first: 'make sure that the database cannot be reached from the internet.',
  },
  'CredentialAccess:RDS/*FailedLogin': {
    headline: (v) => `Somebody is trying passwords on ${v.resource}`,
    sentence: (v) => `Logins to the database ${v.resource} failed${from(v)}.`,
    first: 'make sure that the database cannot be reached from the internet.',
  },
  'CredentialAccess:RDS/*': {
    headline: (v) => `Suspicious login to database ${v.resource}`,
    sentence: (v) => `Somebody logged in to ${v.resource}${from(v)} in an unusual way, as ${v.user}.`,
    first: 'change the password of that database user, then see what was read.',
  },
  'UnauthorizedAccess:EC2/SSHBruteForce': {
    headline: (v) => `SSH passwords tried on ${v.resource}`,
    sentence: (v) => triedBetween(v, 'SSH'),
    first: closePort,
  },
  'UnauthorizedAccess:EC2/RDPBruteForce': {
    headline: (v) => `Remote desktop passwords tried on ${v.resource}`,
    sentence: (v) => triedBetween(v, 'Remote desktop'),
    first: closePort,
  },
  'Impact:EC2/WinRMBruteForce': {
    headline: (v) => `Windows administration passwords tried on ${v.resource}`,
    sentence: (v) => triedBetween(v, 'WinRM'),
    first: closePort,
  },
  'UnauthorizedAccess:*/TorClient': tor,
  'UnauthorizedAccess:*/TorRelay': tor,
  'UnauthorizedAccess:*/MetadataDNSRebind': {
    headline: (v) => `An attempt to steal the credentials of ${v.resource}`,
    sentence: (v) =>
      `${v.resource} asked for ${domain(v)}, which answers with the address of the metadata service.`,
    first: 'require IMDSv2 on the instance, then look for what made it ask.',
  },
  'UnauthorizedAccess:IAMUser/*CredentialExfiltration.*': leakedRole,
  'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B': {
    headline: (v) => `${v.user} signed in from several places at once`,
    sentence: (v) =>
      `The console was entered as ${v.user}${from(v)} and from elsewhere at nearly the same time.`,
    first: askPerson,
  },
  'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom': {
    headline: (v) => `${v.resource} talks to an address on your threat list`,
    sentence: (v) =>
      `${v.resource} exchanged traffic with ${v.address ?? 'an address'} on a list that you gave.`,
    first: isolate,
  },
  'UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom': {
    headline: (v) => `Function ${v.resource} talks to an address on your threat list`,
    sentence: (v) =>
      `The function exchanged traffic with ${v.address ?? 'an address'} on a list that you gave.`,
    first: 'compare the deployed code with your repository, and stop the function if they differ.',
  },
  '*:S3/TorIPCaller': {
    headline: (v) => `Bucket ${v.resource} reached through Tor`,
    sentence: (v) => `${v.user} ${called(v)} on ${v.resource}${from(v)}, through the Tor network.`,
    first: lookAtBucket,
  },
  '*:S3/MaliciousIPCaller*': {
    headline: (v) => `Bucket ${v.resource} reached from a bad address`,
    sentence: (v) => `${v.user} ${called(v)} on ${v.resource}${from(v)}, an address on a threat list.`,
    first: lookAtBucket,
  },
  '*:IAMUser/TorIPCaller': {
    headline: (v) => `Credentials of ${v.user} used through Tor`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, through the Tor network.`,
    first: disableKey,
  },
  '*:IAMUser/MaliciousIPCaller*': {
    headline: (v) => `Credentials of ${v.user} used from a bad address`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, an address on a threat list.`,
    first: disableKey,
  },
  'PenTest:*': {
    headline: (v) => `A hacking toolkit used as ${v.user}`,
    sentence: (v) =>
      `A machine with a penetration testing system ${called(v)}${from(v)} with credentials of ${v.user}.`,
    first: 'ask whether a test was agreed; if not, make the credentials inactive.',
  },
  'Policy:IAMUser/*RootCredentialUsage': {
    headline: (v) => `Root of ${v.account} was used`,
    sentence: (v) => `The root user, who may do anything, ${called(v)}${from(v)}.`,
    first: 'find out who it was; if nobody did, change the root password and its MFA at once.',
  },
  'Stealth:IAMUser/CloudTrailLoggingDisabled': {
    headline: (v) => `CloudTrail logging was stopped in ${v.account}`,
    sentence: (v) => `${who(v)} switched a trail off; what happens from now on leaves no record there.`,
    first: 'switch the trail on again, then ask who did it.',
  },
  'Stealth:IAMUser/PasswordPolicyChange': {
    headline: (v) => `The password policy of ${v.account} was weakened`,
    sentence: (v) => `${who(v)} changed the rules for passwords.`,
    first: 'put the old policy back, then ask who did it.',
  },
  'Stealth:S3/ServerAccessLoggingDisabled': {
    headline: (v) => `Access logging of bucket ${v.resource} was stopped`,
    sentence: (v) => `${who(v)} switched off the log of who reads ${v.resource}.`,
    first: 'switch the log on again, then ask who did it.',
  },
  'DefenseEvasion:IAMUser/BedrockLoggingDisabled': {
    headline: (v) => `Logging of Bedrock was stopped in ${v.account}`,
    sentence: (v) => `${who(v)} switched off the log of calls to models.`,
    first: 'switch the log on again, then ask who did it.',
  },
  'Policy:S3/Bucket*AccessGranted': {
    headline: (v, over) => `Bucket ${v.resource} ${over ? 'was' : 'is'} open to everyone`,
    sentence: (v) =>
      `${v.user} ${called(v)}${from(v)}, and now people outside the account can reach ${v.resource}.`,
    first: closeBucket,
  },
  'Policy:S3/AccountBlockPublicAccessDisabled': {
    headline: (v) => `Protection against public buckets was switched off in ${v.account}`,
    sentence: (v) => `${who(v)} switched off Block Public Access; any bucket can now be made public.`,
    first: publicAccessOn,
  },
  'Policy:S3/BucketBlockPublicAccessDisabled': {
    headline: (v) => `Protection against public buckets was switched off for ${v.resource}`,
    sentence: (v) => `${who(v)} switched off Block Public Access; a bucket can now be made public.`,
    first: publicAccessOn,
  },
  'Exfiltration:S3/*': {
    headline: (v) => `Data may be leaving bucket ${v.resource}`,
    sentence: (v) => `${v.user} ${called(v)} on ${v.resource}${from(v)} in a way that is new for them.`,
    first: disableKey,
  },
  'Impact:S3/*': {
    headline: (v) => `Data in bucket ${v.resource} is being changed or deleted`,
    sentence: (v) => `${v.user} ${called(v)} on ${v.resource}${from(v)} in a way that is new for them.`,
    first: 'make the credentials inactive, then see whether versions of the objects can be restored.',
  },
  'Discovery:S3/*': {
    headline: (v) => `Somebody is looking around in bucket ${v.resource}`,
    sentence: (v) => `${v.user} ${called(v)} on ${v.resource}${from(v)} in a way that is new for them.`,
    first: askPerson,
  },
  'Exfiltration:IAMUser/*': {
    headline: (v) => `${v.user} may be taking data out`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, as one does to carry data out of an account.`,
    first: disableKey,
  },
  'Impact:IAMUser/*': {
    headline: (v) => `${v.user} may be destroying things`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, as one does to delete or spoil resources.`,
    first: disableKey,
  },
  'Persistence:IAMUser/*': {
    headline: (v) => `${v.user} may be building a way back in`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, as one does to keep access to an account.`,
    first: 'look for new users, keys and roles, then ask the person behind it.',
  },
  'PrivilegeEscalation:IAMUser/*': {
    headline: (v) => `${v.user} may be reaching for more rights`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, as one does to get more rights.`,
    first: 'look at changes of policies and roles, then ask the person behind it.',
  },
  '*:IAMUser/AnomalousBehavior': {
    headline: (v) => `Unusual activity by ${v.user}`,
    sentence: (v) => `${v.user} ${called(v)}${from(v)}, which is new for them.`,
    first: askPerson,
  },
  'Recon:EC2/PortProbe*': {
    headline: (v) => `An open port of ${v.resource} is being probed`,
    sentence: (v) => `Known attackers knock on port ${v.port ?? '(unknown)'} of ${v.resource}${from(v)}.`,
    first: 'close the port to the internet if nobody needs it.',
  },
  'Recon:EC2/Portscan': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} scanning other machines`,
    sentence: (v) => `${v.resource} tries many ports${at(v)}, as one does to find a way in.`,
    first: isolate,
  },
  'Impact:EC2/PortSweep': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} scanning the internet`,
    sentence: (v) =>
      `${v.resource} tries one port${v.port === null ? '' : ` (${v.port})`} on many addresses, to find others to attack.`,
    first: isolate,
  },
  'Trojan:EC2/DNSDataExfiltration': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} carrying data out through DNS`,
    sentence: (v) => `${v.resource} hides data in questions for ${domain(v)}.`,
    first: isolate,
  },
  'Trojan:*/DGADomainRequest*': badDomain,
  'Trojan:*/PhishingDomainRequest*': badDomain,
  'Trojan:*/DriveBySourceTraffic*': badDomain,
  'Impact:*DomainRequest.*': badDomain,
  'Trojan:*': {
    headline: (v, over) => `${v.resource} may have ${over ? 'had ' : ''}a trojan`,
    sentence: (v) =>
      v.domain === null
        ? `${v.resource} talks to an address that malware uses${v.address === null ? '' : ` (${v.address})`}.`
        : `${v.resource} asked for ${v.domain}, an address that malware uses.`,
    first: isolate,
  },
  '*/MaliciousFile*': malware,
  'Execution:*/SuspiciousFile': malware,
  'Execution:Runtime/ReverseShell': {
    headline: (v) => `Somebody has a shell in ${v.resource}`,
    sentence: (v) => `A process in ${v.resource} gave its command line to somebody outside${at(v)}.`,
    first: isolate,
  },
  'PrivilegeEscalation:Runtime/*': {
    headline: (v) => `A process may be breaking out in ${v.resource}`,
    sentence: (v) => `A process in ${v.resource} did what is used to get root or to leave a container.`,
    first: isolate,
  },
  '*:Runtime/*': {
    headline: (v) => `A suspicious process in ${v.resource}`,
    sentence: (v) =>
      `A process in ${v.resource} did what attackers do${v.file === null ? '' : `; the file is ${v.file}`}.`,
    first: 'see what the process is and who started it; isolate the machine if nobody knows.',
  },
  'Policy:Kubernetes/*': {
    headline: (v, over) => `Cluster ${v.resource} ${over ? 'was' : 'is'} set up too openly`,
    sentence: (v) => `A setting of ${v.resource} gives access to people who should have none.`,
    first: lookAtCluster,
  },
  '*:Kubernetes/SuccessfulAnonymousAccess': {
    headline: (v) => `Cluster ${v.resource} answered somebody without a name`,
    sentence: (v) => `A call to the Kubernetes API of ${v.resource}${from(v)} succeeded without any login.`,
    first: 'take the rights of system:anonymous away, then see what was done with them.',
  },
  '*:Kubernetes/*IPCaller*': {
    headline: (v) => `Cluster ${v.resource} reached from a suspicious address`,
    sentence: (v) =>
      `${v.user} called the Kubernetes API of ${v.resource}${from(v)}, an address on a threat list or of Tor.`,
    first: lookAtCluster,
  },
  '*:Kubernetes/*': {
    headline: (v) => `Unusual activity in cluster ${v.resource}`,
    sentence: (v) => `${v.user} did something in ${v.resource}${from(v)} that attackers also do.`,
    first: lookAtCluster,
  },
} satisfies Readonly<Record<string, Explanation>>;

/** Keyed by GuardDuty type, `*` for anything; the first that fits counts. Types: the GuardDuty user guide. */
export const threats: Readonly<Record<keyof typeof all, Explanation>> = all;
