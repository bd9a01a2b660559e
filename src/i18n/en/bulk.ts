/** Many cases at once. */
export const bulk = {
  button: 'Choose several…',
  title: 'Several cases',
  which: 'Which cases',
  whichHint: 'The first hundred of your question; take away those that you do not mean.',
  what: 'What to do',
  acts: { acknowledge: 'Acknowledge', release: 'Give back', assign: 'Assign to …' },
  whom: 'To whom',
  whomHint: 'Only for “Assign to …”.',
  next: 'Go on',
  confirm: (v: { act: string; count: string; who: string | null }) =>
    `${v.act}${v.who === null ? '' : ` ${v.who}`}: ${v.count === '1' ? '1 case' : `${v.count} cases`}?`,
  confirmNext: 'Nothing has been changed yet.',
  submit: (v: { count: string }) => `Do it for ${v.count}`,
  wrong: {
    which: 'Choose at least one.',
    tooMany: (v: { most: string }) => `At most ${v.most} at once.`,
    what: 'Choose what to do.',
    whom: 'Choose somebody.',
  },
  done: (v: { count: string }) => (v.count === '1' ? '1 case: done.' : `${v.count} cases: done.`),
  left: {
    already: (v: { labels: string }) => `Nothing to do any more, somebody was first: ${v.labels}`,
    'not-open': (v: { labels: string }) => `No longer open: ${v.labels}`,
    refused: (v: { labels: string }) => `Not yours to do: ${v.labels}`,
    failed: (v: { labels: string }) => `Could not be reached, please try again: ${v.labels}`,
  },
};
