import type { WebClient } from '@slack/web-api';
import { addressIn, type Question } from '../../finding/question.ts';
import type { AskPerson } from '../../operations/ask-person.ts';
import type { People, Person } from '../../operations/authorise.ts';
import type { PersonAccounts } from '../../operations/same-person.ts';
import type { Task } from '../../reconcile/engine.ts';
import { messageOf } from '../../shared/errors.ts';
import { unfitnessOf } from '../receive/people.ts';
import { isPlatformError } from '../receive/slack-errors.ts';
import type { Workspace } from '../receive/workspace.ts';
import type { Outbox } from './outbox.ts';

export interface AskDeps {
  readonly people: Pick<People, 'person' | 'groupMembers'>;
  readonly workspace: Pick<Workspace, 'read'>;
  /** Who is known by which addresses and principals, as the configuration says at present. */
  readonly accounts: () => readonly PersonAccounts[];
  readonly same: (a: string, b: string) => boolean;
  /** The operation, by nobody in particular. */
  readonly ask: (input: AskPerson) => Promise<unknown>;
}

const method = 'users.lookupByEmail';

const retryMs = 30_000;
const mostResting = 1_000;

/** Finds out whom to ask "was this you?", and has them asked. What Slack does not answer now is asked again. */
export function askPeople(outbox: Outbox, deps: AskDeps): Task<Question, Question, AskPerson['person']> {
  const { store, pacer, logger } = outbox;
  /** Not before then: Slack was away, or could not be asked. By case. */
  const restUntil = new Map<number, number>();
  return {
    name: 'ask',
    async due(now, limit) {
      const wanted = await store.questions.wanted(limit);
      return wanted.filter(({ caseId }) => (restUntil.get(caseId) ?? 0) <= now);
    },
    keyOf: ({ caseId }) => String(caseId),
    reserve: (_question, now) => pacer.reserve(method, '', now),
    // The operation itself is done once, whoever asks for it how often.
    claim: async (question) => question,
    act: (question) => whomToAsk(question, outbox, deps),
    async record({ caseId }, person) {
      await deps.ask({ caseId, person });
      restUntil.delete(caseId);
    },
    async fail({ caseId }, error) {
      logger.warn({ caseId, error: messageOf(error) }, 'it could not be found out whom to ask');
      if (restUntil.size > mostResting) restUntil.clear();
      restUntil.set(caseId, outbox.clock.now() + retryMs);
    },
  };
}

/** The person behind it; of a credential that leaked, somebody else of those who own the account. */
async function whomToAsk(question: Question, outbox: Outbox, deps: AskDeps): Promise<AskPerson['person']> {
  const self = await personBehind(question, outbox.client, deps);
  const candidates = question.leaked ? await ownersBut(self, question.caseId, outbox, deps) : [self];
  const { teamId } = await deps.workspace.read();
  for (const userId of candidates) {
    const person = userId === null ? null : await deps.people.person(userId);
    if (userId !== null && person !== null && unfitnessOf(person, teamId) === null)
      return { userId, ...readingOf(person) };
  }
  return null;
}

async function personBehind(
  { principal }: Question,
  client: WebClient,
  { accounts }: AskDeps,
): Promise<string | null> {
  const email = addressIn(principal);
  const names = [principal, email].map((name) => name?.toLowerCase());
  const known = accounts().find(({ principals }) =>
    principals.some((one) => names.includes(one.toLowerCase()) || isUserNamed(one, principal)),
  );
  if (known !== undefined) return known.slack[0] ?? null;
  if (email === null) return null;
  try {
    return (await client.users.lookupByEmail({ email })).user?.id ?? null;
  } catch (error) {
    if (isPlatformError(error, ['users_not_found'])) return null;
    throw error;
  }
}

/** `arn:aws:iam::111122223333:user/ops/carol` is whom findings call `carol`. */
function isUserNamed(arn: string, principal: string): boolean {
  return /^arn:[\w-]+:iam::\d{12}:user\//.test(arn) && arn.split('/').at(-1) === principal;
}

async function ownersBut(
  self: string | null,
  caseId: number,
  { store }: Outbox,
  { people, same }: AskDeps,
): Promise<string[]> {
  const view = await store.cases.view(caseId);
  const owner = view?.case.owner ?? null;
  if (owner === null) return [];
  const members = owner.startsWith('S') ? [...(await people.groupMembers(owner))] : [owner];
  return members.filter((one) => self === null || !same(one, self));
}

function readingOf({ locale, timeZone }: Person): { language: string | null; timeZone: string | null } {
  return { language: locale === null ? null : locale.toLowerCase().startsWith('ja') ? 'ja' : 'en', timeZone };
}
