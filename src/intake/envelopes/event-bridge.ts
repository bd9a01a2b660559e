import type { Envelope } from './envelope.ts';

/** An EventBridge event; what it says of itself goes with what is in its `detail`. */
export const eventBridge: Envelope = {
  name: 'event-bridge',
  open(value) {
    const detailType = value['detail-type'];
    if (typeof detailType !== 'string') return null;
    const { source, detail } = value;
    if (typeof source !== 'string' || detail === undefined) return null;
    const { account, region, time } = value;
    const said = { source, detailType, account: text(account), region: text(region), time: text(time) };
    return [{ at: '/detail', value: detail, eventBridge: said }];
  },
};

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
