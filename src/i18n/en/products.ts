import type { ProductExplanation, ProductValues } from '../explanation.ts';

const vulnerable = (v: ProductValues) =>
  `${v.cve ?? 'Vulnerability'}${v.package === null ? '' : ` in ${v.package}`}`;
const software = (v: ProductValues) =>
  [v.package ?? 'software', v.version].filter((one) => one !== null).join(' ');
const known = (v: ProductValues) =>
  [
    `a known vulnerability${v.cve === null ? '' : ` (${v.cve})`}.`,
    v.fixedIn === null ? '' : `Fixed in ${v.fixedIn}.`,
    v.exploit ? 'An exploit is public.' : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
const others = (v: ProductValues) =>
  v.sharedWith === null ? 'somebody outside' : v.sharedWith === '*' ? 'everybody' : v.sharedWith;

const all = {
  vulnerability: {
    headline: (v) => `${vulnerable(v)} on ${v.resource}`,
    sentence: (v) => `${v.resource} has ${software(v)}, with ${known(v)}`,
    first: 'update the package; if that must wait, let nobody outside reach the program.',
    why: 'Everybody knows this hole and tools look for it. Once an exploit is public, attacks come within days.',
    harmless: 'Nothing runs that uses the package, or nobody outside can reach what does.',
    breaks: 'A new version may behave differently, and services need a restart. Try it on one machine first.',
  },
  'image-vulnerability': {
    headline: (v) => `${vulnerable(v)}, image ${v.resource}`,
    sentence: (v) => `An image in ${v.resource} has ${software(v)}, with ${known(v)}`,
    first: 'build the image again with the new version, deploy it, then delete the old one.',
    why: 'Every container that starts from this image has the hole.',
    harmless: 'Nothing runs this image any more, or the package was only needed to build it.',
    breaks: 'A newer base may bring other versions along. Test the image before you deploy it.',
  },
  'reachable-port': {
    headline: (v, over) =>
      `${v.port === null ? 'A port' : `Port ${v.port}`} of ${v.resource} ${over ? 'was' : 'is'} reachable from outside`,
    sentence: (v) =>
      `Its network lets others from outside the VPC reach ${v.port === null ? 'a port' : `port ${v.port}`} of ${v.resource}.`,
    first: 'limit the security group to known addresses, unless this port is meant for everybody.',
    why: 'What can be reached is scanned all day. It matters most for administration and databases.',
    harmless: 'The port is meant to be public: a web server on 443, for instance.',
    breaks: 'People and systems that connect from addresses which are not on the new list.',
  },
  'sensitive-data': {
    headline: (v, over) => `Sensitive data ${over ? 'was' : 'is'} in ${v.resource}`,
    sentence: (v) =>
      `Macie found ${v.data === null ? 'sensitive data' : `data that looks sensitive (${v.data})`} in ${v.file ?? 'an object'} of bucket ${v.resource}.`,
    first: 'see who can read the bucket, then ask its owner whether the data belongs there.',
    why: 'Data that nobody knows about is not protected, and a leak of it may have to be reported.',
    harmless: 'It is test data, or the bucket is the place made for such data.',
    breaks: 'Programs that expect the object where it is. Ask before you move it.',
  },
  'public-bucket': {
    headline: (v) => `Bucket ${v.resource} was opened to everyone`,
    sentence: (v) =>
      `Somebody changed the policy or the access list of ${v.resource}, and now everyone can use it.`,
    first: 'turn on Block Public Access for the bucket, then see who changed it and who read from it.',
    why: 'Open buckets are found within hours. Whatever is in it may be copied already.',
    harmless: 'It serves a website or open data on purpose, and somebody can say so.',
    breaks: 'Whatever reads it without signing in. Put CloudFront in front of it first.',
  },
  'shared-bucket': {
    headline: (v) => `Bucket ${v.resource} was shared with somebody outside`,
    sentence: (v) =>
      `${v.resource} was opened to an account outside your organization or to CloudFront, or is replicated to such an account.`,
    first: 'see in CloudTrail who changed it, and ask whether that account is known.',
    why: 'Sharing or replicating a bucket is a quiet way to take data out.',
    harmless: 'The account belongs to a partner, or to you but is not in Macie.',
    breaks: 'The partner who uses the data. Ask before you take the right away.',
  },
  'unblocked-bucket': {
    headline: (v) => `Block Public Access was turned off for ${v.resource}`,
    sentence: (v) => `Nothing keeps ${v.resource} from being opened to everyone any more.`,
    first: 'turn it on again unless somebody can say why not.',
    why: 'It is often the step before a bucket is opened.',
    harmless: 'A website is being set up there on purpose.',
    breaks: 'Whatever reads the bucket without signing in.',
  },
  'unencrypted-bucket': {
    headline: (v) => `Default encryption of ${v.resource} was changed`,
    sentence: (v) =>
      `The default encryption of ${v.resource} was reset; KMS keys that were set are not used any more.`,
    first: 'see who changed it, and set the KMS key again if your rules ask for one.',
    why: 'Without a key of your own, the right to read the bucket is enough to read the data.',
    harmless: 'S3 encrypts new objects with its own keys anyway; no rule may ask for more.',
    breaks: 'Readers need the right to use the key.',
  },
  'public-access': {
    headline: (v, over) => `${v.resource} ${over ? 'could' : 'can'} be used by everyone`,
    sentence: (v) => `The policy of ${v.resource} allows public access.`,
    first: 'take the star out of the policy, unless it is public on purpose.',
    why: 'Anyone on the internet may use it, without an account of yours.',
    harmless: 'It is public on purpose, a website for instance. Then archive the finding in Access Analyzer.',
    breaks: 'Whoever uses it without being named. CloudTrail shows the calls that were made.',
  },
  'shared-access': {
    headline: (v, over) => `${v.resource} ${over ? 'was' : 'is'} shared with somebody outside`,
    sentence: (v) => `The policy of ${v.resource} gives access to ${others(v)}, outside your zone of trust.`,
    first: 'ask the owner who that is; if nobody knows, take them out of the policy.',
    why: 'A break-in there reaches you. Old partners and suppliers are easily forgotten.',
    harmless: 'It is a partner or supplier that somebody knows. Then archive the finding in Access Analyzer.',
    breaks: 'Whatever they do with it. CloudTrail shows the calls that were made.',
  },
  'unused-access': {
    headline: (v, over) => `${v.resource} ${over ? 'had' : 'has'} access that nobody uses`,
    sentence: (v) =>
      `Rights or credentials of ${v.resource} were not used for a long time, says Access Analyzer.`,
    first: 'take away what is unused; make keys inactive before you delete them.',
    why: 'Unused rights help only whoever steals the credentials.',
    harmless: 'It is for emergencies, or a job that runs once a year.',
    breaks: 'Just those: what runs rarely. Keep the old policy, so that you can go back.',
  },
  'config-rule': {
    headline: (v, over) =>
      `${v.resource} ${over ? 'broke' : 'breaks'} ${v.rule === null ? 'a rule of AWS Config' : `rule ${v.rule}`}`,
    sentence: (v) =>
      `AWS Config says that ${v.resource} does not comply with ${v.rule === null ? 'one of your rules' : `your rule ${v.rule}`}.`,
    first: 'see in Config what the rule asks for, and change the resource.',
    why: 'Somebody in your organization made this rule, or turned it on, for a reason.',
    harmless: 'The rule is not meant for this resource. Then narrow its scope.',
    breaks: 'That depends on the rule. Its description says what it changes.',
  },
  'missing-patches': {
    headline: (v, over) => `${v.resource} ${over ? 'lacked' : 'lacks'} patches`,
    sentence: (v) => `Patch Manager says that ${v.resource} misses patches which its baseline asks for.`,
    first: 'install the missing patches.',
    why: 'Holes that have a patch are the ones that are attacked.',
    harmless: 'The machine is about to be replaced, or nobody can reach it.',
    breaks: 'Most patches need a restart. Try them on one machine, and take a snapshot before.',
  },
  'leaked-key-notice': {
    headline: (v) => `AWS found credentials of ${v.account} in public`,
    sentence: (v) => `AWS saw credentials of ${v.account} (${v.resource}) in a public place.`,
    first: 'make the key inactive, then look at everything it did in CloudTrail.',
    why: 'Such keys are used within minutes, mostly for mining. AWS may limit the account until you act.',
    harmless: 'The key was already deleted, or was an example that never worked.',
    breaks: 'Whatever uses the key. It has to change anyway.',
    quotes: true,
  },
  'abuse-notice': {
    headline: (v) => `AWS received a complaint about ${v.account}`,
    sentence: (v) => `Somebody says that ${v.resource} in ${v.account} attacks or disturbs others.`,
    first: 'look at the resource for signs of a break-in, and answer AWS within a day.',
    why: 'Machines that attack others are usually taken over. AWS may stop them when nobody answers.',
    harmless: 'It is a scan or a mailing of your own. AWS still wants an answer.',
    breaks: 'Nothing by answering. Isolating the machine stops what runs there.',
    quotes: true,
  },
  notice: {
    headline: (v) =>
      v.notice === null ? `AWS has a notice for ${v.account}` : `AWS notice ${v.notice} for ${v.account}`,
    sentence: (v) => `AWS told ${v.account} something about ${v.resource}.`,
    first: 'read the notice in the AWS Health Dashboard, and see whether it sets a date.',
    why: 'Notices tell of changes that AWS will make whether you are ready or not.',
    harmless: 'Many notices only confirm something that you did.',
    breaks: 'That depends on the notice.',
    quotes: true,
  },
  'source-health': {
    headline: (v, over) => `A detector may ${over ? 'have been' : 'be'} off in ${v.account}`,
    sentence: (v) =>
      `Within ${v.minutes ?? 'a few'} min, ${v.closed ?? 'many'} findings closed and ${v.unverifiable ?? 'others'} could no longer be checked. All at once, that is seldom good news.`,
    first:
      'see whether GuardDuty, Security Hub and the AWS Config recorder are still on, and in CloudTrail who touched them.',
    why: 'Whoever breaks in switches off what watches. Silence is then no sign of health.',
    harmless:
      'A team mended many things at once, a standard was switched off on purpose, or resources were deleted.',
    breaks: 'Nothing: a recorder that is on again only costs what it records.',
  },
} satisfies Readonly<Record<string, ProductExplanation>>;

/**
 * What other products of AWS report. Sources: Inspector user guide, "Finding types"; Macie user guide, "Types of
 * findings"; IAM user guide, "Integrating Access Analyzer with Security Hub"; Security Hub user guide, "AWS service
 * integrations" (Health, Config, Patch Manager).
 */
export const products: Readonly<Record<keyof typeof all, ProductExplanation>> = all;
