import type { Account } from '../finding/account.ts';
import { controlClassOf, securityControlOf } from '../finding/control-class.ts';
import type { Resource } from '../finding/finding.ts';
import { type Match, matcherVersion } from '../finding/match.ts';
import type { FindingView } from '../finding/view.ts';
import { compileGlob, folded, type TextTest } from './glob.ts';

/** What a matcher is asked about. */
interface MatchSubject {
  readonly view: FindingView;
  /** The account as the configuration knows it; null: it does not. */
  readonly account: Account | null;
  /** The standards to judge by: all of the finding's, or the one that the question is about. */
  readonly standards: readonly string[];
}

export type Matches = (subject: MatchSubject) => boolean;

/**
 * A test for a matcher, in the words of `matcherVersion`. Keys about resources (`resource`, `resourceType`,
 * `resourceTag`) have to hold together: for `any` one resource, or for `all` of them, and there has to be one. A key
 * that nobody here knows matches nothing, so what hides by it hides nothing.
 */
export function compileMatch(match: Match, options: { readonly resources: 'any' | 'all' }): Matches {
  if (!Object.keys(match).every((key) => isResourceKey(key) || isSubjectKey(key))) return () => false;
  const tests = subjectKeys.flatMap((key) => subjectTest(key, match) ?? []);
  const resource = resourceTest(match);
  if (resource) {
    tests.push(({ view: { resources } }) =>
      options.resources === 'any'
        ? resources.some(resource)
        : resources.length > 0 && resources.every(resource),
    );
  }
  return (subject) => {
    for (const test of tests) if (!test(subject)) return false;
    return true;
  };
}

/** For a matcher from SQL. One of another version, or one that cannot be read, matches nothing: it is shown. */
export function compileSaved(match: Match, version: number): Matches {
  if (version !== matcherVersion) return () => false;
  try {
    return compileMatch(match, { resources: 'all' });
  } catch {
    return () => false;
  }
}

const resourceKeys = ['resource', 'resourceType', 'resourceTag'] as const;
type ResourceKey = (typeof resourceKeys)[number];
type SubjectKey = Exclude<keyof Match, ResourceKey>;

/** The test of each key, made once from what a matcher wants there. The cheap ones come first, and are asked first. */
const makers: { readonly [Key in SubjectKey]: (wanted: NonNullable<Match[Key]>) => Matches } = {
  identity: (wanted) => oneOf(wanted, ({ view }) => view.identity),
  kind: (wanted) => oneOf(wanted, ({ view }) => view.kind),
  severity: (wanted) => oneOf(wanted, ({ view }) => view.severity),
  sample:
    (wanted) =>
    ({ view }) =>
      view.sample === wanted,
  compliance:
    (wanted) =>
    ({ view }) =>
      view.compliance.some((one) => wanted.includes(one)),
  controlClass: (wanted) => {
    const classes = new Set(wanted);
    return ({ view }) => view.kind === 'control' && classes.has(controlClassOf(securityControlOf(view)));
  },
  type: (wanted) => text(wanted, ({ view }) => [view.type]),
  control: (wanted) =>
    text(wanted, ({ view }) => (view.kind === 'control' ? [securityControlOf(view), view.type] : [])),
  source: (wanted) => text(wanted, ({ view }) => [...view.sources, view.product]),
  standard: (wanted) => text(wanted, ({ standards }) => standards),
  account: (wanted) =>
    text(wanted, ({ view, account }) => [view.account.id, view.account.name ?? '', account?.name ?? '']),
  environment: (wanted) => text(wanted, ({ account }) => present(account?.environment)),
  accountTag: (wanted) => {
    const test = tagTest(wanted);
    return ({ account }) => account !== null && test(account.tags);
  },
  region: (wanted) => text(wanted, ({ view }) => [view.region]),
  principal: (wanted) => text(wanted, ({ view }) => present(view.principal)),
  remoteAddress: (wanted) => text(wanted, ({ view }) => present(view.remoteAddress)),
  title: (wanted) =>
    text(
      wanted.map((part) => `*${part}*`),
      ({ view }) => [view.title],
    ),
};

const subjectKeys = Object.keys(makers).filter(isSubjectKey);

/** One key at a time, so that the maker and the value are of the same key. */
function subjectTest<Key extends SubjectKey>(key: Key, match: Match): Matches | null {
  const wanted = match[key];
  return wanted === undefined ? null : makers[key](wanted);
}

function resourceTest(match: Match): ((resource: Resource) => boolean) | null {
  if (!resourceKeys.some((key) => match[key] !== undefined)) return null;
  const id = match.resource && anyOf(match.resource);
  const type = match.resourceType && anyOf(match.resourceType);
  const tags = match.resourceTag && tagTest(match.resourceTag);
  return (resource) =>
    (!type || type(folded(resource.type))) &&
    (!id || [resource.id, resource.name, resource.arn].some((one) => one !== undefined && id(folded(one)))) &&
    (!tags || tags(resource.tags ?? {}));
}

function oneOf<Word extends string>(wanted: readonly Word[], said: (subject: MatchSubject) => Word): Matches {
  const words = new Set(wanted);
  return (subject) => words.has(said(subject));
}

function text(wanted: readonly string[], said: (subject: MatchSubject) => readonly string[]): Matches {
  const test = anyOf(wanted);
  return (subject) => {
    for (const one of said(subject)) if (one !== '' && test(folded(one))) return true;
    return false;
  };
}

function anyOf(patterns: readonly string[]): TextTest {
  const tests = patterns.map(compileGlob);
  const [only] = tests;
  if (tests.length === 1 && only) return only;
  return (one) => tests.some((test) => test(one));
}

/** All of the tags asked for. Keys are as AWS keeps them, letter case included; values are globs. */
function tagTest(
  wanted: Readonly<Record<string, string>>,
): (tags: Readonly<Record<string, string>>) => boolean {
  const tests = Object.entries(wanted).map(([key, pattern]) => [key, compileGlob(pattern)] as const);
  return (tags) =>
    tests.every(([key, test]) => {
      const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
      return value !== undefined && test(folded(value));
    });
}

function present(text: string | null | undefined): readonly string[] {
  return text === null || text === undefined ? [] : [text];
}

function isResourceKey(key: string): key is ResourceKey {
  return resourceKeys.some((one) => one === key);
}

function isSubjectKey(key: string): key is SubjectKey {
  return Object.hasOwn(makers, key);
}
