import { wholeNumber } from '../options.ts';

export const defaultPort = 8400;
/** One below the last, since AWS takes the next. */
export const portOption = wholeNumber(1, 65_534);

/** Where the demo listens. Others rely on these: the page and Slack at `port`, AWS at the next one. */
export function demoAddress(port: number) {
  const sqsUrl = `http://127.0.0.1:${port + 1}`;
  return {
    pageUrl: `http://127.0.0.1:${port}`,
    sqsUrl,
    queueName: 'yagura-alerts',
    queueUrl: `${sqsUrl}/000000000000/yagura-alerts`,
    awsWorldUrl: `${sqsUrl}/sim/world`,
    region: 'us-east-1',
  };
}

/** The simulated AWS takes any. */
export const demoCredentials = { accessKeyId: 'demo', secretAccessKey: 'demo' };
