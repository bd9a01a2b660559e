/** One human, however many accounts they have. */
export interface PersonAccounts {
  /** Slack user ids. */
  readonly slack: readonly string[];
  /** E-mail addresses and ARNs by which AWS knows them. */
  readonly principals: readonly string[];
}

export interface SamePerson {
  /** Two Slack user ids of one human: approving with the other one would be approving one's own. */
  same(a: string, b: string): boolean;
}

export function samePerson(people: readonly PersonAccounts[]): SamePerson {
  const human = new Map(people.flatMap(({ slack }, at) => slack.map((id) => [id, at] as const)));
  return {
    same(a, b) {
      const one = human.get(a);
      return a === b || (one !== undefined && one === human.get(b));
    },
  };
}
