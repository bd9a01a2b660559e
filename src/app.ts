import { randomUUID } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { AccessSettings } from './aws/access.ts';
import { createSqs } from './aws/clients.ts';
import type { Config, Environment } from './config/config.ts';
import type { Secrets } from './config/secrets.ts';
import { followRules } from './follow-rules.ts';
import { socketsFor, startIntake } from './intake-loops.ts';
import type { JobDeps } from './jobs/job.ts';
import { jobs } from './jobs/registry.ts';
import { scheduleJobs } from './jobs/schedule.ts';
import { deskForPeople } from './lease-desk.ts';
import { createLiveConfig } from './live-config.ts';
import { accessOf } from './open-access.ts';
import { anchorPlaceOf, openArchive } from './open-archive.ts';
import { openClockwork } from './open-clockwork.ts';
import { openFiles } from './open-files.ts';
import { lazyInvestigator, openInvestigations } from './open-investigations.ts';
import { leaseReviewOf, openResponse } from './open-response.ts';
import { syncJob } from './open-sync.ts';
import { openWriteBack } from './open-write-back.ts';
import { createMetrics } from './operate/metrics.ts';
import { startOperateServer } from './operate/server.ts';
import { everywhere } from './operations/grants.ts';
import type { Actor } from './operations/operation.ts';
import { type SamePerson, samePerson } from './operations/same-person.ts';
import { createPager, createPaging } from './page/paging.ts';
import { rawEvent } from './raw-event.ts';
import { followConfig } from './reload.ts';
import { readRules } from './rules/directories.ts';
import type { Clock } from './shared/clock.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import { Teardown } from './shared/teardown.ts';
import { createSlackApp, type SlackSettings } from './slack/app.ts';
import { createOutboxClient } from './slack/outbox/client.ts';
import { createSender } from './slack/outbox/sender.ts';
import { createSlackPeople } from './slack/receive/people.ts';
import type { Repositories } from './store/store.ts';
import { startWorker } from './worker/worker.ts';

export interface AppOptions {
  readonly config: Config;
  /** Where the configuration was read, to be followed from now on; absent: it stays as it is. */
  readonly source?: { readonly file: string; readonly environment?: Environment };
  readonly secrets: Secrets;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Given by the demo and the tests; otherwise made from the configuration and the SDK's own credentials. */
  readonly sqs?: SQSClient;
  /** Where the rest of AWS is, and how to sign for it; given by the demo and the tests. */
  readonly aws?: Pick<AccessSettings, 'endpoint' | 'credentials'>;
}

export interface App {
  /** Where /healthz and /metrics answer. */
  readonly port: number;
  /** Finishes what is in hand, then lets go of everything, in the reverse order of the start. */
  stop(): Promise<void>;
}

/** Who acts where nobody does. */
const theClock: Actor = { userId: null, role: 'admin', grants: everywhere('admin'), surface: 'clock' };

