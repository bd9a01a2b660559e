import { type Envelope, isObject } from './envelope.ts';

/**
 * A notification: as SQS gets it without raw delivery, and as Lambda gets it (under `Sns`). With raw delivery
 * there is no envelope. Confirmations of a subscription carry no message and are left as they are.
 */
export const sns: Envelope = {
  name: 'sns',
  open(value) {
    if (value['Type'] === 'Notification' && value['Message'] !== undefined) {
      return [{ at: '/Message', value: value['Message'] }];
    }
    const notification = value['Sns'];
    if (!isObject(notification) || notification['Message'] === undefined) return null;
    return [{ at: '/Sns/Message', value: notification['Message'] }];
  },
};
