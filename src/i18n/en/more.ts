/** The windows behind a card's menu. */
export const more = {
  title: 'More',
  about: (v: { label: string }) => `What can be done about ${v.label}:`,
  /** A word on each act, beside its button. */
  explains: {
    ack: 'Take it: nobody else needs to.',
    release: 'Somebody else has to take it.',
    assign: 'Ask somebody to take it.',
    suppress: 'Keep it, and what is like it, quiet for a while.',
    done: 'Say how it ended. Where AWS can be asked, it is checked.',
    reopen: 'Somebody has to look at it again.',
    due: 'Give more or less time, and say why.',
    note: 'Write something down for everybody, in its thread.',
    exception: 'Say why it is meant to be so; somebody else approves it until a review.',
    end_exception: 'It is no longer accepted: somebody has to look at it again.',
    investigate: 'Ask CloudTrail who did what around it; the answer comes into the thread.',
    respond: 'Cut an instance off, or switch a key off.',
    mark_sample: 'Somebody made it for a test: nobody is called for it.',
    unmark_sample: 'It is real after all: people are called as for any other.',
    copy_ids: 'Ids and ARNs of all that it is about, to copy.',
    raw_event: 'See what arrived, as it arrived. Who looks is written down.',
  },
  ids: {
    title: 'Ids to copy',
    about: (v: { label: string }) => `What ${v.label} is about, as AWS calls it:`,
    findings: 'Findings',
    resources: 'Resources',
    accounts: 'Accounts',
    regions: 'Regions',
    principals: 'Who did it',
    addresses: 'Remote addresses',
  },
};
