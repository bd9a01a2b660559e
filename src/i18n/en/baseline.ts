import { grouped } from './count.ts';

/** The card about the first look, and what `yagura sync` says. */
export const baseline = {
  headline: (untold: number) =>
    untold === 1
      ? '1 finding was there before Yagura and has a case without a card'
      : `${grouped(untold)} findings were there before Yagura and have cases without cards`,
  count: (name: string, count: number) => `${name} ${grouped(count)}`,
  told: (told: number) =>
    told === 0
      ? 'None of what was found needs a card of its own.'
      : told === 1
        ? '1 more has a card of its own, being recent and severe.'
        : `${grouped(told)} more have cards of their own, being recent and severe.`,
  find: '/secfind lists all of them, the worst first.',
};
