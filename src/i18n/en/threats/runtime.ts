import type { ThreatExplanation } from '../../explanation.ts';
import { findProcess, isolate, peer, processIn } from './phrases.ts';

const debugging = 'A debugger, a profiler or a monitoring agent that somebody runs on purpose.';
const agent = 'A monitoring, backup or container tool that needs this to work.';
const stopContainer = 'stop the container and keep its node out of use until you know how far it got.';

export const runtime = {
  'Execution:Runtime/ReverseShell': {
    headline: (v, over) => `Somebody may have ${over ? 'had ' : ''}a shell in ${v.resource}`,
    sentence: (v) => `${processIn(v)} gave its command line to another machine${peer(v)}.`,
    first: isolate,
    why: 'A person, no program, may be typing commands there now.',
    harmless: 'Hardly anything: a tool for remote support, or an agreed test.',
  },
  'Execution:Runtime/MaliciousFileExecuted': {
    headline: (v) => `Malware ran in ${v.resource}`,
    sentence: (v) => `${processIn(v)} was run and is known to be malware.`,
    first: isolate,
    why: 'It is running or has run. Treat everything on that machine, its credentials too, as known to others.',
    harmless: 'Hardly anything: a test file, or a sample that somebody studies.',
  },
  'Impact:Runtime/CryptoMinerExecuted': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} mining cryptocurrency`,
    sentence: (v) => `${processIn(v)} was run and is a program that mines cryptocurrency.`,
    first: isolate,
    why: 'You pay for the computing time, and whoever started it can start anything else.',
    harmless: 'A miner that somebody runs there on purpose.',
  },
  'Execution:Runtime/NewBinaryExecuted': {
    headline: (v) => `A program that is not as in the image ran in ${v.resource}`,
    sentence: (v) => `${processIn(v)} was run, but was created or changed after the container started.`,
    first: 'find out where the file came from; stop the container if nobody knows.',
    why: 'Containers run what their image holds. What is new or changed was brought by somebody.',
    harmless:
      'An application that updates itself, compiles at the start, or somebody at work in the container.',
  },
  'Execution:Runtime/NewLibraryLoaded': {
    headline: (v) => `A library that is not as in the image was loaded in ${v.resource}`,
    sentence: (v) =>
      `${processIn(v)} loaded a library that was created or changed after the container started.`,
    first: 'find out where the library came from; stop the container if nobody knows.',
    why: 'A foreign library runs inside a program that you trust, with all its rights.',
    harmless: 'A language that unpacks its native libraries when it starts, as Java and Python packages do.',
  },
  'Execution:Runtime/SuspiciousTool': {
    headline: (v) => `A tool that attackers use ran in ${v.resource}`,
    sentence: (v) => `${processIn(v)} is a tool that break-in tests and attackers use.`,
    first: 'ask who ran it and why; isolate the machine if nobody knows.',
    why: 'Such tools look for other machines, listen in on the network or keep a way in open.',
    harmless: 'An administrator who looks into network trouble, or an agreed test.',
  },
  'Execution:Runtime/SuspiciousShellCreated': {
    headline: (v) => `A network service opened a shell in ${v.resource}`,
    sentence: (v) =>
      `${processIn(v)} is an interactive shell, started by a service that the network can reach.`,
    first:
      'look at the commands and at the service that started it; isolate the machine if nobody can explain it.',
    why: 'A hole in a web application can look like this once somebody is through it.',
    harmless: 'A management console, a CI runner or a notebook whose work it is to open shells.',
  },
  '*:Runtime/SuspiciousCommand': {
    headline: (v) => `A suspicious command was run in ${v.resource}`,
    sentence: (v) =>
      `${processIn(v)} ran a command that attackers use to look around, to get more rights, to hide or to stay.`,
    first: 'read the command line in GuardDuty, and ask who ran it; isolate the machine if nobody knows.',
    why: 'One command can be chance. Several in a row are somebody at work.',
    harmless: 'Administration by hand, a start script or a hardening script.',
  },
  'DefenseEvasion:Runtime/FilelessExecution': {
    headline: (v) => `A program without a file ran in ${v.resource}`,
    sentence: (v) => `${processIn(v)} runs from memory alone and left no file on the disk.`,
    first: findProcess,
    why: 'Malware does so to escape scanners that read disks. A restart also wipes the evidence.',
    harmless: 'Some container runtimes and just-in-time compilers work this way.',
  },
  'DefenseEvasion:Runtime/KernelModuleLoaded': {
    headline: (v) => `A kernel module was loaded on ${v.resource}`,
    sentence: (v) => `${processIn(v)} loaded a module into the kernel.`,
    first: isolate,
    why: 'What runs in the kernel can hide itself from everything else on the machine, monitoring included.',
    harmless: 'A driver, a VPN or a security agent that somebody installed just now.',
  },
  'DefenseEvasion:Runtime/ProcessInjection.*': {
    headline: (v, over) =>
      `A process in ${v.resource} may ${over ? 'have been' : 'be'} putting code into another`,
    sentence: (v) => `${processIn(v)} did what is used to put code into another process.`,
    first: findProcess,
    why: 'This way foreign code hides inside a program that everybody trusts.',
    harmless: debugging,
  },
  'DefenseEvasion:Runtime/PtraceAntiDebugging': {
    headline: (v) => `A process in ${v.resource} resists being watched`,
    sentence: (v) => `${processIn(v)} used ptrace so that no debugger can look into it.`,
    first: 'find out what the program is; leave it be if it is a product of yours.',
    why: 'Malware does so against analysis. By itself it harms nothing.',
    harmless: 'Software that protects its licence or its code in this way.',
  },
  'PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified': {
    headline: (v, over) => `A container may ${over ? 'have been' : 'be'} breaking out in ${v.resource}`,
    sentence: (v) =>
      `${processIn(v)} tried to change the release agent of a control group, a known way out of a container.`,
    first: stopContainer,
    why: 'If it worked, commands run as root on the node, next to all other containers.',
    harmless: 'Hardly anything: an agreed test, or a tool that manages control groups.',
  },
  'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory': {
    headline: (v) => `A container in ${v.resource} mounted the disk of its node`,
    sentence: (v) =>
      `${processIn(v)} mounted a file system of the node while the container was running, or tried to.`,
    first: stopContainer,
    why: 'With the disk of the node one can read its secrets and write what it runs next.',
    harmless: agent,
  },
  'PrivilegeEscalation:Runtime/DockerSocketAccessed': {
    headline: (v) => `A container in ${v.resource} talks to the Docker daemon`,
    sentence: (v) => `${processIn(v)} used the Docker socket, from inside a container.`,
    first: 'see whether this container is meant to manage others; stop it if not.',
    why: 'Whoever reaches this socket can start a container with all rights, which is as good as root on the node.',
    harmless: 'A CI runner, a monitoring agent or a reverse proxy that is given the socket on purpose.',
  },
  'PrivilegeEscalation:Runtime/ElevationToRoot': {
    headline: (v) => `A process became root in ${v.resource}`,
    sentence: (v) =>
      `${processIn(v)} took on the rights of root through a setuid program, in an unusual way.`,
    first: findProcess,
    why: 'As root one can read everything on the machine and switch off what watches it.',
    harmless:
      'An unusual job of an administrator (everyday sudo is left out), an installer, or ECS Exec, which works as root.',
  },
  'PrivilegeEscalation:Runtime/RuncContainerEscape': {
    headline: (v, over) => `A container may ${over ? 'have been' : 'be'} breaking out in ${v.resource}`,
    sentence: (v) =>
      `${processIn(v)} did what is used to take over runc, the program that starts containers.`,
    first: stopContainer,
    why: 'If it worked, the next container that starts runs foreign code as root on the node.',
    harmless: 'Hardly anything: an update of the container runtime at that moment, or an agreed test.',
  },
  'PrivilegeEscalation:Runtime/UserfaultfdUsage': {
    headline: (v) => `An unusual call to the kernel in ${v.resource}`,
    sentence: (v) => `${processIn(v)} used userfaultfd, which attacks on the kernel use to win races.`,
    first: findProcess,
    why: 'It can be a building block for getting root, and few ordinary applications need it.',
    harmless: 'Virtual machines, file systems in user space and some garbage collectors use it.',
  },
} satisfies Readonly<Record<string, ThreatExplanation>>;
