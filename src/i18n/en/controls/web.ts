import type { ControlExplanation } from '../../explanation.ts';
import { has } from './tense.ts';

/** What stands in front of applications: load balancers and CloudFront. */
export const web = {
  'ELB.1': {
    headline: (v, over) => `Load balancer ${v.resource} ${over ? 'served' : 'serves'} plain HTTP`,
    sentence: (v) => `An HTTP listener of ${v.resource} does not redirect to HTTPS.`,
    first: 'have the HTTP listener redirect to HTTPS.',
    why: 'Over plain HTTP, anybody on the way can read passwords and change pages.',
    breaks: 'Clients and health checks that speak only HTTP or do not follow redirects.',
  },
  'ELB.4': {
    headline: (v, over) => `Load balancer ${v.resource} ${over ? 'passed' : 'passes'} on invalid headers`,
    sentence: (v) => `${v.resource} hands invalid HTTP headers to the servers behind it.`,
    first: 'turn on "drop invalid header fields".',
    why: 'Servers that read such headers differently can be tricked (request smuggling).',
    breaks: 'Clients that send headers with unusual characters in their names, underscores for instance.',
  },
  'ELB.5': {
    headline: (v, over) => `Load balancer ${v.resource} ${has(over)} no access logs`,
    sentence: (v) => `${v.resource} does not record who asked for what.`,
    first: 'turn on access logs, to an S3 bucket.',
    why: 'After an attack, nobody could say where it came from or what it reached.',
    breaks: 'Nothing. The bucket policy must let the load balancer write; the logs cost storage.',
  },
  'ELB.6': {
    headline: (v, over) => `Load balancer ${v.resource} ${over ? 'could' : 'can'} be deleted with one call`,
    sentence: (v) => `Deletion protection is off for ${v.resource}.`,
    first: 'turn on deletion protection.',
    why: 'A wrong command is enough to take the application off the network.',
    breaks: 'Scripts and stacks that delete the load balancer must turn protection off first.',
  },
  'CloudFront.1': {
    headline: (v, over) => `CloudFront distribution ${v.resource} ${has(over)} no default root object`,
    sentence: (v) => `A request for the root of ${v.resource} goes to the origin as it is.`,
    first: 'set a default root object, such as index.html.',
    why: 'If the origin is a bucket that lists its contents, everybody sees the list of files.',
    breaks: 'Applications that answer at / themselves. Test it there first.',
  },
  'CloudFront.3': {
    headline: (v, over) =>
      `CloudFront ${v.resource} ${over ? 'accepted' : 'accepts'} unencrypted connections`,
    sentence: (v) => `A behavior of ${v.resource} answers plain HTTP.`,
    first: 'set the viewer protocol policy to redirect to HTTPS, or HTTPS only.',
    why: 'Over plain HTTP, anybody on the way can read and change what is sent.',
    breaks: 'Old clients without HTTPS, and those that do not follow redirects.',
  },
  'CloudFront.5': {
    headline: (v, over) => `CloudFront distribution ${v.resource} ${has(over)} no access logs`,
    sentence: (v) => `${v.resource} does not record who asked for what.`,
    first: 'turn on access logs.',
    why: 'After an attack, nobody could say where it came from or what was taken.',
    breaks: 'Nothing. The logs cost storage.',
  },
  'CloudFront.6': {
    headline: (v, over) => `CloudFront distribution ${v.resource} ${has(over)} no WAF`,
    sentence: (v) => `No web ACL stands in front of ${v.resource}.`,
    first: 'attach a web ACL; begin with the managed rules in count mode.',
    why: 'Known attacks on web applications reach the origin unfiltered.',
    breaks: 'Rules can block real users. Watch them in count mode before you block.',
  },
} satisfies Readonly<Record<string, ControlExplanation>>;
