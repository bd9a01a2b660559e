import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../../../shared/clock.ts';
import { messageOf } from '../../../shared/errors.ts';
import type { Logger } from '../../../shared/logger.ts';
import { aftermath, type StoryBeat, story } from './story.ts';
import { trailBucket, trailNotice } from './trail.ts';

interface Stage {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly putObject: (bucket: string, key: string, body: Buffer) => Promise<void>;
  readonly closeBucket: (bucket: string) => void;
  /** Where the simulated workspace takes what people do. */
  readonly pageUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Tells the audience what happens. */
  readonly say: (line: string) => void;
}

/** Plays the story, beat by beat, until it ends or the signal does. Never rejects. */
export async function playStory(stage: Stage, signal: AbortSignal): Promise<void> {
  const { clock, say, logger } = stage;
  const start = clock.now();
  for (const beat of story) {
    await clock.sleep(start + beat.at * 1_000 - clock.now(), signal);
    if (signal.aborted) return;
    say(`  ${String(beat.at).padStart(3)} s  ${beat.what}`);
    await playBeat(beat, stage).catch((error: unknown) =>
      logger.warn({ at: beat.at, error: messageOf(error) }, 'a beat of the story failed'),
    );
  }
  for (const line of aftermath) say(`         ${line}`);
}

async function playBeat({ bodies, file, closes, types }: StoryBeat, stage: Stage): Promise<void> {
  const { sqs, queueUrl: QueueUrl, putObject, clock } = stage;
  if (closes) stage.closeBucket(closes);
  const object = file?.(clock.now());
  if (object) await putObject(trailBucket, object.key, object.body);
  const notices = object ? [trailNotice(object.key)] : [];
  for (const MessageBody of [...(bodies?.(clock.now()) ?? []), ...notices])
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  if (types) await type(types, stage);
}

/** Somebody reads the label off the card and types. */
async function type(
  { who, channel, about, text }: NonNullable<StoryBeat['types']>,
  { pageUrl }: Stage,
): Promise<void> {
  const listed = await fetch(`${pageUrl}/api/messages?channel=${channel}`);
  const { messages } = (await listed.json()) as { messages: readonly object[] };
  const card = messages.map((one) => JSON.stringify(one)).find((one) => one.includes(about));
  const label = /\bY\d+\b/.exec(card ?? '')?.[0];
  if (label === undefined) throw new Error(`no card speaks of ${about}`);
  await fetch(`${pageUrl}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: who, channel, text: text(label) }),
  });
}
