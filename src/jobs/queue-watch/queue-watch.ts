import type { QueueWatch } from '../../store/ports/jobs.ts';
import type { Job } from '../job.ts';

/** Looks at the queues and their dead letter queues; what lies dead is said on the day's intake card. */
export const queueWatch: Job = {
  name: 'queue-watch',
  cron: '* * * * *',
  async run({ store, clock, readQueues, intakeCard }) {
    const before = new Map((await store.watch.all()).map((one) => [one.queue, one.deadLetter?.depth ?? 0]));
    const answers = await Promise.allSettled(readQueues());
    const seen = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const one of seen) await store.watch.put(one);
    const deadOf = (one: QueueWatch) => one.deadLetter?.depth ?? 0;
    const changed = seen.filter((one) => deadOf(one) !== (before.get(one.queue) ?? 0));
    const grew = changed.some((one) => deadOf(one) > (before.get(one.queue) ?? 0));
    const now = clock.now();
    const { key, channel } = intakeCard(now);
    // A dead letter queue that empties is worth an edit, not a card of its own.
    if (grew || (changed.length > 0 && (await store.cards.byKey(key))))
      await store.cards.put({ key, channel, severity: 'Medium', now, material: grew, data: null });
    // A queue that cannot be asked hides no other, and is no secret either.
    const failure = answers.find((one) => one.status === 'rejected');
    if (failure) throw failure.reason;
  },
};
