export interface QueueSeed {
  readonly name: string;
  /** How long a received message stays hidden; SQS's own default is 30. */
  readonly visibilityTimeoutSeconds?: number;
  /** Where a message goes after `maxReceiveCount` receives; made when it is not there. */
  readonly deadLetter?: { readonly name: string; readonly maxReceiveCount: number };
}

/** A call of SQS from inside. */
export type Call = (action: string, input: object) => Promise<Record<string, unknown>>;

interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** Makes queues and their dead letter queues; answers with URL by name. */
export async function createQueues(
  queues: readonly QueueSeed[],
  place: Place,
  call: Call,
): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  const create = async (name: string, attributes: Record<string, string>) => {
    const made = await call('CreateQueue', { QueueName: name, Attributes: attributes });
    urls.set(name, String(made['QueueUrl']));
  };
  for (const { deadLetter } of queues) {
    if (deadLetter && !urls.has(deadLetter.name)) await create(deadLetter.name, {});
  }
  for (const { name, visibilityTimeoutSeconds = 30, deadLetter } of queues) {
    await create(name, {
      VisibilityTimeout: String(visibilityTimeoutSeconds),
      ...(deadLetter && { RedrivePolicy: redrivePolicy(place, deadLetter) }),
    });
  }
  return urls;
}

function redrivePolicy(
  { region, accountId }: Place,
  deadLetter: NonNullable<QueueSeed['deadLetter']>,
): string {
  return JSON.stringify({
    deadLetterTargetArn: `arn:aws:sqs:${region}:${accountId}:${deadLetter.name}`,
    maxReceiveCount: deadLetter.maxReceiveCount,
  });
}
