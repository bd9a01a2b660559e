import type { WebClient } from '@slack/web-api';
import type { People } from '../../operations/authorise.ts';
import { createEngine } from '../../reconcile/engine.ts';
import { createLease } from '../../reconcile/lease.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Repositories } from '../../store/store.ts';
import { createWorkspace } from '../receive/workspace.ts';
import { type AskDeps, askPeople } from './ask-task.ts';
import { editCards, postCards } from './card-task.ts';
import { type ChannelDirectory, createChannelDirectory } from './channels.ts';
import { createCardDrawer } from './draw-card.ts';
import { createNames } from './names.ts';
import { sayNotices } from './notice-task.ts';
import type { ChannelStyle, Outbox } from './outbox.ts';
import { Pacer, postMethod } from './pacer.ts';
import { postPictures } from './picture-task.ts';
import { inOneLine, lineOf, placeOfCard, placeOfNotice, placeOfStory } from './posting.ts';
import { createStormKeeper, type StormKeeperDeps } from './storm-keeper.ts';
import { tellStories } from './story-task.ts';

export interface SenderDeps {
  readonly store: Repositories;
  readonly client: WebClient;
  readonly people: Pick<People, 'person' | 'groupMembers'>;
  readonly asking: Pick<AskDeps, 'accounts' | 'same' | 'ask'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process in claims and leases. */
  readonly owner: string;
  readonly styleOf: (channel: string) => ChannelStyle;
  /** The team's own name for an account; undefined: it has none. */
  readonly accountName: (id: string) => string | undefined;
  /** Temporary changes to AWS are configured. */
  readonly hasLeases: () => boolean;
  /** How many cards the end of a storm sets free at most. */
  readonly release: () => number;
  readonly onCall: Outbox['onCall'];
  readonly onStorms: StormKeeperDeps['onStorms'];
}

/** All that speaks in channels of its own accord. */
export interface Sender {
  readonly channels: ChannelDirectory;
  start(): void;
  /** Something may be due: look now rather than at the next poll. */
  wake(): void;
  /** The address of a case's card; null: not in Slack, or not known. Never throws. */
  linkTo(caseId: number): Promise<string | null>;
  /** Slack ids → names; whoever is not known is missing. Never throws. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Finishes what is in hand, and lets another replica send. */
  stop(): Promise<void>;
}

/** One replica sends to a workspace, so that its pacing holds; another takes over so long after it died. */
const leaseMs = 15_000;

export function createSender(deps: SenderDeps): Sender {
  const { store, client, clock, logger, owner, styleOf, accountName, hasLeases } = deps;
  const lease = createLease(store.locks, { name: 'slack-sender', owner, ttl: leaseMs, clock });
  const pacer = new Pacer(clock.now());
  const channels = createChannelDirectory(client, clock);
  const names = createNames(client, deps.people, clock);
  const workspace = createWorkspace(client);

  async function linkTo(caseId: number): Promise<string | null> {
    try {
      const [card] = await Promise.all([store.cards.byKey(`case:${caseId}`), workspace.read()]);
      if (card === null || card.channelId === null || card.ts === null) return null;
      return workspace.permalink(card.channelId, card.ts);
    } catch {
      // A message without its link is worth more than none.
      return null;
    }
  }

  const storms = createStormKeeper({
    cards: store.cards,
    pacer,
    clock,
    logger,
    mayAct: lease.isOurs,
    release: deps.release,
    onChange: () => engine.wake(),
    onStorms: deps.onStorms,
  });
  const isStormIn = storms.isOpenIn;
  const { onCall } = deps;
  const outbox: Outbox = {
    ...{ store, client, pacer, clock, logger, channels, names, styleOf, isStormIn, owner, onCall },
  };
  const draw = createCardDrawer({ store, clock, names, styleOf, linkTo, accountName, hasLeases });
  const engine = createEngine({
    tasks: [
      inOneLine(
        'post',
        [
          lineOf(postCards(outbox, draw), placeOfCard),
          lineOf(sayNotices(outbox), placeOfNotice),
          lineOf(tellStories(outbox), placeOfStory),
        ],
        (now) => pacer.nextPlaceAt(postMethod, now),
      ),
      editCards(outbox, draw),
      askPeople(outbox, { ...deps.asking, people: deps.people, workspace }),
      postPictures(outbox),
    ],
    clock,
    logger,
    mayAct: lease.isOurs,
  });

  return {
    channels,
    start() {
      engine.start();
      storms.start();
    },
    wake: engine.wake,
    linkTo,
    namesOf: names.of,
    async stop() {
      await storms.stop();
      await engine.stop();
      await lease.release();
    },
  };
}
