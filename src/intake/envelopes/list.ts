import { looksLikeJson } from '../decode.ts';
import { type Envelope, isObject } from './envelope.ts';

/** An array of things; an array of plain words or numbers, or of nothing, is one thing itself. */
export const list: Envelope = {
  name: 'list',
  open(value) {
    if (!Array.isArray(value)) return null;
    const holdsMore = value.some((one) => isObject(one) || (typeof one === 'string' && looksLikeJson(one)));
    return holdsMore ? value.map((one: unknown, index) => ({ at: `/${index}`, value: one })) : null;
  },
};
