interface Decided {
  readonly who: string;
  /** Null: no end is known. */
  readonly until: string | null;
  /** Empty: none was given. */
  readonly reason: string;
}

const after = (reason: string) => (reason === '' ? '' : `: ${reason}`);
const upTo = (until: string | null) => (until === null ? '' : ` ${until}`);

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
  /** On the card: `count` copies; `problem` is AWS's own code. */
  notTaken: (service: string, problem: string, count: number) =>
    count === 1
      ? `${service} did not take what was decided here (${problem})`
      : `${service} did not take what was decided here for ${count} copies (${problem})`,
};
