import type { Config } from '../config/config.ts';
import { commitMatches, type FilePlace, finishFile } from '../files/commit.ts';
import type { FileVerdict } from '../files/read-result.ts';
import type { RuleOverview } from '../finding/rule-overview.ts';
import type { IncomingMessage } from '../intake/message.ts';
import { createWishMaker } from '../operations/clock/wishes.ts';
import { createClockwork } from '../operations/clockwork.ts';
import type { Actor } from '../operations/operation.ts';
import { type PreviewRequest, previewSuppression } from '../operations/preview-suppression.ts';
import { type InputOf, type OperationName, perform } from '../operations/registry.ts';
import { samePerson } from '../operations/same-person.ts';
import { processMessages } from '../pipeline.ts';
import { actLimits, pipelineDeps, triageSettings, wishRules } from '../pipeline-deps.ts';
import { detectionOf } from '../rules/detection.ts';
import { rulesAtAGlance } from '../rules/overview.ts';
import type { RuleSource } from '../rules/rule-source.ts';
import type { Logger } from '../shared/logger.ts';
import type { Store } from '../store/store.ts';
import type { TrailMatch } from '../trail/matcher.ts';
import { compileTriage } from '../triage/rules.ts';

/** What the worker does itself; everything else that it is asked for is a repository's. */
export async function ownCalls(
  config: Config,
  rules: RuleSource,
  store: Store,
  logger: Logger,
  startedAt: number,
) {
  let present = live(config);
  let detection = await detectionOf(rules, store, startedAt);
  const clockwork = createClockwork(store);
  const makeWishes = createWishMaker(store);
  const deps = (now: number) =>
    pipelineDeps(present.config, present.rules, store, () => now, logger, detection);
  return {
    process: (messages: readonly IncomingMessage[], now: number, baseline = false) =>
      processMessages(messages, { ...deps(now), baseline }),
    commitMatches: (place: FilePlace, matches: readonly TrailMatch[], now: number) =>
      commitMatches(place, matches, deps(now)),
    /** Paths of one message that the ledger knows. */
    knownPaths: async (messageId: string) => {
      const known = await store.intake((transaction) => transaction.ledgerOf([messageId]));
      return [...(known.get(messageId)?.keys() ?? [])];
    },
    finishFile: (place: FilePlace, verdict: FileVerdict, now: number) =>
      finishFile(place, verdict, deps(now)),
    act: <Name extends OperationName>(name: Name, input: InputOf<Name>, actor: Actor, now: number) =>
      perform(store, name, input, { now, actor, ...present.acts }),
    previewSuppression: (request: PreviewRequest, now: number) =>
      previewSuppression(store, present.rules, request, now),
    async tick(now: number) {
      const done = [
        await clockwork.tick(present.rules, now, present.acts.limits.leases),
        await makeWishes(present.wishes, now),
      ];
      return { changed: done.some((one) => one.changed), more: done.some((one) => one.more) };
    },
    async configure(next: Config) {
      present = live(next);
    },
    async configureRules(next: RuleSource, now: number) {
      detection = await detectionOf(next, store, now);
    },
    overviewOfRules: async (now: number): Promise<RuleOverview> =>
      rulesAtAGlance(detection, await store.rules.counts(now), now),
    ping: () => store.ping(),
  };
}

/** A configuration with all that is worked out from it, once. */
function live(config: Config) {
  const rules = compileTriage(triageSettings(config));
  const acts = { rules, limits: actLimits(config), people: samePerson(config.people) };
  return { config, rules, acts, wishes: wishRules(config) };
}