/** The composition root: wires the rooms together, from the store outwards. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, secrets, logger, clock, sqs: givenSqs } = options;
  const live = createLiveConfig(config);
  const teardown = new Teardown(logger);
  const owner = randomUUID();
  try {
    const rules = await readRules(config);
    const worker = await startWorker(config, logger, undefined, rules.source);
    teardown.add('alert worker', () => worker.stop());
    const store = worker.repositories;
    const metrics = createMetrics(liveNumbers(store, clock));

    // The accounts: read, told and changed by a role for each.
    const access = accessOf(live.config, options.aws, clock);
    teardown.add('aws', () => access.destroy());
    const investigator = lazyInvestigator(access, clock, config.aws.region);

    const isSamePerson: SamePerson['same'] = (a, b) => samePerson(live.config().people).same(a, b);

    // Slack: what SQL wants, said by one replica at a time.
    const client = createOutboxClient(secrets.botToken, config.slackApiUrl, logger);
    const sender = createSender({
      ...{ store, client, clock, logger, owner },
      people: createSlackPeople(client, clock),
      asking: {
        accounts: () => live.config().people,
        same: isSamePerson,
        ask: (input) => worker.act('askPerson', input, theClock, clock.now()),
      },
      styleOf: live.styleOf,
      accountName: live.accountName,
      hasLeases: () => live.config().leases !== null,
      release: () => live.config().storms.release,
      onCall: (method, result) => metrics.slackCalls.inc({ method, result }),
      onStorms({ open, folded }) {
        metrics.stormsOpen.set(open);
        metrics.cardsFolded.inc(folded);
      },
    });
    teardown.add('slack sender', () => sender.stop());
    sender.start();

    // Whoever may be asleep: told outside Slack, whatever becomes of Slack.
    const paging = createPaging({
      ...{ store, clock, logger, owner },
      pager: await createPager(config.pager, secrets.pager, () => clock.now()),
      languageOf: (channel) => live.styleOf(channel).language,
      linkTo: (view) => sender.linkTo(view.case.id),
      onPage: (action, result) => metrics.pages.inc({ action, result }),
      async onUndelivered(caseId, minutes) {
        await worker.act('pageUnheard', { caseId, minutes }, theClock, clock.now());
        sender.wake();
      },
    });
    teardown.add('pager', () => paging.stop());
    paging.start();

    // What was decided, told to Security Hub and GuardDuty.
    const writeBack = openWriteBack({
      config: live.config,
      ...{ store, access, sender, clock, logger, owner },
      told: (told) => worker.act('servicesTold', { told }, theClock, clock.now()),
    });
    teardown.add('write-back', () => writeBack.stop());
    writeBack.start();

    // Where the audit log stands, told to a bucket that forgets nothing.
    const archive = await openArchive({ config, s3: options.aws, store, clock, logger, owner });
    if (archive) teardown.add('archive', () => archive.stop());

    // Leases: AWS is made to agree with what people were granted.
    const response = await openResponse({
      config: live.config,
      ...{ store, access, clock, logger, owner },
      act: (name, input, actor) =>
        worker.act(name, input, actor, clock.now()).finally(() => {
          sender.wake();
          paging.wake();
        }),
    });
    if (response) teardown.add('leases', () => response.stop());

    // People: commands and buttons.
    const slack = createSlackApp(slackSettings(config, secrets), {
      ...{ store, clock, logger },
      act: (name, input, actor) =>
        worker.act(name, input, actor, clock.now()).finally(() => {
          sender.wake();
          response?.engine.wake();
        }),
      previewSuppression: (request) => worker.previewSuppression(request, clock.now()),
      settings: live.settings,
      rules: () => worker.overviewOfRules(clock.now()),
      async check(view, signal) {
        // Loaded for whoever first asks: the SDK's client of EC2 alone takes tens of megabytes.
        const { createChecks } = await import('./checks/checks.ts');
        return createChecks(access, clock).check(view, signal);
      },
      historyOf: investigator.historyOf,
      limits: live.limits,
      writeBack: () => live.config().writeBack,
      isSamePerson,
      leases: response && deskForPeople(response, () => live.config().accounts),
      rawEvent: (caseId) => rawEvent(store, caseId),
      redraw: (channelId, ts) =>
        store.cards.redraw(channelId, ts, clock.now()).then(
          () => sender.wake(),
          (error: unknown) => logger.warn({ error: messageOf(error) }, 'a card could not be drawn anew'),
        ),
      roles: () => live.config().roles,
      alertChannels: live.alertChannels,
      channels: sender.channels,
      styleOf: live.styleOf,
    });
    teardown.add('slack', () => slack.stop());

    // Alerts: every queue shares one batcher, so that messages of all of them share transactions.
    const sqs = givenSqs ?? createSqs({ region: config.aws.region, maxSockets: socketsFor(config) });
    if (!givenSqs) teardown.add('sqs client', () => sqs.destroy());
    // Log files have a way of their own, which may take minutes.
    const files = await openFiles({
      config: live.config,
      rules: rules.source,
      s3: options.aws,
      ...{ worker, clock, logger },
      wake: () => sender.wake(),
    });
    if (files) teardown.add('log files', () => files.stop());
    const intake = startIntake({
      config,
      files: files?.desk ?? null,
      ...{ sqs, clock, logger, metrics },
      async process(messages) {
        const done = await worker.process(messages, clock.now());
        sender.wake();
        return done;
      },
    });
    teardown.add('intake', () => intake.stop());
    // After intake: Slack being away must not keep alerts from SQL. Only wrong tokens end the start.
    await slack.start();

    // Jobs: the clock on the wall.
    const jobDeps: JobDeps = {
      ...{ store, clock, logger },
      get retention() {
        return live.config().retention;
      },
      intakeCard: live.intakeCard,
      anchorPlace: anchorPlaceOf(config),
      readQueues: () => intake.readQueues(),
      sweepLeases: async (signal) => response?.sweep(signal),
      get sync() {
        const options = { config: live.config(), store, access, clock, logger, owner };
        return syncJob({ ...options, process: worker.process, wake: () => sender.wake() });
      },
      leaseReview: leaseReviewOf(live.config, response),
    };
    const schedule = scheduleJobs(jobs, jobDeps, owner);
    teardown.add('jobs', () => schedule.stop());

    // What people want to see of CloudTrail, into the threads.
    const investigations = openInvestigations({
      ...{ investigator, store, clock, logger, owner },
      wake: () => sender.wake(),
    });
    teardown.add('investigations', () => investigations.stop());

    // What time alone changes: escalations, lapses, ends of suppressions, digests.
    const clockwork = openClockwork({
      ...{ store, clock, logger, owner },
      tick: () => worker.tick(clock.now()),
      onChange() {
        sender.wake();
        paging.wake();
        writeBack.wake();
      },
    });
    teardown.add('clockwork', () => clockwork.stop());

    // The rules: what they say from now on.
    const ruleFollower = await followRules({
      ...{ config: live.config, present: rules, worker, cards: store.cards, clock, logger },
      reload: async (next) => files?.reload(next),
    });
    teardown.add('rules', () => ruleFollower.stop());

    // The configuration file: what it says from now on.
    if (options.source) {
      const follower = followConfig({
        ...options.source,
        present: live.config,
        async adopt(next) {
          await worker.configure(next);
          live.adopt(next);
        },
        ...{ cards: store.cards, clock, logger },
      });
      teardown.add('configuration', () => follower.stop());
    }

    const server = await startOperateServer(config.http, {
      metrics,
      healthy: () => store.ping(),
      logger,
      slack: slack.http,
    });
    teardown.add('operator page', () => server.stop());
    // What was compiled is kept now: a process that is killed later would not write it.
    flushCompileCache();
    logger.info({ port: server.port, config: config.hash, database: store.dialect }, 'watching');
    return { port: server.port, stop: () => teardown.run() };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

function slackSettings(config: Config, secrets: Secrets): SlackSettings {
  const common = { botToken: secrets.botToken, slackApiUrl: config.slackApiUrl };
  return config.slack.mode === 'socket'
    ? { ...common, mode: 'socket', appToken: secrets.appToken ?? '' }
    : { ...common, mode: 'http', signingSecret: secrets.signingSecret ?? '' };
}

function liveNumbers(store: Repositories, clock: Clock) {
  return {
    ledger: () => store.ledger.counts(clock.now() - 86_400_000),
    async backlog() {
      const { waiting, oldest } = await store.cards.backlog();
      return { waiting, oldestSeconds: oldest === null ? 0 : Math.max(0, (clock.now() - oldest) / 1_000) };
    },
  };
}
