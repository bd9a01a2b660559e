/** "Was this you?", in a message to one person. */
export const question = {
  title: 'Was this you?',
  titleLeaked: 'Do you know anything about this?',
  about: (v: { principal: string; account: string }) => `“${v.principal}” in ${v.account}:`,
  leaked: 'Their credential itself may be in the wrong hands, so they are not asked. You know them best.',
  ask: (v: { until: string }) =>
    `If you do not know, say no. Without an answer until ${v.until}, the people on call are woken.`,
  yes: 'Yes, that was me',
  yesLeaked: 'Yes, it is all right',
  no: 'No',
  said: {
    yes: 'You said yes. The security team looks at it all the same.',
    no: 'You said no. The people on call know it now; please be ready for their questions.',
    silent: 'No answer came in time, so the people on call were told. You can still answer.',
  },
};
