/** Where nobody knows who it was, a sentence begins with "somebody". */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const because = (said: string, reason: string) => (reason === '' ? `${said}.` : `${said}: ${reason}`);

/** What people decide about a case, as its card and its thread tell it. People are names, or marks that become mentions. */
export const decisions = {
  /** On a closed card, after a person closed it. */
  closed: {
    fixed: (name: string, after: string) => `checked and closed by ${name} after ${after}`,
    handled: (name: string, after: string) => `handled by ${name} in ${after}`,
    benign: (name: string, after: string) => `harmless, says ${name} after ${after}`,
    'false-positive': (name: string, after: string) => `a false alarm, says ${name} after ${after}`,
    duplicate: (name: string, after: string) => `a duplicate, says ${name} after ${after}`,
  },
  duplicateOf: (label: string) => `the same as ${label}`,
  verifying: (name: string, since: string, until: string) =>
    `${name} says it is done (${since}); the next evaluation tells, at the latest ${until}`,
  excepted: 'Accepted',
  exception: (until: string, name: string, approver: string, reason: string) =>
    `until ${until} · asked by ${name}, approved by ${approver}: ${reason}`,
  markedSample: (name: string) => `a test, says ${name}: nobody is called`,

  /** What one asks and another grants, in the thread of its case. */
  request: {
    exception: (label: string, until: string) => `Shall ${label} be accepted until ${until}?`,
    suppression: (label: string, until: string) => `Shall ${label} be kept quiet until ${until}?`,
    by: (name: string, reason: string) => `${name} asks: ${reason}`,
    why: {
      critical: 'it is Critical',
      'true-positive': 'it would hide what was real once',
      'too-long': 'it is longer than whoever asks may decide',
    },
    because: (reasons: readonly string[]) => `An approver has to agree: ${reasons.join('; ')}`,
    exceptionMeans:
      'Until then nobody is called for it, and it comes back by itself. If it becomes worse, it is shown.',
    waits: (until: string) => `Waits until ${until}; somebody else than who asks decides.`,
    over: {
      granted: (name: string | null) => `Granted${name === null ? '' : ` by ${name}`}`,
      refused: (name: string | null) => `Refused${name === null ? '' : ` by ${name}`}`,
      withdrawn: (name: string | null) => `Withdrawn${name === null ? '' : ` by ${name}`}`,
      expired: 'Nobody decided in time',
      superseded: 'No longer to be decided: its case is over, or has become worse',
    },
    grant: 'Approve',
    refuse: 'Refuse',
    withdraw: 'Withdraw',
  },

  notice: {
    settled: {
      fixed: (name: string) => `${capital(name)} closed it: the check of the resource passes`,
      handled: (name: string) => `${capital(name)} closed it as handled`,
      benign: (name: string) => `${capital(name)} closed it as harmless`,
      'false-positive': (name: string) => `${capital(name)} closed it as a false alarm`,
      duplicate: (name: string) => `${capital(name)} closed it as a duplicate`,
    },
    duplicateOf: (said: string, label: string) => `${said} of ${label}`,
    'reopened-by-hand': (name: string, reason: string) => because(`${capital(name)} opened it again`, reason),
    verifying: (name: string, until: string | null) =>
      `${capital(name)} says it is done. The next evaluation tells${until === null ? '' : `; without one it is open again ${until}`}.`,
    'check-failed': (name: string, seen: string) =>
      because(`${capital(name)} pressed Done, but it is not fixed yet`, seen),
    unconfirmed: (name: string) =>
      `${capital(name)} said it was done, but nothing confirms it: it is open again.`,
    excepted: (name: string, approver: string, until: string | null, reason: string) =>
      because(
        `Accepted${until === null ? '' : ` until ${until}`}: asked by ${name}, approved by ${approver}`,
        reason,
      ),
    'exception-over': (name: string, reason: string) =>
      because(
        `The exception that ${name} asked for is up for review, so it is open again. It was accepted because`,
        reason,
      ),
    'exception-outgrown': 'It became worse than what was accepted, so it is open again.',
    'exception-ended': (name: string) => `${capital(name)} ended the exception: it is open again.`,
    noted: (name: string, text: string) => `Note by ${name}: ${text}`,
    due: (name: string, date: string | null, reason: string) =>
      because(
        date === null
          ? `${capital(name)} removed the deadline`
          : `${capital(name)} set the deadline to ${date}`,
        reason,
      ),
    'sample-marked': (name: string) => `${capital(name)} says that this is a test: nobody is called for it.`,
    'sample-unmarked': (name: string) =>
      `${capital(name)} says that this is no test: people are called as for any other.`,
  },
};
