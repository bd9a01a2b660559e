import type { CaseState } from '../../finding/case.ts';
import { roleNames } from './roles.ts';

/** Answers to what people do with a case: take it, give it back, assign it. Plain text in, plain text out. */
export const acts = {
  lastChange: (v: { who: string; at: string }) => `${v.who} was the last to change it, at ${v.at}.`,
  nothingChanged: 'Nothing was changed.',
  notOpen: (v: { label: string; state: CaseState }) =>
    ({
      open: `${v.label} is open.`,
      acknowledged: `Somebody has ${v.label}.`,
      verifying: `Somebody says that ${v.label} is done; the next evaluation tells.`,
      suppressed: `${v.label} is kept quiet by a policy or a suppression, so there is nothing to do.`,
      excepted: `${v.label} is accepted until its review, so there is nothing to do.`,
      resolved: `${v.label} is closed, so there is nothing to do.`,
      external: `${v.label} was decided at its source, so there is nothing to do.`,
    })[v.state],
  whyQuiet: (v: { label: string }) => `Why: /secfind why ${v.label}`,
  tooLong: (v: { most: string; role: keyof typeof roleNames }) =>
    `At most ${v.most} with the role “${roleNames[v.role]}”. Nothing was changed.`,

  acknowledge: {
    summary: 'Takes a case, or gives it back',
    hint: 'Y12 [for 4h] | Y12 release | help',
    usage: [
      { form: '/secack Y12', does: 'takes it; for how long depends on its severity' },
      { form: '/secack Y12 for 4h', does: 'takes it for so long: 30m, 4h, 2d; again, to change the time' },
      { form: '/secack Y12 release', does: 'gives it back' },
    ],
    done: (v: { label: string; until: string }) => `${v.label} is yours until ${v.until}.`,
    extended: (v: { label: string; until: string }) => `${v.label} is now yours until ${v.until}.`,
    yours: (v: { label: string; since: string; until: string }) =>
      `${v.label} has been yours since ${v.since}, until ${v.until}.`,
    taken: (v: { label: string; who: string; since: string; until: string }) =>
      `${v.who} has had ${v.label} since ${v.since}, until ${v.until}.`,
    next: (v: { label: string }) =>
      `After that it is open again and people are called. Give it back: /secack ${v.label} release · see it: /secfind ${v.label}`,
    longer: (v: { label: string }) => `For another time: /secack ${v.label} for 4h`,
    takeOver: (v: { label: string }) => `To take it over: /secassign ${v.label} me`,
  },

  release: {
    done: (v: { label: string }) => `You gave ${v.label} back. It is open, and nobody has it.`,
    nobody: (v: { label: string }) => `Nobody has ${v.label}. Nothing was changed.`,
    notYours: (v: { label: string; who: string }) => `${v.who} has ${v.label}, not you. Nothing was changed.`,
    instead: (v: { label: string }) =>
      `To take it from them: /secassign ${v.label} nobody · to take it over: /secassign ${v.label} me`,
    next: (v: { label: string }) => `People are called anew. See it: /secfind ${v.label}`,
  },

  assign: {
    summary: 'Says whose a case is',
    hint: 'Y12 @somebody | Y12 me | Y12 nobody | help',
    usage: [
      { form: '/secassign Y12 @carol', does: 'gives it to somebody, who is told in its thread' },
      { form: '/secassign Y12 me', does: 'takes it, also from somebody else' },
      { form: '/secassign Y12 nobody', does: 'takes it from whoever has it' },
    ],
    title: 'Assign',
    label: (v: { label: string }) => `Who is to have ${v.label}?`,
    hintOf: 'They are told in the thread of its card. Until they take it, others are still called.',
    submit: 'Assign',
    choose: 'Choose somebody.',
    done: (v: { label: string; who: string }) => `${v.label} is assigned to ${v.who}.`,
    told: 'They are told in its thread. Until they take it, others are still called.',
    cannotTake: `They cannot take it themselves, though: that needs the role “${roleNames.responder}”.`,
    taken: (v: { label: string; until: string }) => `${v.label} is yours until ${v.until}.`,
    takenFrom: (v: { label: string; who: string; until: string }) =>
      `You took ${v.label} over from ${v.who}. It is yours until ${v.until}.`,
    already: (v: { label: string; who: string }) =>
      `${v.label} is assigned to ${v.who} already. Nothing was changed.`,
    yours: (v: { label: string; until: string }) =>
      `${v.label} is yours already, until ${v.until}. Nothing was changed.`,
    unassigned: (v: { label: string; who: string }) =>
      `${v.who} no longer has ${v.label}. It is open, and nobody has it.`,
    unfit: {
      unknown: (v: { who: string }) => `Slack knows no account ${v.who}.`,
      deactivated: (v: { who: string }) => `The account of ${v.who} is deactivated.`,
      guest: (v: { who: string }) => `${v.who} is a guest, and guests are not given alerts.`,
      stranger: (v: { who: string }) => `${v.who} belongs to another workspace.`,
      bot: (v: { who: string }) => `${v.who} is a bot.`,
    },
    unfitHelp: 'Nothing was changed. Name a full member of this workspace: @carol.',
  },

  problem: {
    whichCase: (v: { word: string | null }) =>
      v.word === null ? 'Which case?' : `“${v.word}” is no case. Cases are written Y12.`,
    whom: 'To whom? Name somebody with @, or say me or nobody.',
    group: 'A case belongs to one person; a group cannot have it.',
    howLong: (v: { word: string }) => `“${v.word}” is no length of time.`,
    example: 'For example: ',
    more: (v: { word: string }) => `“${v.word}” was not expected here.`,
  },
};
