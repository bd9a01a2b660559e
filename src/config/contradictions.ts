import type { FileConfig } from './file-schema.ts';
import { policyName } from './policies.ts';
import { nowhere } from './roles.ts';

interface Contradiction {
  /** Where to look in the file. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is well formed part by part, and yet cannot be meant. */
export function findContradictions(config: FileConfig): readonly Contradiction[] {
  return [
    ...repeated(config.accounts.map(({ id }) => id)).map(({ at, value }) => ({
      path: ['accounts', at, 'id'],
      message: `names the account ${value} a second time`,
    })),
    ...repeated(config.slack.channels.map(({ name }) => name)).map(({ at, value }) => ({
      path: ['slack', 'channels', at, 'name'],
      message: `names the channel ${value} a second time`,
    })),
    ...repeated(config.policies.map(policyName)).map(({ at, value }) => ({
      path: ['policies', at, 'name'],
      message: `is ${value}, as an earlier policy is called`,
    })),
    ...languages(config),
    ...hours(config),
    ...neverMatching(config),
    ...nowhere(config),
    ...lentNowhere(config),
    ...repeated(config.people.flatMap(({ slack }) => slack)).map(({ value }) => ({
      path: ['people'],
      message: `names ${value} twice, and nobody is two people`,
    })),
  ];
}

/** A channel has one language, whoever says which. */
function languages({ slack, accounts }: FileConfig): Contradiction[] {
  const said = new Map<string, string>([[slack.channel, slack.language]]);
  if (slack.criticalChannel !== undefined) said.set(slack.criticalChannel, slack.language);
  for (const { name, language } of slack.channels) if (language !== undefined) said.set(name, language);
  return accounts.flatMap(({ channel, language }, at): Contradiction[] => {
    if (language === undefined) return [];
    const path = ['accounts', at, 'language'];
    if (channel === undefined)
      return [{ path, message: 'is the language of its own channel, and the account names none' }];
    const other = said.get(channel);
    said.set(channel, language);
    if (other === undefined || other === language) return [];
    return [{ path, message: `is ${language}, but elsewhere the channel ${channel} speaks ${other}` }];
  });
}

function hours({ slack }: FileConfig): Contradiction[] {
  const message = 'begins at or after its end; hours that go past midnight cannot be said';
  const all = [
    { own: {}, path: ['slack', 'workingHours'] },
    ...slack.channels.map(({ workingHours }, at) => ({
      own: workingHours ?? {},
      path: ['slack', 'channels', at, 'workingHours'],
    })),
  ];
  return all.flatMap(({ own, path }) => {
    const { from, to } = { ...slack.workingHours, ...own };
    return from < to ? [] : [{ path, message }];
  });
}

/** A policy about a word that no account bears is a slip of the pen; patterns may be for accounts to come. */
function neverMatching({ policies, accounts }: FileConfig): Contradiction[] {
  const environments = new Set(accounts.flatMap((one) => one.environment?.toLowerCase() ?? []));
  const keys = new Set(
    accounts.flatMap((one) => Object.keys(one.tags ?? {}).map((key) => key.toLowerCase())),
  );
  return policies.flatMap(({ match }, at) => {
    const path = ['policies', at, 'match'];
    const environment = match.environment?.find(
      (word) => !/[*?]/.test(word) && !environments.has(word.toLowerCase()),
    );
    const key = Object.keys(match.accountTag ?? {}).find((word) => !keys.has(word.toLowerCase()));
    return [
      ...(environment === undefined
        ? []
        : [{ path: [...path, 'environment'], message: `can match nothing: no account is ${environment}` }]),
      ...(key === undefined
        ? []
        : [{ path: [...path, 'accountTag'], message: `can match nothing: no account has the tag ${key}` }]),
    ];
  });
}

/** What is said of leases in a place that nobody named would hold for none, and another line for all. */
function lentNowhere({ leases, accounts }: FileConfig): Contradiction[] {
  const environments = new Set(['*', ...accounts.map((one) => one.environment)]);
  const ids = new Set(accounts.map((one) => one.id));
  const unknown = Object.keys(leases?.environments ?? {}).filter((word) => !environments.has(word));
  return [
    ...unknown.map((word) => ({
      path: ['leases', 'environments', word],
      message: `holds nowhere: no account is ${word}`,
    })),
    ...(leases?.accounts ?? []).flatMap((id, at) =>
      ids.has(id)
        ? []
        : [{ path: ['leases', 'accounts', at], message: 'is an account that accounts does not name' }],
    ),
  ];
}

function repeated(values: readonly string[]): { at: number; value: string }[] {
  const seen = new Set<string>();
  return values.flatMap((value, at) => {
    if (seen.has(value)) return [{ at, value }];
    seen.add(value);
    return [];
  });
}
