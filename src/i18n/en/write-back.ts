interface Decided {
  readonly who: string;
  /** Null: no end is known. */
  readonly until: string | null;
  /** Empty: none was given. */
  readonly reason: string;
}

const after = (reason: string) => (reason === '' ? '' : `: ${reason}`);
const upTo = (until: string | null) => (until === null ? '' : ` ${until}`);

interface Told {
  readonly service: string;
  readonly word: string;
  readonly count: number;
  readonly how: 'said' | 'waits' | 'dry-run';
}

interface Quieted {
  readonly total: string;
  readonly notify: string;
  readonly accept: string;
  readonly how: 'off' | 'dry-run' | 'on';
}

/** Notes on findings in AWS's own consoles, and what the card says where one was not taken. */
export const writeBack = {
  open: 'open again',
  somebody: 'somebody',
  until: (moment: string) => `until ${moment} UTC`,
  why: {
    acknowledged: ({ who, until }: Decided) => `${who} has this${upTo(until)}`,
    assigned: ({ who }: Decided) => `assigned to ${who}`,
    suppression: ({ who, until, reason }: Decided) => `suppressed by ${who}${upTo(until)}${after(reason)}`,
    verifying: ({ who, until }: Decided) => `${who} says it is done; being verified${upTo(until)}`,
    exception: ({ who, until, reason }: Decided) => `accepted by ${who}${upTo(until)}${after(reason)}`,
    handled: ({ who }: Decided) => `closed by ${who}: handled`,
    benign: ({ who }: Decided) => `closed by ${who}: benign`,
    'false-positive': ({ who }: Decided) => `closed by ${who}: a false positive`,
    duplicate: ({ who }: Decided) => `closed by ${who}: another case tells the same`,
    policy: ({ reason }: Decided) => `kept quiet by the policy ${reason}`,
  },
  /** Of a finding: what a service says, or is to say; `word` is its own. */
  told: ({ service, word, count, how }: Told) => {
    const copies = count === 1 ? '' : ` of ${count} copies`;
    if (how === 'said') return `${service} was told ${word}${copies}.`;
    return how === 'waits'
      ? `${service} is still to be told ${word}${copies}.`
      : `Dry run: ${service} would be told ${word}${copies}.`;
  },
  /** Beside the policies: what the second opt-in would do, or does. Numbers as the reader writes them. */
  quieted: ({ total, notify, accept, how }: Quieted) => {
    const parts = `notify ${notify}, accept ${accept}`;
    if (how === 'on') return `Suppressed in Security Hub, too: up to ${total} findings (${parts}).`;
    return how === 'dry-run'
      ? `Dry run: up to ${total} findings would be suppressed in Security Hub, too (${parts}).`
      : `writeBack.suppress is off; on, it would suppress up to ${total} findings in Security Hub (${parts}).`;
  },
  /** On the card: `count` copies; `problem` is AWS's own code. */
  notTaken: (service: string, problem: string, count: number) =>
    count === 1
      ? `${service} did not take what was decided here (${problem})`
      : `${service} did not take what was decided here for ${count} copies (${problem})`,
};
