import type { Place } from '../../finding/lease.ts';
import type { CaseView } from '../../finding/view.ts';

/** Something that could be done about a case, as far as its own facts say. */
export interface Response {
  readonly kind: 'isolate' | 'access-key';
  /** Of the instance, or of the key. */
  readonly id: string;
  readonly name: string;
  readonly place: Place;
}

/** One for each instance and each key of a user that its findings name. Keys of sessions end by themselves. */
export function responsesTo({ findings }: CaseView): Response[] {
  const all = findings.flatMap(({ resources, account, region }) =>
    resources.flatMap(({ id, name }): Response[] => {
      const place = { account: account.id, region };
      const instance = /(?:^|\/)(i-[0-9a-f]{8,17})$/.exec(id)?.[1];
      if (instance !== undefined) return [{ kind: 'isolate', id: instance, name: name ?? instance, place }];
      const key = /^AKIA[A-Z0-9]{12,124}$/.exec(id)?.[0];
      return key === undefined ? [] : [{ kind: 'access-key', id: key, name: key, place }];
    }),
  );
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
