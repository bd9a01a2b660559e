import { startAws } from '../sim/aws/aws.ts';

/** A queue in a process of its own, so that its work is not counted as ours. Says its address, then serves. */
const aws = await startAws({ port: 0, queues: [{ name: 'bench' }] });
process.stdout.write(
  `${JSON.stringify({ url: aws.url, queueUrl: aws.queueUrls.get('bench'), region: aws.region })}\n`,
);
process.on('SIGTERM', () => void aws.stop().then(() => process.exit(0)));
